"""What the rules found, and whether the kinetic models describe this patient."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sciaclinic.answers.blocks import NOT_ON_TERMINAL, Block, Heading, Points, Text, points
from sciaclinic.answers.plan.document import PlanDocument
from sciaclinic.answers.plan.record.case import Effect
from sciaclinic.answers.plan.words.findings import FindingGroup, remarks_of, said

_TOLD_ABOVE = (Effect.BLOCK, Effect.OVERRIDE)


@dataclass(frozen=True, kw_only=True)
class EligibilityPart:
    findings: tuple[FindingGroup, ...]
    model_fits: tuple[str, ...]

    @classmethod
    def of(cls, document: PlanDocument, findings: Sequence[FindingGroup]) -> "EligibilityPart":
        return cls(
            findings=tuple(findings),
            model_fits=tuple(
                f"{fit.title} ({fit.model}): {fit.level}" + (f": {'; '.join(fit.reasons)}" if fit.reasons else "")
                for fit in document.kinetic_fits
            ),
        )

    def blocks(self) -> Iterator[Block]:
        """Besides what forbids ketamine or needs an override, which stands with the decision."""
        yield Heading("Eligibility", key="eligibility")
        groups = [group for group in self.findings if group.effect not in _TOLD_ABOVE]
        if not groups:
            other = "else " if any(group.effect == Effect.BLOCK for group in self.findings) else ""
            yield Text(f"No rule found anything {other}to say about this patient.", on=NOT_ON_TERMINAL)
        for group in groups:
            on_terminal = group.effect == Effect.CAUTION  # open points stand above, and the rest is in the report
            yield (
                Heading(group.heading, level=3) if on_terminal else Heading(group.heading, level=3, on=NOT_ON_TERMINAL)
            )
            yield remarks_of(group)
            if on_terminal:
                yield said(group)
        yield Heading("Do the kinetic models describe this patient?", level=3)
        yield Points(points(*self.model_fits))
