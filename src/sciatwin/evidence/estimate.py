"""A number with its unit, its uncertainty and the mark that says where it comes from."""

from dataclasses import dataclass
from enum import StrEnum

from sciatwin.evidence.source import Source
from sciatwin.units import factor

Z_95 = 1.959964  # 97.5th percentile of the standard normal


class Status(StrEnum):
    PUBLISHED = "published"  # printed in a paper
    DERIVED = "derived"  # arithmetic on printed numbers
    CALIBRATED = "calibrated"  # fitted to the rows named in `reason`, all of them open for calibration
    ASSUMED = "assumed"  # no source; a range and a reason are given


@dataclass(frozen=True, kw_only=True)
class Estimate:
    """One number as printed.

    ``standard_error`` is in the unit of ``value``. An assumed number needs ``reason`` and ``low``/``high``,
    the range within which it could lie; a calibrated or derived one needs a ``reason``.
    """

    value: float
    unit: str
    meaning: str
    status: Status = Status.PUBLISHED
    source: Source | None = None
    place: str = ""
    standard_error: float | None = None
    low: float | None = None
    high: float | None = None
    reason: str = ""

    def __post_init__(self) -> None:
        if self.status is Status.PUBLISHED and not (self.source and self.place):
            raise ValueError(f"Published estimate '{self.meaning}' needs its source and the place in it.")
        if self.status is not Status.PUBLISHED and not self.reason:
            raise ValueError(f"{self.status.capitalize()} estimate '{self.meaning}' needs a reason.")
        if self.status is Status.ASSUMED and (self.low is None or self.high is None):
            raise ValueError(f"Assumed estimate '{self.meaning}' needs a low and a high value.")
        if self.low is not None and self.high is not None and not self.low <= self.value <= self.high:
            raise ValueError(f"'{self.meaning}': {self.value} lies outside {self.low} to {self.high}.")

    def inside(self, dimension: str) -> float:
        """The value in the inside unit of ``dimension``."""
        return self.value * factor(self.unit, dimension)

    @property
    def relative_error(self) -> float | None:
        """Standard error ÷ value: as printed, or from the range read as a 95 % interval; else None."""
        if self.standard_error is not None:
            return self.standard_error / abs(self.value)
        if self.low is not None and self.high is not None:
            return (self.high - self.low) / (2 * Z_95 * abs(self.value))
        return None

    @property
    def origin(self) -> str:
        """One line that lets a reader check the number."""
        if self.source is not None:
            return f"{self.status}: {self.source.citation}, {self.place or self.reason}"
        return f"{self.status}: {self.reason}"
