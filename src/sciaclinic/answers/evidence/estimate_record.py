"""A number with its unit, its uncertainty and its origin, as a document keeps it."""

from typing import Self

from sciaclinic.answers.record import Record, SourceRecord
from sciaclinic.answers.sources import source_record
from sciatwin.evidence import Estimate, Status


class EstimateRecord(Record):
    """One number as printed, or as it was derived, fitted or assumed."""

    meaning: str
    value: float
    unit: str
    """Empty for a bare number."""
    status: Status
    standard_error: float | None
    low: float | None
    """With ``high``: of an assumed number the range within which it could lie; of a fitted one its 95 % interval."""
    high: float | None
    source: SourceRecord | None
    place: str
    """Where in the source it stands; empty for a number that is not printed."""
    reason: str
    """Why it is taken, where no source prints it."""

    @classmethod
    def of(cls, estimate: Estimate, **names: str) -> Self:
        """The record of an estimate; ``names``: fields that a more special record has beside these."""
        return cls.model_validate(
            {
                **names,
                "meaning": estimate.meaning,
                "value": estimate.value,
                "unit": "" if estimate.unit == "1" else estimate.unit,
                "status": estimate.status,
                "standard_error": estimate.standard_error,
                "low": estimate.low,
                "high": estimate.high,
                "source": source_record(estimate.source) if estimate.source is not None else None,
                "place": estimate.place,
                "reason": estimate.reason,
            }
        )
