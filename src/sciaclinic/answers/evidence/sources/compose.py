"""Every source that anything in the project stands on, and what stands on it."""

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from itertools import chain

from pydantic import BaseModel

from sciaclinic.answers.evidence.sources.document import SourcesDocument, UsedSource
from sciaclinic.answers.evidence.sources.holders import source_holders
from sciaclinic.answers.made import Made
from sciatwin.evidence import Source


def sources_document(made: Made) -> SourcesDocument:
    """Every distinct source, by citation."""
    return SourcesDocument(**made.of(SourcesDocument), sources=used_sources())


def used_sources() -> tuple[UsedSource, ...]:
    """Entries are one source if they share a DOI or, without one, an address."""
    found: dict[str, list[Source]] = {}
    uses: dict[str, dict[str, dict[str, None]]] = {}
    for kind, name, source in _uses():
        key = _identity(source)
        found.setdefault(key, []).append(source)
        uses.setdefault(key, {}).setdefault(kind, {})[name] = None
    records = [_record(sources, uses[key]) for key, sources in found.items()]
    return tuple(sorted(records, key=lambda record: record.citation.casefold()))


def _identity(source: Source) -> str:
    """Where there is no address, only the place in words, the citation tells sources apart."""
    link = source.link.lower()
    return link if link.startswith("http") else f"{source.citation}, {link}"


def _record(sources: list[Source], uses: Mapping[str, Mapping[str, None]]) -> UsedSource:
    first, *others = dict.fromkeys(source.citation for source in sources)
    return UsedSource(
        citation=first,
        also=tuple(others),
        link=sources[0].link,
        read_at=_place(sources[0]),
        used_by={kind: tuple(names) for kind, names in uses.items()},
    )


def _place(source: Source) -> str:
    """Where it was read, if that is not its own address: another address, or a place in words."""
    if source.link.startswith("http"):
        return "" if source.read_at == source.link else source.read_at
    return source.read_at or source.link


def _uses() -> Iterator[tuple[str, str, Source]]:
    """Kind, name and source of everything that has a source."""
    for kind, name, holder in source_holders():
        for source in sources_within(holder):
            yield kind, name, source


def sources_within(holder: object) -> Iterator[Source]:
    """Every source in a record, however deep it stands in its fields."""
    if isinstance(holder, Source):
        yield holder
    elif isinstance(holder, Mapping):
        yield from chain.from_iterable(map(sources_within, holder.values()))
    elif isinstance(holder, tuple | list):
        yield from chain.from_iterable(map(sources_within, holder))
    elif is_dataclass(holder) and not isinstance(holder, type):
        yield from chain.from_iterable(sources_within(getattr(holder, field.name)) for field in fields(holder))
    elif isinstance(holder, BaseModel):
        yield from chain.from_iterable(sources_within(getattr(holder, name)) for name in type(holder).model_fields)
