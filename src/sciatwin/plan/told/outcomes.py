"""Numbers of a course that a clinician reads: means, 90 % intervals and probabilities at the weeks of interest."""

from dataclasses import dataclass

import numpy as np

from sciatwin.evidence import Estimate, Source
from sciatwin.twin.course import AnyCourse, Course
from sciatwin.twin.drug.time_grid import rows_of
from sciatwin.twin.pain.expectation import ExpectedGain
from sciatwin.twin.shown.interval import Interval
from sciatwin.twin.simulated import Simulated
from sciatwin.units import HOURS_PER_WEEK

WEEKS = (1, 2, 4, 12)

FARRAR_2001 = Source(
    "Farrar JT, et al. Pain 2001;94:149-158 (what a change on an 11-point pain scale means)",
    url="https://pubmed.ncbi.nlm.nih.gov/11690728/",
    read_at="abstract",
)

TWO_POINTS = Estimate(
    value=2.0,
    unit="points",
    meaning="fall of leg pain (0 to 10) whose probability is told, whatever this patient calls worthwhile",
    source=FARRAR_2001,
    place="abstract: 2 points or 30 % go with 'much' or 'very much improved' in 2,724 people with chronic pain",
)


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


def week_outcomes(course: Simulated, review_week: int, *, from_h: float = 0.0) -> tuple[WeekOutcome, ...]:
    """Outcomes at weeks 1, 2, 4 and 12 and at the patient's review week, counted from an hour of the course."""
    weeks = sorted({*WEEKS, review_week})
    times_h = [from_h + week * HOURS_PER_WEEK for week in weeks]
    gains = course.gains_at(times_h, TWO_POINTS.value)
    rows = rows_of(course.time_h, times_h)
    return tuple(_week_outcome(course, *found) for found in zip(weeks, rows, gains, strict=True))


def _week_outcome(course: Simulated, week: int, row: int, gain: ExpectedGain) -> WeekOutcome:
    untreated, placebo, treated = (course.by_time[f"pain_{arm}"][row] for arm in ("untreated", "placebo", "treated"))

    def interval(values: np.ndarray) -> Interval:
        return Interval.of(values, course.ensemble.version_weights)

    return WeekOutcome(
        week=week,
        untreated=interval(untreated),
        placebo=interval(placebo),
        treated=interval(treated),
        gain_over_untreated=interval(untreated - treated),
        gain_over_placebo=interval(placebo - treated),
        two_point_gain=float(gain.worthwhile[0]),
        two_point_gain_on_placebo=gain.worthwhile_on_placebo,
    )


def peaks(course: AnyCourse, *, from_h: float = 0.0) -> Peaks:
    """Highest levels and side effects of each draw, from an hour of the course on."""
    seen = Course.of(course)

    def highest(name: str) -> Interval:
        return Interval.of(seen.highest(name, from_h), seen.version_weights)

    return Peaks(
        ketamine_arterial_ng_per_ml=highest("ketamine_arterial"),
        ketamine_venous_ng_per_ml=highest("ketamine_venous"),
        dissociation_fraction=highest("dissociation"),
        cadss=highest("cadss"),
        heart_rate_rise_per_min=highest("heart_rate_rise"),
        systolic_mmhg=highest("systolic") if "systolic" in seen.by_time else None,
    )
