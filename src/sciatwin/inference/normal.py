"""The normal number that stands behind each row: where it lies in every version, and how widely it is spread."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Normal:
    """Mean and spread of the normal number behind each row, shape (rows, versions)."""

    mean: np.ndarray
    sd: np.ndarray

    def __len__(self) -> int:
        return len(self.mean)


def stacked(parts: Sequence[Normal], count: int) -> Normal:
    """The rows of all parts, one after another."""
    nothing = np.empty((0, count))
    return Normal(
        np.concatenate([nothing, *(part.mean for part in parts)]),
        np.concatenate([nothing, *(part.sd for part in parts)]),
    )
