"""What a session may do besides: highest values, chances of side effects, liver and bladder."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sciaclinic.answers.blocks import (
    NOT_ON_TERMINAL,
    ON_TERMINAL,
    Beside,
    Block,
    Figure,
    Heading,
    Points,
    Table,
    points,
)
from sciaclinic.answers.plan.document import PlanDocument
from sciaclinic.answers.plan.words import side_effects as words
from sciaclinic.answers.plan.words.findings import FindingGroup, organ_findings, remarks_of, said


@dataclass(frozen=True, kw_only=True)
class SideEffectsPart:
    """All absent or empty without an infusion."""

    risks: Table | None
    side_effects: Table | None
    side_effect_notes: tuple[str, ...]
    why_unknown: tuple[str, ...]
    organs: FindingGroup | None

    @classmethod
    def of(cls, document: PlanDocument) -> "SideEffectsPart":
        return cls(
            risks=words.risk_table(document),
            side_effects=words.side_effect_table(document),
            side_effect_notes=words.side_effect_notes(document),
            why_unknown=words.why_unknown(document),
            organs=organ_findings(document),
        )

    def blocks(self, figures: Mapping[str, Figure]) -> Iterator[Block]:
        if self.risks is None:
            return
        yield Heading("Side effects of a session", key="side-effects")
        yield Beside(tuple(figures[key] for key in ("side-effects",) if key in figures), (self.risks,))
        if self.side_effects is not None:
            yield self.side_effects
        yield Points(points(*self.side_effect_notes, *self.why_unknown), on=NOT_ON_TERMINAL)
        yield Points(points(*self.side_effect_notes), on=ON_TERMINAL)
        if self.organs is not None:
            yield Heading(self.organs.heading, level=3)
            yield remarks_of(self.organs)
            yield said(self.organs)
