"""Where what was said is from."""

from collections.abc import Iterator
from dataclasses import dataclass

from sciaclinic.answers.blocks import NOT_ON_TERMINAL, Block, Heading, Sources, titled
from sciaclinic.answers.plan.document import PlanDocument
from sciaclinic.answers.plan.words.printed_sources import printed_sources
from sciaclinic.answers.record import SourceRecord


@dataclass(frozen=True, kw_only=True)
class SourcesPart:
    """``sources_in_short``: those of what even a short print shows."""

    sources: tuple[SourceRecord, ...]
    sources_in_short: tuple[SourceRecord, ...]

    @classmethod
    def of(cls, document: PlanDocument) -> "SourcesPart":
        return cls(sources=document.sources, sources_in_short=printed_sources(document))

    def blocks(self) -> Iterator[Block]:
        listed = Sources(self.sources, on=NOT_ON_TERMINAL)
        yield from titled(Heading("Sources", key="sources", on=NOT_ON_TERMINAL), listed)
