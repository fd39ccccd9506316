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
from sciatwin.calibration.rows import MeanRow, log_density, number, reported
from sciatwin.evidence import Shape
from sciatwin.evidence.published_trial import Measure, trial_named
from sciatwin.response import placebo, untreated_course
from sciatwin.response.outcomes.rated_change import LEAST_FALL_CALLED_IMPROVED
from sciatwin.streams import standard_normal, uniform
from sciatwin.trials.arms import CAPSULES_H, NO_VISITS
from sciatwin.trials.crowd import ASSUMED_ENTRY, PAIN_AT_ENTRY
from sciatwin.trials.operations import pain_left_after, share_operated
from sciatwin.trials.people import alike
from sciatwin.twin.pain.factors import CourseArm, PainFactors
from sciatwin.twin.people import People
from sciatwin.twin.versions.classes import Response
from sciatwin.units import DAYS_PER_WEEK, HOURS_PER_WEEK

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


def _group(name: str, weeks: tuple[float, float], today: float) -> People:
    """People of one study: durations even on the log scale between its entry limits."""
    low, high = np.log(weeks[0]), np.log(weeks[1])
    position = uniform(f"calibration/{name}/duration", SEED, PEOPLE)
    return alike(today, DAYS_PER_WEEK * np.exp(low + (high - low) * position), sciatica=True)


_RECENT = _group("recent", ASSUMED_ENTRY["vroomen1999"].weeks, PAIN_AT_ENTRY.value)
_ACUTE = _group("acute", ASSUMED_ENTRY["pengel2003"].weeks, PAIN_AT_ENTRY.value)
_MIXED = _group("mixed", (1.0, 52.0), PAIN_AT_ENTRY.value)
_PERSISTENT = _group("persistent", (17.3, 52.0), 8.0)


def _drawn_with(values: Values) -> dict[str, np.ndarray]:
    """Fitted constants with their spread between people, the others as they are drawn; placebo alike in everybody."""
    fitted = {constant.name for constant in CONSTANTS}
    drawn = {name: np.full(PEOPLE, values.get(name, item.estimate.value)) for name, item in placebo.PARAMETERS.items()}
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


@dataclass(frozen=True)
class _Left:
    """Pain ÷ pain at entry in each class, and the probability of the class; shape (classes, people)."""

    fraction: np.ndarray
    probability: np.ndarray

    @property
    def mean(self) -> float:
        """Mean pain of the group as a fraction of its pain at entry."""
        return self._share_of(self.fraction)

    @property
    def improved(self) -> float:
        """Share of the group that has improved."""
        return self._share_of(self.fraction <= 1 - LEAST_FALL_CALLED_IMPROVED.value)

    def _share_of(self, values: np.ndarray) -> float:
        return float(np.mean(np.sum(self.probability * values, axis=0)))


def left(group: People, week: float, drawn: Mapping[str, np.ndarray], *, on_placebo: np.ndarray = NO_VISITS) -> _Left:
    """What is left of a group's pain.

    Args:
        on_placebo: start and end of each inert visit, shape (visits, 2); untreated without any.
    """
    factors = PainFactors.without_drug(group, drawn, np.array([week * HOURS_PER_WEEK]), on_placebo)
    recovery = untreated_course.recovering_probability(
        group.duration_days, group.back_dominant, group.no_compression, drawn
    )
    response = placebo.responder_probability(0.0, drawn)
    given = CourseArm.PLACEBO if len(on_placebo) else CourseArm.NOTHING
    found = [
        (factors.pain(untreated, Response(to_placebo=responds), given)[0] / group.leg_pain, by_itself * by_placebo)
        for untreated, by_itself in ((_course(factors, True), recovery), (_course(factors, False), 1 - recovery))
        for responds, by_placebo in ((True, response), (False, 1 - response))
    ]
    return _Left(np.array([fraction for fraction, _ in found]), np.array([chance for _, chance in found]))


def _course(factors: PainFactors, recovers: bool) -> np.ndarray:
    return factors.untreated(np.full(PEOPLE, recovers), _RELAPSE_WEEK)


def predicted(values: Values) -> dict[str, float]:
    """Every row as these constants predict it."""
    drawn = _drawn_with(values)
    bailey = trial_named("bailey2020")
    operated = share_operated(bailey, "nonsurgical")
    at_six_months = left(_PERSISTENT, 26.0, drawn).mean
    return {
        "vroomen1999, improved at week 2": left(_RECENT, 2.0, drawn).improved,
        "vroomen1999, improved at week 12": left(_RECENT, 12.0, drawn).improved,
        "pengel2003, pain left at one month": left(_ACUTE, 30 / 7, drawn).mean,
        "mathieson2017, pain left at week 8": left(_MIXED, 8.0, drawn, on_placebo=CAPSULES_H["mathieson2017"]).mean,
        "mathieson2017, pain left at week 52": left(_MIXED, 52.0, drawn).mean,
        "bailey2020, pain left at 6 months": (1 - operated) * at_six_months + operated * pain_left_after(),
    }


@cache
def rows() -> tuple[MeanRow, ...]:
    """The observed rows, with standard errors that hold what was presumed about entry and wording."""
    watched = {o.day: number(o) for o in reported("vroomen1999", Measure.IMPROVED, "watchful waiting")}
    fell = next(number(o) for o in reported("pengel2003", Measure.PERCENT_FALL, "everybody") if not o.what)
    capsules = {o.day: number(o) for o in reported("mathieson2017", Measure.PAIN, "placebo") if not o.what}
    conservative = {o.day: number(o) for o in reported("bailey2020", Measure.PAIN, "nonsurgical")}
    entry = PAIN_AT_ENTRY.value
    return (
        MeanRow("vroomen1999, improved at week 2", watched[14], 0.07, "√(p(1−p)/92) and 0.05 for the wording"),
        MeanRow("vroomen1999, improved at week 12", watched[84], 0.06, "√(p(1−p)/92) and 0.05 for the wording"),
        MeanRow("pengel2003, pain left at one month", 1 - fell, 0.10, "spread of 15 studies, assumed"),
        MeanRow("mathieson2017, pain left at week 8", capsules[56] / entry, 0.06, "SE 0.25 points; entry ± 0.5"),
        MeanRow("mathieson2017, pain left at week 52", capsules[364] / entry, 0.06, "SE 0.27 points; entry ± 0.5"),
        MeanRow("bailey2020, pain left at 6 months", conservative[183] / conservative[0], 0.05, "SE 0.36 points"),
    )


def log_likelihood(values: Values) -> float:
    """Log probability of the rows."""
    return log_density(rows(), predicted(values))
