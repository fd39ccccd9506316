"""Mean and 90 % range over the versions of a patient: what a reader is shown of every predicted number."""

from dataclasses import dataclass

import numpy as np

LOW, HIGH = 0.05, 0.95


@dataclass(frozen=True)
class Interval:
    """Mean with the 5th and 95th percentile over the draws."""

    mean: float
    low: float
    high: float

    @classmethod
    def of(cls, values: np.ndarray) -> "Interval":
        low, high = np.quantile(values, [LOW, HIGH])
        return cls(float(np.mean(values)), float(low), float(high))


@dataclass(frozen=True)
class IntervalAlong:
    """The same along a course, each of shape (times,); or at one moment of it."""

    mean: np.ndarray
    low: np.ndarray
    high: np.ndarray

    @classmethod
    def of(cls, values: np.ndarray) -> "IntervalAlong":
        """Over the last axis, which is that of the versions."""
        low, high = np.quantile(values, [LOW, HIGH], axis=-1)
        return cls(values.mean(axis=-1), low, high)

    def at(self, row: int) -> "IntervalAlong":
        """At one of the times."""
        return IntervalAlong(self.mean[row], self.low[row], self.high[row])
