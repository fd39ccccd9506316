"""Sums of numbers without rounding: equal numbers give the same bits however they are grouped, and in any order.

A double is an integer times a power of two. Its bits are laid into limbs of 32 bits each, from the smallest number that
there is to the largest, and limbs are added as integers. What comes out is rounded once.
"""

from dataclasses import dataclass

import numpy as np

_LIMB_BITS = 32
_LOWEST_EXPONENT = -1074
"""Of two, of the smallest number above 0."""
_LIMBS = -(-(1024 - _LOWEST_EXPONENT) // _LIMB_BITS) + 2
_MASK = np.int64(2**_LIMB_BITS - 1)
_SIGNIFICANT_BITS = 53


@dataclass(frozen=True, eq=False)
class ExactSum:
    """A sum of arrays of one shape, number by number; of up to a thousand million arrays.

    Attributes:
        limbs: shape (limbs, *shape).
    """

    limbs: np.ndarray

    @classmethod
    def of(cls, values: np.ndarray) -> "ExactSum":
        """One array, of finite numbers.

        Raises: ValueError for a number that is not finite.
        """
        values = np.asarray(values, dtype=float)
        if not np.isfinite(values).all():
            raise ValueError("only finite numbers have an exact sum.")
        digits, exponent = np.frexp(values.ravel())
        whole = np.abs(np.ldexp(digits, _SIGNIFICANT_BITS)).astype(np.int64)
        place = exponent.astype(np.int64) - _SIGNIFICANT_BITS - _LOWEST_EXPONENT
        whole, place = whole >> np.maximum(-place, 0), np.maximum(place, 0)  # below the smallest number stand zeros
        limb, shift = np.divmod(place, _LIMB_BITS)
        low, high = (whole & _MASK) << shift, (whole >> _LIMB_BITS) << shift
        sign, column = np.where(values.ravel() < 0, -1, 1), np.arange(values.size)
        limbs = np.zeros((_LIMBS, values.size), dtype=np.int64)
        limbs[limb, column] = sign * (low & _MASK)
        limbs[limb + 1, column] = sign * ((low >> _LIMB_BITS) + (high & _MASK))
        limbs[limb + 2, column] = sign * (high >> _LIMB_BITS)
        return cls(limbs.reshape(_LIMBS, *values.shape))

    def __add__(self, other: "ExactSum") -> "ExactSum":
        return ExactSum(self.limbs + other.limbs)

    @property
    def value(self) -> np.ndarray:
        """The sum, rounded to the nearest double."""
        columns = self.limbs.reshape(_LIMBS, -1).T.tolist()
        return np.array([_rounded(column) for column in columns]).reshape(self.limbs.shape[1:])


def _rounded(limbs: list[int]) -> float:
    total = sum(limb << (_LIMB_BITS * place) for place, limb in enumerate(limbs) if limb)
    try:
        return total / 2**-_LOWEST_EXPONENT
    except OverflowError:
        return float("inf") if total > 0 else -float("inf")
