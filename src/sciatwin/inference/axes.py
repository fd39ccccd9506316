"""Axes of a symmetric matrix that do not hang on the kernels a library has for a processor, up to rounding.

An axis may point either way, and of two equally long ones any pair at right angles is as good: which of them a library
returns is up to the rounding of its kernels, and draws along them would be other draws. So every axis points to one
side of a fixed vector, and coordinates are stretched a little, each by another factor, before axes are looked for:
then no two are equally long for reasons of symmetry, as the errors of three equal visits are.
"""

import numpy as np

_GOLDEN = (np.sqrt(5) - 1) / 2

_MOST_UNEVEN = 0.04
"""Largest part by which factors differ: much more than rounding, too little to make an axis another one."""


def principal_axes(matrix: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Lengths, ascending, and orthonormal columns."""
    size, axes = np.linalg.eigh(matrix)
    return size, upright(axes)


def upright(axes: np.ndarray) -> np.ndarray:
    """Columns turned to the side of a fixed vector that is at right angles to none of them."""
    return np.asarray(axes * np.where(_spread_out(len(axes)) @ axes < 0, -1.0, 1.0))


def uneven(count: int) -> np.ndarray:
    """Factors near 1, no two of them equal, whose product is 1."""
    spread = _spread_out(count)
    return np.exp(_MOST_UNEVEN * (spread - spread.mean()))


def _spread_out(count: int) -> np.ndarray:
    """Numbers between 0 and 1 that do not repeat and follow no order."""
    return np.asarray(_GOLDEN * np.arange(1, count + 1) % 1)
