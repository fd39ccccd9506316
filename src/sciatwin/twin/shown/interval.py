"""Mean and 90 % range over the versions of a patient: what a reader is shown of every predicted number."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from sciatwin.twin.course import weights_of
from sciatwin.twin.versions.weights import VersionWeights, mean, percentiles

if TYPE_CHECKING:
    import xarray as xr

LOW, HIGH = 0.05, 0.95


@dataclass(frozen=True)
class Interval:
    """Mean with the 5th and 95th percentile over the versions."""

    mean: float
    low: float
    high: float

    @classmethod
    def of(cls, values: np.ndarray, weights: VersionWeights = None) -> "Interval":
        """Args: weights: of the versions; each stands for itself by default."""
        low, high = percentiles(values, (LOW, HIGH), weights)
        return cls(float(mean(values, weights)), float(low), float(high))

    @classmethod
    def over(cls, values: "xr.DataArray") -> "Interval":
        """Of what a course says at one moment, with the weights that its versions have."""
        return cls.of(values.to_numpy(), weights_of(values))


@dataclass(frozen=True)
class IntervalAlong:
    """The same along a course, each of shape (times,); or at one moment of it."""

    mean: np.ndarray
    low: np.ndarray
    high: np.ndarray

    @classmethod
    def of(cls, values: np.ndarray, weights: VersionWeights = None) -> "IntervalAlong":
        """Over the last axis, which is that of the versions."""
        low, high = percentiles(values, (LOW, HIGH), weights)
        return cls(mean(values, weights), low, high)

    def at(self, row: int) -> "IntervalAlong":
        """At one of the times."""
        return IntervalAlong(self.mean[row], self.low[row], self.high[row])
