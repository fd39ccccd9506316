"""Sources of what even a short print shows: rules, limits, regimens, side effects, organs, and what else is open."""

from collections.abc import Iterator

from sciaclinic.answers.plan.document import PlanDocument
from sciaclinic.answers.record import SourceRecord
from sciaclinic.answers.sources import source_record


def printed_sources(document: PlanDocument) -> tuple[SourceRecord, ...]:
    """In the order of the document; the sources of the numbers inside the models are left out."""
    printed = {source.link or source.citation for source in _printed(document) if source}
    return tuple(source for source in document.sources if (source.link or source.citation) in printed)


def _printed(document: PlanDocument) -> Iterator[SourceRecord | None]:
    for finding in document.findings:
        yield from finding.sources
    yield from (limit.source for limit in document.limits)
    yield from (template.source for template in document.templates)
    yield from (effect.source for effect in document.side_effects)
    yield from (organ.source for organ in document.organs)
    for option in document.pathway.options if document.pathway else ():
        yield from (source_record(effect.source) for effect in option.effects if effect.source)
