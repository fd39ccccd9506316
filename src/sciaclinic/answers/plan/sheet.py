"""What a reader of a plan sees, part by part. Page, PDF and terminal draw the same sheet, which is made once."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from typing import Any

from sciaclinic.answers.blocks import Block, Figure, Sheet, Tone
from sciaclinic.answers.plan.document import PlanDocument
from sciaclinic.answers.plan.emergency import emergency_sheet
from sciaclinic.answers.plan.figures import plan_figures
from sciaclinic.answers.plan.parts.basis import BasisPart, basis_blocks, source_blocks
from sciaclinic.answers.plan.parts.course import CoursePart, course_blocks
from sciaclinic.answers.plan.parts.decision import DecisionPart, decision_blocks
from sciaclinic.answers.plan.parts.eligibility import EligibilityPart, eligibility_blocks
from sciaclinic.answers.plan.parts.pathway import PathwayPart, pathway_blocks
from sciaclinic.answers.plan.parts.patient import PatientPart, patient_blocks
from sciaclinic.answers.plan.parts.regimens import RegimensPart, regimen_blocks
from sciaclinic.answers.plan.parts.sessions import SessionsPart, session_blocks
from sciaclinic.answers.plan.parts.side_effects import SideEffectsPart, side_effect_blocks

_TONES = {"trial": Tone.INFORM, "none": Tone.SOFT, "blocked": Tone.STOP}
_ON_PAGE_ONE = "hundred"


@dataclass(frozen=True, kw_only=True)
class PlanParts:
    """A plan in words and tables, by subject."""

    decision: DecisionPart
    patient: PatientPart
    sessions: SessionsPart
    course: CoursePart
    side_effects: SideEffectsPart
    pathway: PathwayPart
    eligibility: EligibilityPart
    regimens: RegimensPart
    basis: BasisPart

    @classmethod
    def of(cls, document: PlanDocument) -> "PlanParts":
        return cls(
            decision=DecisionPart.of(document),
            patient=PatientPart.of(document),
            sessions=SessionsPart.of(document),
            course=CoursePart.of(document),
            side_effects=SideEffectsPart.of(document),
            pathway=PathwayPart.of(document),
            eligibility=EligibilityPart.of(document),
            regimens=RegimensPart.of(document),
            basis=BasisPart.of(document),
        )

    @property
    def by_name(self) -> dict[str, Any]:
        """Every word and table of all parts, for a layout of its own; no two parts share a name."""
        parts = (getattr(self, field.name) for field in fields(self))
        return {field.name: getattr(part, field.name) for part in parts for field in fields(part)}


@dataclass(frozen=True, kw_only=True)
class PlanSheet(Sheet):
    """The sheet of a plan; its ``parts`` are laid out on paper, where three pages and a signature are wanted."""

    parts: PlanParts


def sheet_of(document: PlanDocument) -> Sheet:
    """The sheet of a plan document: in an emergency one of what to do, and nothing else."""
    if document.is_emergency:
        return emergency_sheet(document)
    parts, figures = PlanParts.of(document), {figure.key: figure for figure in plan_figures(document)}
    decision = parts.decision
    return PlanSheet(
        question="Which infusion, if any?",
        title=decision.title,
        tone=_TONES[decision.tone],
        headline=decision.headline,
        in_short=decision.in_short,
        beside=figures.pop(_ON_PAGE_ONE, None),
        status=decision.status,
        status_tone=Tone.OPEN if decision.is_draft else None,
        has_contents=True,
        is_framed=True,
        statement=document.statement,
        made=document.made,
        blocks=tuple(_blocks(parts, figures)),
        parts=parts,
    )


def _blocks(parts: PlanParts, figures: Mapping[str, Figure]) -> Iterator[Block]:
    findings = parts.eligibility.findings
    yield from decision_blocks(parts.decision, findings)
    yield from session_blocks(parts.sessions, findings)
    yield from course_blocks(parts.course, figures)
    yield from side_effect_blocks(parts.side_effects, figures)
    yield from pathway_blocks(parts.pathway, figures)
    yield from eligibility_blocks(parts.eligibility)
    yield from regimen_blocks(parts.regimens)
    yield from basis_blocks(parts.basis)
    yield from patient_blocks(parts.patient)
    yield from source_blocks(parts.basis)
