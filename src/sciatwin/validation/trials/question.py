"""What was asked of a trial: one measure of one arm or of two, at a time or over a window."""

from dataclasses import dataclass

import numpy as np

from sciatwin.evidence.published_trial import Measure, PublishedTrial, TrialObservation
from sciatwin.units import HOURS_PER_DAY

BASELINE = "baseline"
_DAILY_FROM_DAYS = 2.0
_POINTS_IN_A_SHORT_WINDOW = 5


@dataclass(frozen=True, kw_only=True)
class TrialQuestion:
    """One reported number without its answer.

    Attributes:
        arms: names of one arm, or of the two whose contrast was reported (first minus second).
        times_h: hours since the first infusion at which pain is needed, increasing.
        when: the time in words.
    """

    measures: Measure
    arms: tuple[str, ...]
    times_h: tuple[float, ...]
    when: str
    what: str = ""

    @property
    def last_h(self) -> float:
        return self.times_h[-1]


ASSUMED_DAY = {"tankha2025": 91.0}
"""Trials whose one time was not visible: Tankha 2025 calls 3 and 6 months similar, so 3 months is taken."""


def question_of(trial: PublishedTrial, row: TrialObservation) -> TrialQuestion | None:
    """The question behind an observation; None if no time was given."""
    arms = tuple(row.arm.split(" - "))
    day = ASSUMED_DAY.get(trial.key) if row.day is None and row.window_days is None else row.day
    if row.window_days is not None:
        times, when = window_times_h(*row.window_days), _window_in_words(*row.window_days)
    elif day is not None:
        times, when = (day * HOURS_PER_DAY,), f"day {day:g}"
    elif row.time_h is not None:
        times, when = (row.time_h,), f"{row.time_h:.2g} h"
    else:
        return None
    return TrialQuestion(measures=row.measures, arms=arms, times_h=times, when=when, what=row.what)


def window_times_h(first_day: float, last_day: float) -> tuple[float, ...]:
    """Every whole day after the first moment of a window, or a few even times in one of hours."""
    if last_day - first_day < _DAILY_FROM_DAYS:
        even = np.linspace(first_day, last_day, _POINTS_IN_A_SHORT_WINDOW + 1)[1:]
        return tuple(float(day * HOURS_PER_DAY) for day in even)
    first = max(1, int(np.ceil(first_day)))
    return tuple(float(day * HOURS_PER_DAY) for day in range(first, int(last_day) + 1))


def _window_in_words(first_day: float, last_day: float) -> str:
    if last_day < 1:
        return f"{first_day * HOURS_PER_DAY:.1g}–{last_day * HOURS_PER_DAY:.1g} h"
    return f"day {first_day:g}–{last_day:g}"
