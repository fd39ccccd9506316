"""A source as a document keeps it."""

from sciaclinic.answers.record import SourceRecord
from sciatwin.evidence import Source


def source_record(source: Source) -> SourceRecord:
    """A source with its web address; a place that is no address stays text."""
    return SourceRecord.model_validate(source, from_attributes=True)
