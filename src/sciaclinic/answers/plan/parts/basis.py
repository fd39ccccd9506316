"""What the answer rests on: how it was reached, what moves it, what nobody knows, what is assumed, and the sources."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from sciaclinic.answers.blocks import NOT_ON_TERMINAL, Block, Heading, Points, Sources, Table, points, titled
from sciaclinic.answers.plan.document import PlanDocument
from sciaclinic.answers.plan.words import tables
from sciaclinic.answers.plan.words.printed_sources import printed_sources
from sciaclinic.answers.record import SourceRecord


@dataclass(frozen=True, kw_only=True)
class BasisPart:
    """``sources_in_short``: those of what even a short print shows."""

    influences: Table | None
    fragility: str
    how_reached: tuple[str, ...]
    not_known: tuple[str, ...]
    assumed: Table
    sources: tuple[SourceRecord, ...]
    sources_in_short: tuple[SourceRecord, ...]

    @classmethod
    def of(cls, document: PlanDocument) -> "BasisPart":
        return cls(
            influences=tables.influence_table(document),
            fragility=_fragility(document),
            how_reached=document.how_reached,
            not_known=document.not_known,
            assumed=tables.assumed_table(document),
            sources=document.sources,
            sources_in_short=printed_sources(document),
        )


def basis_blocks(part: BasisPart) -> Iterator[Block]:
    yield Heading("What the answer rests on", key="basis")
    yield Points(points(*filter(None, (*part.how_reached, part.fragility))))
    if part.influences is not None:
        yield replace(part.influences, on=NOT_ON_TERMINAL)
    yield Heading("What is not known", level=3)
    yield Points(points(*part.not_known))
    yield replace(part.assumed, on=NOT_ON_TERMINAL)


def source_blocks(part: BasisPart) -> Iterator[Block]:
    yield from titled(Heading("Sources", key="sources", on=NOT_ON_TERMINAL), Sources(part.sources, on=NOT_ON_TERMINAL))


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
