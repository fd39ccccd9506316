"""Bands within bands: mean, 50 % and 90 % of the versions along time, for a picture that is drawn again and again."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from sciatwin.twin.shown.interval import Interval
from sciatwin.twin.versions.weights import VersionWeights, mean, percentiles

LEVELS = (0.05, 0.25, 0.75, 0.95)


@dataclass(frozen=True)
class NestedBand:
    """Each of shape (moments,). The mean may lie outside the half: versions that respond and versions that do not
    stand on two sides of it."""

    mean: np.ndarray
    low_90: np.ndarray
    low_50: np.ndarray
    high_50: np.ndarray
    high_90: np.ndarray

    @classmethod
    def of(cls, values: np.ndarray, weights: VersionWeights = None) -> "NestedBand":
        """Args: values: shape (moments, versions); weights: of the versions, each stands for itself by default."""
        found = _sorted_percentiles(values, LEVELS) if weights is None else percentiles(values, LEVELS, weights)
        return cls(mean(values, weights), *found)

    def part(self, first: int, count: int) -> "NestedBand":
        """Some moments after another."""
        some = slice(first, first + count)
        return NestedBand(self.mean[some], self.low_90[some], self.low_50[some], self.high_50[some], self.high_90[some])

    def interval(self, row: int) -> Interval:
        """Mean and 90 % at one moment."""
        return Interval(float(self.mean[row]), float(self.low_90[row]), float(self.high_90[row]))


def _sorted_percentiles(values: np.ndarray, levels: Sequence[float]) -> list[np.ndarray]:
    """As ``np.quantile`` has them; for whole courses sorting once is quicker."""
    in_order = np.sort(values, axis=-1)
    last = in_order.shape[-1] - 1
    found = []
    for level in levels:
        below = int(level * last)
        part = level * last - below
        low, high = in_order[..., below], in_order[..., min(below + 1, last)]
        found.append(low + part * (high - low))
    return found
