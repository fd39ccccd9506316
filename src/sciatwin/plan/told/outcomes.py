"""Numbers of a course that a clinician reads: means, 90 % intervals and probabilities at the weeks of interest."""

from dataclasses import dataclass

import numpy as np
import xarray as xr

from sciatwin.regimen import Regimen
from sciatwin.twin import Twin
from sciatwin.twin.course import variable_name
from sciatwin.twin.ensemble import FAST_SITE, SLOW_SITE
from sciatwin.twin.expectation import Reliefs, gain_model, reliefs_along
from sciatwin.twin.exposure import exposure
from sciatwin.twin.interval import Interval
from sciatwin.twin.time_grid import rows_of
from sciatwin.units import HOURS_PER_WEEK

WEEKS = (1, 2, 4, 12)
TWO_POINTS = 2.0


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
    cadss: Interval
    heart_rate_rise_per_min: Interval
    systolic_mmhg: Interval | None


def week_outcomes(course: xr.Dataset, twin: Twin, regimen: Regimen, *, from_h: float = 0.0) -> tuple[WeekOutcome, ...]:
    """Outcomes at weeks 1, 2, 4 and 12 and at the patient's review week, counted from an hour of the course.

    Args:
        regimen: all sessions of the course.
    """
    levels = {site: course[variable_name(site)].transpose("time", "draw").to_numpy() for site in (FAST_SITE, SLOW_SITE)}
    seen = exposure(twin.ensemble, regimen, course["time"].to_numpy(), levels)
    weeks = sorted({*WEEKS, twin.patient.goals.review_week})
    rows = rows_of(seen.time_h, [from_h + week * HOURS_PER_WEEK for week in weeks])
    along = reliefs_along(twin.ensemble, seen, rows)
    return tuple(
        _week_outcome(course, twin, regimen, week, from_h, {key: relief[[place]] for key, relief in along.items()})
        for place, week in enumerate(weeks)
    )


def _week_outcome(
    course: xr.Dataset, twin: Twin, regimen: Regimen, week: int, from_h: float, reliefs: Reliefs
) -> WeekOutcome:
    time_h = from_h + week * HOURS_PER_WEEK
    moment = course.sel(time=time_h)
    gain = gain_model(twin.ensemble, time_h, np.array(regimen.visits_h), TWO_POINTS).gains(reliefs)
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
        cadss=highest("cadss"),
        heart_rate_rise_per_min=highest("heart_rate_rise"),
        systolic_mmhg=highest("systolic") if "systolic" in course else None,
    )
