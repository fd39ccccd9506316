"""A source as a document keeps it."""

from sciaclinic.answers.record import SourceRecord
from sciatwin.evidence import Source


def source_record(source: Source) -> SourceRecord:
    """A source with its web address; a place that is no address stays text."""
    link = source.link if source.link.startswith(("https://", "http://")) else ""
    return SourceRecord(citation=source.citation, link=link, read_at=source.read_at)
