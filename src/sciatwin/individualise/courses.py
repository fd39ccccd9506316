"""The course of pain by class: what each factor of it does, computed once, and their product for each class."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from sciatwin.individualise.classes import NaturalCourse, PatientClass
from sciatwin.individualise.paths import Paths
from sciatwin.response import fast_effect_site, pain, placebo, untreated_course
from sciatwin.response.lasting_relief import ACCOUNTS
from sciatwin.response.outcomes.arm import Arm
from sciatwin.units import DAYS_PER_WEEK, HOURS_PER_DAY


@dataclass(frozen=True)
class Course:
    """Leg pain with and without treatment at some times, points of 10, shape (times, versions)."""

    times_h: np.ndarray
    treated: np.ndarray
    untreated: np.ndarray

    def at(self, times_h: np.ndarray) -> np.ndarray:
        """Rows of these times."""
        return np.searchsorted(self.times_h, times_h)


@dataclass(frozen=True)
class CourseFactors:
    """Factors of pain at the times of observations, shape (times, versions) each.

    Attributes:
        untreated: pain without treatment in each natural course; lasting: relief by account in those who respond.
        placebo: relief in placebo responders.
    """

    times_h: np.ndarray
    untreated: Mapping[NaturalCourse, np.ndarray]
    placebo: np.ndarray
    fast: np.ndarray
    lasting: Mapping[str, np.ndarray]

    def course(self, group: PatientClass) -> Course:
        """The course of one class."""
        reliefs = [self.fast]
        if group.responds_to_placebo:
            reliefs.append(self.placebo)
        if group.account:
            reliefs.append(self.lasting[group.account])
        untreated = self.untreated[group.natural]
        return Course(self.times_h, pain.pain_score(untreated, *reliefs), untreated)


def course_factors(paths: Paths, groups: tuple[PatientClass, ...], times_h: np.ndarray) -> CourseFactors:
    """Every factor that one of these classes needs."""
    naturals = dict.fromkeys(group.natural for group in groups)
    accounts = dict.fromkeys(group.account for group in groups if group.account)
    drawn, rows = paths.drawn, paths.grid.rows(times_h)
    responds = np.ones(paths.count, dtype=bool)
    return CourseFactors(
        times_h,
        {natural: _untreated(paths, natural, times_h) for natural in naturals},
        placebo.relief_fraction(times_h, paths.setting.visits_h, responds, drawn),
        fast_effect_site.relief_fraction(paths.fast_site(times_h), drawn),
        {key: ACCOUNTS[key].relief_along(paths.seen, drawn)[rows] for key in accounts},
    )


def _untreated(paths: Paths, natural: NaturalCourse, times_h: np.ndarray) -> np.ndarray:
    people, drawn, days = paths.ensemble.people, paths.drawn, times_h / HOURS_PER_DAY
    recovers = np.full(paths.count, natural.recovers)
    week = natural.relapse_week(paths.relapse_luck)
    remaining = untreated_course.remaining_fraction(days / DAYS_PER_WEEK, recovers, week, drawn)
    return remaining * untreated_course.usual_pain(days, people.leg_pain, people.usual_pain, drawn)


def arm_of(paths: Paths, course: Course, times_h: np.ndarray) -> Arm:
    """The treated arm at some times, for the outcomes that follow pain."""
    rows, leg_pain = course.at(times_h), paths.ensemble.people.leg_pain
    today = np.where(leg_pain > 0, leg_pain, 1.0)  # without pain there is nothing to fall
    return Arm(
        days=times_h / HOURS_PER_DAY,
        pain_fraction=course.treated[rows] / today,
        natural_fraction=course.untreated[rows] / today,
        visit_days=paths.setting.visits_h[:, 0] / HOURS_PER_DAY,
        visit_level_ng_per_ml=paths.seen.session_peak_ng_per_ml,
    )
