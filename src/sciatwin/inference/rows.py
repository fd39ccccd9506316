"""Observations as rows of numbers: what was written down, and which interval of a normal number that stands for."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np


@dataclass(frozen=True, kw_only=True)
class WrittenScale:
    """The scale that a number is written on.

    Attributes:
        step: 0 if it is read exactly.
        limit: below it nothing is written but "below the limit".
    """

    step: float = 0.0
    lowest: float = -np.inf
    highest: float = np.inf
    limit: float = -np.inf


YES_OR_NO = WrittenScale(step=1.0, lowest=0.0, highest=1.0)
"""1 is yes; a yes of probability p is a normal number of spread 1 whose mean lies as far above 0.5."""


@dataclass(frozen=True)
class Rows:
    """One row for each reading; arrays of shape (rows,).

    Attributes:
        value: as written down; for a level below the limit, the limit.
        kind: what was observed, for counting and for tables; words: one reading, for a list.
    """

    time_h: np.ndarray
    value: np.ndarray
    measure: tuple[WrittenScale, ...]
    kind: tuple[str, ...]
    words: tuple[str, ...]

    def __len__(self) -> int:
        return len(self.value)

    @cached_property
    def edges(self) -> tuple[np.ndarray, np.ndarray]:
        """Interval of the normal number behind each value; without width where the value is exact."""
        return edges(self.measure, self.value)

    def written(self, latent: np.ndarray) -> np.ndarray:
        """What would be written down for normal numbers of shape (rows, …)."""
        pairs = zip(self.measure, latent, strict=True)
        return np.stack([as_written(measure, numbers) for measure, numbers in pairs]) if len(self) else latent


def edges(measures: Sequence[WrittenScale], values: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Interval behind each written value; ``values`` has shape (rows, …)."""
    if not len(measures):
        return np.empty(values.shape), np.empty(values.shape)
    pairs = [_edges(measure, written) for measure, written in zip(measures, values, strict=True)]
    low, high = (np.stack(side) for side in zip(*pairs, strict=True))
    return low, high


def _edges(measure: WrittenScale, value: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    half = measure.step / 2
    low = np.where(value <= max(measure.lowest, measure.limit), -np.inf, value - half)
    high = np.where(value >= measure.highest, np.inf, value + half)
    return low, high


def as_written(measure: WrittenScale, latent: np.ndarray) -> np.ndarray:
    """Numbers as they are written on a scale."""
    rounded = measure.step * np.round(latent / measure.step) if measure.step else latent
    return np.clip(rounded, max(measure.lowest, measure.limit), measure.highest)


def joined(parts: Sequence[Rows]) -> Rows:
    """The rows of all parts, one after another."""
    return Rows(
        time_h=np.concatenate([np.empty(0), *(part.time_h for part in parts)]),
        value=np.concatenate([np.empty(0), *(part.value for part in parts)]),
        measure=tuple(measure for part in parts for measure in part.measure),
        kind=tuple(kind for part in parts for kind in part.kind),
        words=tuple(words for part in parts for words in part.words),
    )
