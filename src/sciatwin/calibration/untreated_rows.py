"""The untreated course of sciatica against its calibration rows.

Not one of these groups was quite untreated, so each row is predicted as it came about: placebo capsules in Mathieson
2017, operations on 22 of 64 people in Bailey 2020, and regression to the mean everywhere.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

import numpy as np

from sciatwin.calibration.constant import FreeConstant
from sciatwin.calibration.posterior import Values
from sciatwin.calibration.rows import Row, log_density, number, reported
from sciatwin.evidence import Shape
from sciatwin.evidence.published_trial import Measure
from sciatwin.response import placebo, untreated_course
from sciatwin.response.outcomes.rated_change import LEAST_FALL_CALLED_IMPROVED
from sciatwin.streams import standard_normal, uniform
from sciatwin.twin.crowd import ASSUMED_ENTRY, PAIN_AT_ENTRY
from sciatwin.units import DAYS_PER_WEEK

PEOPLE = 400
SEED = 1999

CONSTANTS = (
    FreeConstant(untreated_course.RECOVERY_ODDS, 10.0, 1.0, "assumed: most recent sciatica recovers"),
    FreeConstant(untreated_course.RECOVERY_SLOPE, 0.9, 0.4, "assumed: recovery falls with duration"),
    FreeConstant(untreated_course.RECOVERY_TIME, 3.0, 0.6, "assumed: weeks, not days or years"),
    FreeConstant(untreated_course.PLATEAU, 0.2, 0.6, "assumed: recovery leaves something", Shape.PROBABILITY),
    FreeConstant(untreated_course.PERSISTENT_FALL, 0.004, 0.8, "assumed: persistent pain falls slowly"),
)

NUISANCE = (
    FreeConstant(placebo.RESPONDER_PROBABILITY, 0.23, 0.51, "Dahan 2011: 0.23 (SE 0.09)", Shape.PROBABILITY),
    FreeConstant(placebo.RELIEF, 0.4, 0.5, "assumed: responders count from 30 to 50 %", Shape.PROBABILITY),
)
"""Needed to predict a placebo arm; not taken from this fit."""


@dataclass(frozen=True)
class _Group:
    """People of one study: durations even on the log scale between its entry limits, shape (people,)."""

    duration_days: np.ndarray
    today: np.ndarray


def _group(name: str, weeks: tuple[float, float], today: float) -> _Group:
    low, high = np.log(weeks[0]), np.log(weeks[1])
    position = uniform(f"calibration/{name}/duration", SEED, PEOPLE)
    return _Group(DAYS_PER_WEEK * np.exp(low + (high - low) * position), np.full(PEOPLE, today))


_RECENT = _group("recent", ASSUMED_ENTRY["vroomen1999"].weeks, PAIN_AT_ENTRY.value)
_ACUTE = _group("acute", ASSUMED_ENTRY["pengel2003"].weeks, PAIN_AT_ENTRY.value)
_MIXED = _group("mixed", (1.0, 52.0), PAIN_AT_ENTRY.value)
_PERSISTENT = _group("persistent", (17.3, 52.0), 8.0)


def _drawn_with(values: Values) -> dict[str, np.ndarray]:
    """Fitted constants with their spread between people; the others as they are drawn."""
    fitted = {constant.name for constant in CONSTANTS}
    drawn: dict[str, np.ndarray] = {}
    for name, item in untreated_course.PARAMETERS.items():
        if name not in fitted:
            drawn[name] = _FIXED[name]
            continue
        spread = item.between_people.value * _DEVIATION[name] if item.between_people else np.zeros(PEOPLE)
        drawn[name] = values[name] * np.exp(spread)
    return drawn


_FIXED = {
    name: item.draw(name, SEED, PEOPLE)
    for name, item in untreated_course.PARAMETERS.items()
    if name not in {constant.name for constant in CONSTANTS}
}
_DEVIATION = {constant.name: standard_normal(f"person/{constant.name}", SEED, PEOPLE) for constant in CONSTANTS}
_RELAPSE_WEEK = np.where(
    uniform("person/relapses", SEED, PEOPLE) < _FIXED[untreated_course.RELAPSE_PROBABILITY],
    untreated_course.WEEKS_PER_YEAR * uniform("person/relapse week", SEED, PEOPLE),
    np.inf,
)


def _remaining(group: _Group, week: float, drawn: Mapping[str, np.ndarray]) -> tuple[np.ndarray, ...]:
    """Pain ÷ pain at entry for those who recover and for the persistent, and the probability of the former."""
    nobody = np.zeros(PEOPLE)
    probability = untreated_course.recovering_probability(group.duration_days, nobody, nobody, drawn)
    usual = untreated_course.usual_pain(
        np.array([week * DAYS_PER_WEEK]), group.today, untreated_course.USUAL_LEG_PAIN.value, drawn
    )[0]
    courses = [
        untreated_course.remaining_fraction(np.array([week]), np.full(PEOPLE, recovers), _RELAPSE_WEEK, drawn)[0]
        * usual
        / group.today
        for recovers in (True, False)
    ]
    return courses[0], courses[1], probability


def mean_remaining(group: _Group, week: float, drawn: Mapping[str, np.ndarray]) -> float:
    """Mean pain of a group as a fraction of its pain at entry."""
    recovering, persistent, probability = _remaining(group, week, drawn)
    return float(np.mean(probability * recovering + (1 - probability) * persistent))


def improved(group: _Group, week: float, drawn: Mapping[str, np.ndarray]) -> float:
    """Share of a group that has improved."""
    recovering, persistent, probability = _remaining(group, week, drawn)
    least = 1 - LEAST_FALL_CALLED_IMPROVED.value
    return float(np.mean(probability * (recovering <= least) + (1 - probability) * (persistent <= least)))


def predicted(values: Values) -> dict[str, float]:
    """Every row as these constants predict it."""
    drawn = _drawn_with(values)
    inert = {name: np.array(values[name]) for name in (placebo.RESPONDER_PROBABILITY, placebo.RELIEF)}
    capsules = 1 - inert[placebo.RESPONDER_PROBABILITY] * inert[placebo.RELIEF]
    at_six_months = mean_remaining(_PERSISTENT, 26.0, drawn)
    return {
        "vroomen1999, improved at week 2": improved(_RECENT, 2.0, drawn),
        "vroomen1999, improved at week 12": improved(_RECENT, 12.0, drawn),
        "pengel2003, pain left at one month": mean_remaining(_ACUTE, 30 / 7, drawn),
        "mathieson2017, pain left at week 8": float(capsules * mean_remaining(_MIXED, 8.0, drawn)),
        "mathieson2017, pain left at week 52": mean_remaining(_MIXED, 52.0, drawn),
        "bailey2020, pain left at 6 months": (1 - _CROSSED_OVER) * at_six_months + _CROSSED_OVER * _AFTER_SURGERY,
    }


_CROSSED_OVER = next(
    number(o) for o in reported("bailey2020", Measure.OTHER, "nonsurgical") if o.what == "crossed over to surgery"
)
_SURGERY = {o.day: number(o) for o in reported("bailey2020", Measure.PAIN, "surgery")}
_AFTER_SURGERY = _SURGERY[183] / _SURGERY[0]
"""Those who crossed over to surgery are taken to do as well as those who were given it."""


@cache
def rows() -> tuple[Row, ...]:
    """The observed rows, with standard errors that hold what was presumed about entry and wording."""
    watched = {o.day: number(o) for o in reported("vroomen1999", Measure.IMPROVED, "watchful waiting")}
    fell = next(number(o) for o in reported("pengel2003", Measure.PERCENT_FALL, "everybody") if not o.what)
    capsules = {o.day: number(o) for o in reported("mathieson2017", Measure.PAIN, "placebo") if not o.what}
    conservative = {o.day: number(o) for o in reported("bailey2020", Measure.PAIN, "nonsurgical")}
    entry = PAIN_AT_ENTRY.value
    return (
        Row("vroomen1999, improved at week 2", watched[14], 0.07, "√(p(1−p)/92) and 0.05 for the wording"),
        Row("vroomen1999, improved at week 12", watched[84], 0.06, "√(p(1−p)/92) and 0.05 for the wording"),
        Row("pengel2003, pain left at one month", 1 - fell, 0.10, "spread of 15 studies, assumed"),
        Row("mathieson2017, pain left at week 8", capsules[56] / entry, 0.06, "SE 0.25 points; entry ± 0.5"),
        Row("mathieson2017, pain left at week 52", capsules[364] / entry, 0.06, "SE 0.27 points; entry ± 0.5"),
        Row("bailey2020, pain left at 6 months", conservative[183] / conservative[0], 0.05, "SE 0.36 points"),
    )


def log_likelihood(values: Values) -> float:
    """Log probability of the rows."""
    return log_density(rows(), predicted(values))
