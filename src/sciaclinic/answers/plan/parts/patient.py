"""The patient as entered: a few facts for page one, every answer, what was not answered, what changes nothing."""

from collections.abc import Iterator
from dataclasses import dataclass

from sciaclinic.answers.blocks import NOT_ON_TERMINAL, Block, Heading, Pairs, Points, Text, points, titled
from sciaclinic.answers.plan.document import PlanDocument
from sciaclinic.answers.plan.record.case import InputRecord, InputUse
from sciatwin.plan.told.sentence import as_sentence

_FACTS = (
    "age_yr", "sex", "weight_kg", "height_cm", "sciatica.side", "sciatica.duration_days", "sciatica.leg_pain",
    "sciatica.back_pain", "sciatica.imaging", "sciatica.neuropathic_grade", "vitals.systolic_mmhg",
    "vitals.diastolic_mmhg", "days_since_ketamine_course", "goals.least_worthwhile_gain", "goals.review_week",
    "goals.most_visits",
)  # fmt: skip
_OWN_WORDS = "goals.in_own_words"


@dataclass(frozen=True, kw_only=True)
class PatientPart:
    facts: tuple[tuple[str, str], ...]
    own_words: str
    inputs: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]
    missing: tuple[str, ...]
    not_used: tuple[str, ...]

    @classmethod
    def of(cls, document: PlanDocument) -> "PatientPart":
        return cls(
            facts=_facts(document.inputs),
            own_words=next((item.value for item in document.inputs if item.field == _OWN_WORDS), ""),
            inputs=_grouped(document.inputs),
            missing=tuple(item.label for item in document.inputs_missing),
            not_used=_not_used(document.inputs),
        )

    def blocks(self) -> Iterator[Block]:
        yield Heading("Patient, as entered", key="patient", on=NOT_ON_TERMINAL)
        for group, pairs in self.inputs:
            yield Heading(group, level=3, on=NOT_ON_TERMINAL)
            yield Pairs(pairs, on=NOT_ON_TERMINAL)
        yield from titled(Heading("Recorded, not used", level=3), Points(points(*self.not_used)))
        missing = f"{'; '.join(self.missing)}." if self.missing else ""
        yield from titled(
            Heading("Not answered", level=3, on=NOT_ON_TERMINAL),
            Text(missing, on=NOT_ON_TERMINAL),
        )


def _facts(inputs: tuple[InputRecord, ...]) -> tuple[tuple[str, str], ...]:
    known = {item.field: item for item in inputs}
    return tuple((known[field].label, known[field].value) for field in _FACTS if field in known)


def _grouped(inputs: tuple[InputRecord, ...]) -> tuple[tuple[str, tuple[tuple[str, str], ...]], ...]:
    """Every answer under the heading of its part of the patient file."""
    groups: dict[str, list[tuple[str, str]]] = {}
    for item in inputs:
        head, dot, _ = item.field.partition(".")
        groups.setdefault(as_sentence(head.replace("_", " ")) if dot else "Person", []).append((item.label, item.value))
    return tuple((name, tuple(items)) for name, items in groups.items())


def _not_used(inputs: tuple[InputRecord, ...]) -> tuple[str, ...]:
    """Answers that change nothing, those with the same reason together; of a list it is the free text."""
    labels: dict[str, list[str]] = {}
    for item in inputs:
        if item.why_not_used:
            text = item.label if item.used_for is InputUse.NOTHING else f"details of {item.label}"
            labels.setdefault(item.why_not_used, []).append(text)
    return tuple(f"{', '.join(dict.fromkeys(found))}: {why}" for why, found in labels.items())
