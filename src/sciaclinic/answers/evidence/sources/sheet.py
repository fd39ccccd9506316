"""What a reader sees of the sources: each with its address and with what stands on it."""

from collections.abc import Iterator

from sciaclinic.answers.blocks import Block, Heading, Points, Sheet, Tone, points
from sciaclinic.answers.evidence.sources.document import SourcesDocument, UsedSource

_MAX_NAMES = 6


def sheet_of(document: SourcesDocument) -> Sheet:
    return Sheet(
        question="Which sources are there, and what stands on each?",
        title="Sources",
        tone=Tone.STRONG,
        headline=f"{len(document.sources)} sources. Everything that uses one stands in the JSON.",
        statement=document.statement,
        made=document.made,
        blocks=tuple(_blocks(document)),
    )


def _blocks(document: SourcesDocument) -> Iterator[Block]:
    yield Heading("By citation", key="sources")
    for source in document.sources:
        yield Heading(source.citation, level=3)
        yield Points(points(*_lines(source)))


def _lines(source: UsedSource) -> Iterator[str]:
    yield from (f"also: {other}" for other in source.also)
    if source.link:
        yield source.link
    if source.read_at:
        yield f"read: {source.read_at}"
    yield "; ".join(_use(kind, names) for kind, names in source.used_by.items())


def _use(kind: str, names: tuple[str, ...]) -> str:
    shown = ", ".join(names[:_MAX_NAMES])
    more = f" and {len(names) - _MAX_NAMES} more" if len(names) > _MAX_NAMES else ""
    return f"{kind}: {shown}{more}"
