"""What every part of a document is made of: frozen, complete, and described in a published schema."""

from pydantic import field_validator

from sciatwin.documents.described import Described


class Record(Described):
    """A frozen part of a document; what its fields mean is published in the JSON schema."""


class SourceRecord(Record):
    """A paper, guideline, label or page."""

    citation: str
    link: str
    """Web address; empty if the source has none."""
    read_at: str
    """Where the fact itself was read, if elsewhere; may be empty."""

    @field_validator("link")
    @classmethod
    def _address(cls, link: str) -> str:
        """A place that is no address is no link."""
        return link if link.startswith(("https://", "http://")) else ""


class IntervalRecord(Record):
    """Mean with the 5th and 95th percentile of the predictions."""

    mean: float
    low: float
    high: float
