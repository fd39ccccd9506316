"""Ketamine as predicted for this patient beside what trials found for the other treatments of sciatica.

The two are not the same kind of number. Ketamine: the drug alone (placebo minus treated) in this patient, with the
range that holds 90 % of the predictions. The others: the average difference between two arms of trials, in the people
of those trials, with the 95 % interval of that average.
"""

from dataclasses import dataclass, replace

import numpy as np

from sciatwin.eligibility.other_treatments import objections, taken_now
from sciatwin.errors import ModelError
from sciatwin.patient import Patient
from sciatwin.response.comparators import Alternative, Judgement, Standing, WindowEffect, alternatives
from sciatwin.twin.course import AnyCourse, Course
from sciatwin.twin.shown.interval import Interval
from sciatwin.units import DAYS_PER_WEEK, HOURS_PER_DAY


@dataclass(frozen=True)
class Window:
    """A stretch of time after the first session."""

    name: str
    from_week: float
    to_week: float


WINDOWS = (
    Window("first 2 weeks", 0, 2),
    Window("2 weeks to 3 months", 2, 13),
    Window("3 to 12 months", 13, 52),
)


def window_of(effect: WindowEffect) -> Window:
    """An effect belongs to the window in which its own time starts."""
    return [window for window in WINDOWS if window.from_week <= effect.from_week][-1]


@dataclass(frozen=True)
class PredictedGain:
    """What ketamine itself takes off the leg pain, in points; ``to_week`` is where the prediction ends the window."""

    mean: float
    low: float
    high: float
    to_week: float


@dataclass(frozen=True)
class WindowComparison:
    """One window: ketamine (None where the prediction does not reach) and each alternative with its effects here."""

    window: Window
    ketamine: PredictedGain | None
    alternatives: tuple[tuple[Alternative, tuple[WindowEffect, ...]], ...]


@dataclass(frozen=True)
class PathwayComparison:
    """Ketamine against what else is open to this patient."""

    windows: tuple[WindowComparison, ...]
    alternatives: tuple[Alternative, ...]
    horizon_weeks: float


def compare_alternatives(patient: Patient, course: AnyCourse) -> PathwayComparison:
    """Joins a simulated course with the published effects of the other treatments.

    Args:
        course: holds ``pain_placebo`` and ``pain_treated`` on (draw, time), time in hours since the first session.
    Raises: ModelError if the course holds no infusion.
    """
    course = Course.of(course)
    if not changes_pain(course):
        raise ModelError("There is no ketamine to compare: the course holds no infusion.")
    options = open_to(patient)
    horizon_days = float(course.time_h[-1]) / HOURS_PER_DAY
    windows = tuple(
        WindowComparison(window, _predicted(course, window, horizon_days), _effects_in(window, options))
        for window in WINDOWS
    )
    return PathwayComparison(windows, options, horizon_days / DAYS_PER_WEEK)


def alternatives_alone(patient: Patient) -> PathwayComparison:
    """The other treatments, for somebody who is shown no ketamine."""
    options = open_to(patient)
    windows = tuple(WindowComparison(window, None, _effects_in(window, options)) for window in WINDOWS)
    return PathwayComparison(windows, options, horizon_weeks=0.0)


def open_to(patient: Patient) -> tuple[Alternative, ...]:
    """Each treatment as it stands for this patient, after everything that speaks against it was looked at."""
    return tuple(_after_objections(option, patient) for option in alternatives(patient))


def _after_objections(option: Alternative, patient: Patient) -> Alternative:
    found = objections(option.comparator.key, patient)
    closing = [item for item in found if item.closes and item.is_known]
    waiting = [item for item in found if not item.is_known]
    taken = taken_now(option.comparator.key, patient)
    standing = Standing.TAKEN if taken and option.standing is Standing.OPEN else option.standing
    if standing in (Standing.OPEN, Standing.TAKEN, Standing.UNCLEAR) and closing:
        standing = Standing.NOT_INDICATED
    elif standing is Standing.OPEN and waiting:
        standing = Standing.UNCLEAR
    texts = [f"on the list: {', '.join(taken)}"] if taken else []
    texts += [item.text for item in (*closing, *waiting)] + [f"with care: {o.text}" for o in found if not o.closes]
    reasons = (*texts, *option.judgement.reasons) if closing else (*option.judgement.reasons, *texts)
    return replace(option, judgement=Judgement(standing, reasons))


def changes_pain(course: AnyCourse) -> bool:
    """Ketamine takes or adds pain at some time in some draw: False without an infusion, and without pain."""
    by_time = Course.of(course).by_time
    return bool((by_time["pain_placebo"] != by_time["pain_treated"]).any())


def _effects_in(
    window: Window, options: tuple[Alternative, ...]
) -> tuple[tuple[Alternative, tuple[WindowEffect, ...]], ...]:
    return tuple(
        (option, tuple(effect for effect in option.comparator.effects if window_of(effect) is window))
        for option in options
    )


def _predicted(course: Course, window: Window, horizon_days: float) -> PredictedGain | None:
    """Mean over the days of the window, each at the hour of the first session: just before that day's session, if
    there is one, when the fast relief of the last has gone."""
    first_day, last_day = window.from_week * DAYS_PER_WEEK + 1, min(window.to_week * DAYS_PER_WEEK, horizon_days)
    days = np.arange(first_day, np.floor(last_day) + 1)
    if len(days) == 0:
        return None
    rows = _nearest(course.time_h, days * HOURS_PER_DAY)
    gain = course.by_time["pain_placebo"][rows] - course.by_time["pain_treated"][rows]
    found = Interval.of(gain.mean(axis=0), course.version_weights)
    return PredictedGain(found.mean, found.low, found.high, float(days[-1]) / DAYS_PER_WEEK)


def _nearest(times_h: np.ndarray, wanted_h: np.ndarray) -> np.ndarray:
    """Rows of the times nearest to those wanted; of two as near, the later."""
    later = np.clip(np.searchsorted(times_h, wanted_h), 1, len(times_h) - 1)
    return np.where(wanted_h - times_h[later - 1] < times_h[later] - wanted_h, later - 1, later)
