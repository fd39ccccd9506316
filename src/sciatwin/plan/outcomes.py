"""Numbers of a course that a clinician reads: means, 90 % intervals and probabilities at the weeks of interest."""

from dataclasses import dataclass

import numpy as np
import xarray as xr

from sciatwin.regimen import Regimen
from sciatwin.twin.ensemble import SLOW_SITE, Ensemble
from sciatwin.twin.expectation import gain_model
from sciatwin.twin.simulate import variable_name
from sciatwin.units import HOURS_PER_WEEK

WEEKS = (1, 2, 4, 12)
TWO_POINTS = 2.0


@dataclass(frozen=True)
class Interval:
    """Mean with the 5th and 95th percentile over the draws."""

    mean: float
    low: float
    high: float

    @classmethod
    def of(cls, values: np.ndarray) -> "Interval":
        low, high = np.quantile(values, [0.05, 0.95])
        return cls(float(values.mean()), float(low), float(high))


@dataclass(frozen=True, kw_only=True)
class WeekOutcome:
    """Leg pain at one week in three arms that share their draws, and the gains between them, in points."""

    week: int
    untreated: Interval
    placebo: Interval
    treated: Interval
    gain_over_untreated: Interval
    gain_over_placebo: Interval
    two_point_gain: float
    two_point_gain_on_placebo: float


@dataclass(frozen=True)
class Peaks:
    """Highest values of the course. Pressures are None if the resting pressure is unknown."""

    ketamine_arterial_ng_per_ml: Interval
    ketamine_venous_ng_per_ml: Interval
    dissociation_fraction: Interval
    systolic_mmhg: Interval | None


def week_outcomes(course: xr.Dataset, ensemble: Ensemble, regimen: Regimen) -> tuple[WeekOutcome, ...]:
    """Outcomes at weeks 1, 2, 4 and 12 and at the patient's review week."""
    weeks = sorted({*WEEKS, ensemble.patient.goals.review_week})
    return tuple(_week_outcome(course, ensemble, regimen, week) for week in weeks)


def _week_outcome(course: xr.Dataset, ensemble: Ensemble, regimen: Regimen, week: int) -> WeekOutcome:
    moment = course.sel(time=week * HOURS_PER_WEEK)
    starts_h = np.array([session.start_h for session in regimen.sessions])
    slow_site = moment[variable_name(SLOW_SITE)].to_numpy()[None, :]
    gain = gain_model(ensemble, week * HOURS_PER_WEEK, starts_h, TWO_POINTS).gains(slow_site)
    untreated, placebo, treated = (
        moment[name].to_numpy() for name in ("pain_untreated", "pain_placebo", "pain_treated")
    )
    return WeekOutcome(
        week=week,
        untreated=Interval.of(untreated),
        placebo=Interval.of(placebo),
        treated=Interval.of(treated),
        gain_over_untreated=Interval.of(untreated - treated),
        gain_over_placebo=Interval.of(placebo - treated),
        two_point_gain=float(gain.worthwhile[0]),
        two_point_gain_on_placebo=gain.worthwhile_on_placebo,
    )


def peaks(course: xr.Dataset) -> Peaks:
    """Highest levels and side effects of each draw."""

    def highest(name: str) -> Interval:
        return Interval.of(course[name].max("time").to_numpy())

    return Peaks(
        ketamine_arterial_ng_per_ml=highest("ketamine_arterial"),
        ketamine_venous_ng_per_ml=highest("ketamine_venous"),
        dissociation_fraction=highest("dissociation"),
        systolic_mmhg=highest("systolic") if "systolic" in course else None,
    )
