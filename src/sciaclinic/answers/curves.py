"""What was predicted along time, as a reader sees it: a mean and a range. The versions behind it are not stored."""

from collections.abc import Iterable
from typing import Self

from pydantic import model_validator

from sciaclinic.answers.record import Record


class CurveRecord(Record):
    """Mean with the 5th and 95th percentile of the predictions at each moment of its axis."""

    name: str
    """As in the course of a twin, such as ``pain_treated``."""
    label: str
    unit: str
    """``1`` for a fraction or a probability."""
    mean: tuple[float, ...]
    low: tuple[float, ...]
    high: tuple[float, ...]


class CurvesRecord(Record):
    """Curves that share their moments."""

    by: str
    """What ``at`` counts: ``hour`` and ``day`` from the start of the course, or ``session``."""
    at: tuple[float, ...]
    curves: tuple[CurveRecord, ...]

    @model_validator(mode="after")
    def _as_long_as_its_axis(self) -> Self:
        for curve in self.curves:
            if {len(curve.mean), len(curve.low), len(curve.high)} != {len(self.at)}:
                raise ValueError(f"curve '{curve.name}' needs one number for each of the {len(self.at)} moments")
        return self

    def among(self, names: Iterable[str]) -> "CurvesRecord":
        """Only the curves of these names, in their order; those that are not here are left out."""
        known = {curve.name: curve for curve in self.curves}
        return self.model_copy(update={"curves": tuple(known[name] for name in names if name in known)})

    def renamed(self, pattern: str) -> "CurvesRecord":
        """The same with other names, such as ``{}_before``."""
        curves = tuple(curve.model_copy(update={"name": pattern.format(curve.name)}) for curve in self.curves)
        return self.model_copy(update={"curves": curves})
