"""What speaks against an infusion, or should be known about it, in words: findings of the rules, liver and bladder."""

from dataclasses import dataclass

from sciaclinic.answers.record import SourceRecord
from sciaclinic.reports.document import PlanDocument
from sciaclinic.reports.outcome_records import OrganRecord
from sciaclinic.reports.patient_inputs import UNKNOWN
from sciaclinic.reports.records import Effect, FindingRecord

_FOR_EVERYBODY = "shown for every patient"

_HEADINGS = (
    (Effect.BLOCK, "What forbids ketamine"),
    (Effect.OVERRIDE, "What needs a reasoned override in writing"),
    (Effect.OPEN, "What has not been answered"),
    (Effect.CAUTION, "What calls for caution"),
    (Effect.INFORM, "What the patient and the team should know"),
)

_LEVELS = {"stop": "forbids this course", "warn": "warning", "inform": ""}


@dataclass(frozen=True)
class Remark:
    """One finding as shown. ``follows`` says what to do, or what would follow if an open question were a yes."""

    says: str
    explanation: str
    follows: str
    needs_override: bool
    origin: str
    sources: tuple[SourceRecord, ...]


@dataclass(frozen=True)
class Remarks:
    """Findings of one kind, under the heading a reader sees."""

    effect: str
    heading: str
    items: tuple[Remark, ...]


def finding_remarks(document: PlanDocument) -> tuple[Remarks, ...]:
    """Findings of the eligibility rules by what follows from them."""
    groups = (
        Remarks(effect.value, heading, tuple(_remark(item) for item in document.findings if item.effect is effect))
        for effect, heading in _HEADINGS
    )
    return tuple(group for group in groups if group.items)


def _remark(item: FindingRecord) -> Remark:
    local = ", set locally and to be signed" if item.is_local_setting else ""
    return Remark(
        says=item.says,
        explanation="" if item.explanation == _FOR_EVERYBODY else item.explanation,
        follows=f"{'If so' if item.holds == UNKNOWN else 'What to do'}: {item.way_out}",
        needs_override=item.effect is Effect.OVERRIDE,
        origin=f"{item.reference}; grade: {item.grade}; confidence: {item.confidence}{local}",
        sources=item.sources,
    )


def organ_remarks(document: PlanDocument) -> Remarks | None:
    """Liver and bladder, worst first; None without an infusion, or if nothing is known to apply to it."""
    if not document.organs:
        return None
    return Remarks("organs", "Liver and bladder", tuple(map(_organ_remark, document.organs)))


def _organ_remark(item: OrganRecord) -> Remark:
    local = "" if item.rests_on_source_alone else ", set locally and to be signed"
    return Remark(
        says=item.says,
        explanation=_LEVELS[item.level],
        follows=f"What to do: {item.to_do}" if item.to_do else "",
        needs_override=False,
        origin=f"{item.rule}; {item.organ}{local}",
        sources=(item.source,),
    )
