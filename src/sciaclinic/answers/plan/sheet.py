"""What a reader of a plan sees, part by part. Page, PDF and terminal draw the same sheet, which is made once."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any

from sciaclinic.answers.blocks import Block, Figure, Sheet, Tone
from sciaclinic.answers.plan.document import PlanDocument
from sciaclinic.answers.plan.emergency import emergency_sheet
from sciaclinic.answers.plan.figures import plan_figures
from sciaclinic.answers.plan.parts.basis import BasisPart
from sciaclinic.answers.plan.parts.course import CoursePart
from sciaclinic.answers.plan.parts.decision import DecisionPart
from sciaclinic.answers.plan.parts.eligibility import EligibilityPart
from sciaclinic.answers.plan.parts.pathway import PathwayPart
from sciaclinic.answers.plan.parts.patient import PatientPart
from sciaclinic.answers.plan.parts.regimens import RegimensPart
from sciaclinic.answers.plan.parts.sessions import SessionsPart
from sciaclinic.answers.plan.parts.side_effects import SideEffectsPart
from sciaclinic.answers.plan.parts.sources import SourcesPart
from sciaclinic.answers.plan.words.findings import FindingGroup, finding_groups

_TONES = {"trial": Tone.INFORM, "none": Tone.SOFT, "blocked": Tone.STOP}
_ON_PAGE_ONE = "hundred"


@dataclass(frozen=True, kw_only=True)
class PlanSheet(Sheet):
    """The sheet of a plan.

    Attributes:
        said: every word and table of its parts by name, for paper, where three pages and a signature are wanted.
    """

    said: Mapping[str, Any]


def sheet_of(document: PlanDocument) -> Sheet:
    """The sheet of a plan document: in an emergency one of what to do, and nothing else."""
    if document.is_emergency:
        return emergency_sheet(document)
    figures = {figure.key: figure for figure in plan_figures(document)}
    on_page_one = figures.pop(_ON_PAGE_ONE, None)
    decision = DecisionPart.of(document)
    told = [(part, tuple(blocks)) for part, blocks in _told(decision, document, finding_groups(document), figures)]
    return PlanSheet(
        question="Which infusion, if any?",
        title=decision.title,
        tone=_TONES[decision.tone],
        headline=decision.headline,
        in_short=decision.in_short,
        beside=on_page_one,
        status=decision.status,
        status_tone=Tone.OPEN if decision.is_draft else None,
        has_contents=True,
        is_framed=True,
        statement=document.statement,
        made=document.made,
        blocks=tuple(block for _, blocks in told for block in blocks),
        said={field.name: getattr(part, field.name) for part, _ in told for field in fields(part)},
    )


def _told(
    decision: DecisionPart,
    document: PlanDocument,
    findings: Sequence[FindingGroup],
    figures: Mapping[str, Figure],
) -> Iterator[tuple[Any, Iterable[Block]]]:
    """Each part in words, with its blocks, in the order of reading."""
    yield decision, decision.blocks(findings)
    sessions = SessionsPart.of(document)
    yield sessions, sessions.blocks(findings)
    course = CoursePart.of(document)
    yield course, course.blocks(figures)
    side_effects = SideEffectsPart.of(document)
    yield side_effects, side_effects.blocks(figures)
    pathway = PathwayPart.of(document)
    yield pathway, pathway.blocks(figures)
    eligibility = EligibilityPart.of(document, findings)
    yield eligibility, eligibility.blocks()
    regimens = RegimensPart.of(document)
    yield regimens, regimens.blocks()
    basis = BasisPart.of(document)
    yield basis, basis.blocks()
    patient = PatientPart.of(document)
    yield patient, patient.blocks()
    sources = SourcesPart.of(document)
    yield sources, sources.blocks()
