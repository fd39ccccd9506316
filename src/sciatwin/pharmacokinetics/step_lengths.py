"""Which steps of a course are made of shorter ones, so that only few of them need a matrix exponential of their own.

exp(A (a + b)) = exp(A a) exp(A b): where steps are multiples of a common unit, such as five minutes and twelve hours,
the propagator of each is a product of two that are there already.
"""

from dataclasses import dataclass, field

import numpy as np

_MOST_UNITS = 1500
"""Of the unit in the longest step."""

_MOST_PARTS = 3
"""Of more, the largest is doubled as long as it is there twice."""

_NONE = -1


@dataclass(frozen=True)
class StepLengths:
    """Lengths in an order in which each comes after those it is made of.

    Attributes:
        length_h: shape (lengths,); some are no step, but a part of one.
        left, right: the two that each is made of, or -1 where it is made of none, shape (lengths,).
        place: where each of the lengths stands that were asked for, shape (asked,).
    """

    length_h: np.ndarray
    left: np.ndarray
    right: np.ndarray
    place: np.ndarray

    @classmethod
    def of(cls, length_h: np.ndarray, length_index: np.ndarray, rounding_h: float) -> "StepLengths":
        """Lengths that are off by less than the rounding of clock times over all steps that have them.

        Args:
            length_h: distinct ones, increasing. length_index: which of them each step has, shape (steps,).
        """
        steps = np.bincount(length_index, minlength=len(length_h))
        unit_h, units = _in_a_common_unit(length_h, rounding_h / np.maximum(steps, 1))
        found = _Found()
        place = [
            found.add(int(count), count * unit_h) if count else found.append(0, float(length), _NONE, _NONE)
            for length, count in zip(length_h, units.tolist(), strict=True)
        ]
        left, right = (np.array(indices, dtype=np.int64) for indices in (found.left, found.right))
        return cls(np.array(found.length_h), left, right, np.array(place, dtype=np.int64))


def _in_a_common_unit(length_h: np.ndarray, same_h: np.ndarray) -> tuple[float, np.ndarray]:
    """A part of the longest, and how many of it each length is; 0 for what is no multiple of it."""
    unit_h = length_h[-1] / np.arange(1, _MOST_UNITS + 1)[:, None]
    if length_h[-1] <= 0:
        return 0.0, np.zeros(len(length_h), dtype=int)
    units = np.rint(length_h / unit_h)
    units[np.abs(units * unit_h - length_h) > same_h] = 0
    best = int(np.argmax((units > 0).sum(axis=1)))
    return float(unit_h[best, 0]), units[best].astype(int)


@dataclass(frozen=True)
class _Found:
    units: list[int] = field(default_factory=list)
    length_h: list[float] = field(default_factory=list)
    left: list[int] = field(default_factory=list)
    right: list[int] = field(default_factory=list)

    def add(self, units: int, length_h: float) -> int:
        """Where a length stands, after the parts that it needs."""
        parts = self._parts(units)
        while len(parts) > _MOST_PARTS and parts[0] == parts[1]:
            self.append(2 * self.units[parts[0]], 2 * self.length_h[parts[0]], parts[0], parts[0])
            parts = self._parts(units)
        if len(parts) < 2:
            return self.append(units, length_h, _NONE, _NONE)
        whole = parts[0]
        for part in parts[1:]:
            whole = self.append(
                self.units[whole] + self.units[part], self.length_h[whole] + self.length_h[part], whole, part
            )
        return whole

    def append(self, units: int, length_h: float, left: int, right: int) -> int:
        self.units.append(units)
        self.length_h.append(length_h)
        self.left.append(left)
        self.right.append(right)
        return len(self.units) - 1

    def _parts(self, units: int) -> list[int]:
        """The largest that fit, one after another; empty if they do not add up to it."""
        parts: list[int] = []
        rest = units
        for index in sorted(range(len(self.units)), key=lambda index: -self.units[index]):
            while 0 < self.units[index] <= rest:
                parts.append(index)
                rest -= self.units[index]
        return [] if rest else parts
