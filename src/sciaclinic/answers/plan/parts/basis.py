"""What the answer rests on: how it was reached, what moves it, what nobody knows, what is assumed."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from sciaclinic.answers.blocks import NOT_ON_TERMINAL, Block, Heading, Points, Table, points
from sciaclinic.answers.plan.document import PlanDocument
from sciaclinic.answers.plan.words import basis as words


@dataclass(frozen=True, kw_only=True)
class BasisPart:
    """What behind the answer is computed, assumed and not known."""

    influences: Table | None
    fragility: str
    how_reached: tuple[str, ...]
    not_known: tuple[str, ...]
    assumed: Table

    @classmethod
    def of(cls, document: PlanDocument) -> "BasisPart":
        return cls(
            influences=words.influence_table(document),
            fragility=_fragility(document),
            how_reached=document.how_reached,
            not_known=document.not_known,
            assumed=words.assumed_table(document),
        )

    def blocks(self) -> Iterator[Block]:
        yield Heading("What the answer rests on", key="basis")
        yield Points(points(*filter(None, (*self.how_reached, self.fragility))))
        if self.influences is not None:
            yield replace(self.influences, on=NOT_ON_TERMINAL)
        yield Heading("What is not known", level=3)
        yield Points(points(*self.not_known))
        yield replace(self.assumed, on=NOT_ON_TERMINAL)


def _fragility(document: PlanDocument) -> str:
    state = document.fragility
    if state is None:
        return ""
    if state.turning_weight is None:
        return "No probability that relief which lasts in other pain also holds in sciatica would change the answer."
    kind = "fragile" if state.is_fragile else "stable"
    turn = "falls below" if state.turning_weight < state.weight else "rises above"
    return (
        f"The answer is {kind}: it changes when the probability that relief which lasts in other pain also holds in "
        f"sciatica {turn} {state.turning_weight:.2f}. The one used, {state.weight:g}, is assumed; it could lie between "
        f"{state.low:g} and {state.high:g}."
    )
