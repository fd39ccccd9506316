"""A course as a reader sees it: mean and 90 % range of every variable along time, without the versions behind them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Self

import numpy as np

from sciatwin.twin.course import AnyCourse, Course, label_of
from sciatwin.twin.shown.interval import HIGH, LOW
from sciatwin.twin.versions.weights import mean, percentiles

BY_HOUR, BY_DAY, BY_SESSION = "hour", "day", "session"


@dataclass(frozen=True)
class Band:
    """Mean with the 5th and 95th percentile over the versions, each of shape (moments,).

    Attributes:
        by: what ``at`` counts: hours and days from the start of the course, or sessions from 0.
        unit: ``1`` for a fraction or a probability.
    """

    label: str
    unit: str
    by: str
    at: np.ndarray
    mean: np.ndarray
    low: np.ndarray
    high: np.ndarray

    def where(self, shown: np.ndarray) -> Self:
        """The moments at which ``shown`` is true, shape (moments,)."""
        cut = {name: getattr(self, name)[shown] for name in ("at", "mean", "low", "high")}
        return replace(self, **cut)

    def within(self, first: float, last: float) -> Self:
        """The moments from ``first`` to ``last``, both included."""
        return self.where((self.at >= first) & (self.at <= last))


Bands = Mapping[str, Band]
"""By variable, named as in the course."""


class CourseBands(Mapping[str, Band]):
    """The bands of a simulated course; each is computed when it is first looked at."""

    def __init__(self, course: AnyCourse) -> None:
        self._course = Course.of(course)
        self._known: dict[str, Band] = {}

    def __getitem__(self, name: str) -> Band:
        if name not in self._names:
            raise KeyError(name)
        if name not in self._known:
            self._known[name] = band_of(self._course, name)
        return self._known[name]

    def __contains__(self, name: object) -> bool:
        return name in self._names  # without computing it

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)

    @cached_property
    def _names(self) -> tuple[str, ...]:
        course = self._course
        return (*course.by_time, *course.by_day, *course.by_session)


def band_of(course: Course, name: str) -> Band:
    """The band of a variable."""
    by, arrays = next(found for found in _by(course).items() if name in found[1])
    by_moment, weights = arrays[name], course.version_weights
    low, high = _range(by_moment) if weights is None else percentiles(by_moment, (LOW, HIGH), weights)
    unit, label = label_of(name)
    return Band(
        label=label,
        unit=unit,
        by=by,
        at=course.time_h if by == BY_HOUR else np.arange(len(by_moment)),
        mean=mean(by_moment, weights),
        low=low,
        high=high,
    )


def _by(course: Course) -> dict[str, Mapping[str, np.ndarray]]:
    return {BY_HOUR: course.by_time, BY_DAY: course.by_day, BY_SESSION: course.by_session}


def _range(by_moment: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The two percentiles over the last axis, as ``np.quantile`` has them; for whole courses sorting is quicker."""
    in_order = np.sort(by_moment, axis=-1)
    low, high = (_at(in_order, part * (in_order.shape[-1] - 1)) for part in (LOW, HIGH))
    return low, high


def _at(in_order: np.ndarray, place: float) -> np.ndarray:
    below = int(place)
    above = min(below + 1, in_order.shape[-1] - 1)
    return in_order[..., below] + (place - below) * (in_order[..., above] - in_order[..., below])
