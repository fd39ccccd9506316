"""What speaks against an infusion, or should be known about it, in words: findings of the rules, liver and bladder."""

from dataclasses import dataclass

from sciaclinic.answers.blocks import NOT_ON_TERMINAL, ON_TERMINAL, Points, Remark, Remarks, points
from sciaclinic.answers.plan.compose.inputs import UNKNOWN
from sciaclinic.answers.plan.document import PlanDocument
from sciaclinic.answers.plan.record.case import Effect, FindingRecord
from sciaclinic.answers.plan.record.outcomes import OrganRecord
from sciaclinic.answers.record import SourceRecord

MOST_ON_TERMINAL = 12
"""Lines of a list; the rest is in the report."""

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
class FindingWords:
    """One finding as shown. ``follows`` says what to do, or what would follow if an open question were a yes."""

    rule: str
    says: str
    explanation: str
    follows: str
    needs_override: bool
    origin: str
    sources: tuple[SourceRecord, ...]


@dataclass(frozen=True)
class FindingGroup:
    """Findings of one kind, under the heading a reader sees."""

    effect: str
    heading: str
    items: tuple[FindingWords, ...]


def finding_groups(document: PlanDocument) -> tuple[FindingGroup, ...]:
    """Findings of the eligibility rules by what follows from them."""
    groups = (
        FindingGroup(effect.value, heading, tuple(_words(item) for item in document.findings if item.effect is effect))
        for effect, heading in _HEADINGS
    )
    return tuple(group for group in groups if group.items)


def _words(item: FindingRecord) -> FindingWords:
    local = ", set locally and to be signed" if item.is_local_setting else ""
    return FindingWords(
        rule=item.rule,
        says=item.says,
        explanation="" if item.explanation == _FOR_EVERYBODY else item.explanation,
        follows=f"{'If so' if item.holds == UNKNOWN else 'What to do'}: {item.way_out}",
        needs_override=item.effect is Effect.OVERRIDE,
        origin=f"{item.reference}; rule: {item.rule}; grade: {item.grade}; confidence: {item.confidence}{local}",
        sources=item.sources,
    )


def organ_findings(document: PlanDocument) -> FindingGroup | None:
    """Liver and bladder, worst first; None without an infusion, or if nothing is known to apply to it."""
    if not document.organs:
        return None
    return FindingGroup("organs", "Liver and bladder", tuple(map(_organ_words, document.organs)))


def _organ_words(item: OrganRecord) -> FindingWords:
    local = "" if item.rests_on_source_alone else ", set locally and to be signed"
    return FindingWords(
        rule=item.rule,
        says=item.says,
        explanation=_LEVELS[item.level],
        follows=f"What to do: {item.to_do}" if item.to_do else "",
        needs_override=False,
        origin=f"{item.rule}; {item.organ}{local}",
        sources=(item.source,),
    )


def remarks_of(group: FindingGroup) -> Remarks:
    """Each with its origin, for page and paper."""
    return Remarks(
        tuple(
            Remark(
                says=item.says,
                because=item.explanation,
                follows=item.follows,
                origin=item.origin,
                sources=item.sources,
            )
            for item in group.items
        ),
        on=NOT_ON_TERMINAL,
    )


def said(group: FindingGroup) -> Points:
    """Each in one line, for a terminal."""
    lines = (
        f"{item.says}{f' ({item.explanation})' if item.explanation else ''}. {item.follows}".rstrip()
        for item in group.items
    )
    return Points(points(*lines), most=MOST_ON_TERMINAL, on=ON_TERMINAL)
