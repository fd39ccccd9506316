"""The course of pain by class, at the times of observations."""

from dataclasses import dataclass, field

import numpy as np

from sciatwin.individualise.paths import Paths
from sciatwin.response.outcomes.arm import Arm
from sciatwin.twin.pain.factors import CourseArm, PainFactors, Situation
from sciatwin.twin.versions.classes import NaturalCourse, PatientClass
from sciatwin.units import HOURS_PER_DAY


@dataclass(frozen=True)
class PainCourse:
    """Leg pain with and without treatment at some times, points of 10, shape (times, versions)."""

    times_h: np.ndarray
    treated: np.ndarray
    untreated: np.ndarray

    def at(self, times_h: np.ndarray) -> np.ndarray:
        """Rows of these times."""
        return np.searchsorted(self.times_h, times_h)


@dataclass(frozen=True)
class Courses:
    """The course of each class at the times of observations; what classes share is computed once."""

    times_h: np.ndarray
    factors: PainFactors
    relapse_luck: np.ndarray
    _untreated: dict[NaturalCourse, np.ndarray] = field(default_factory=dict)

    @classmethod
    def of(cls, paths: Paths, times_h: np.ndarray) -> "Courses":
        situation = Situation(paths.seen, paths.setting.visits_h, paths.drawn, paths.grid.rows(times_h))
        return cls(times_h, PainFactors(paths.ensemble.people, situation), paths.relapse_luck)

    def course(self, group: PatientClass) -> PainCourse:
        """The course of one class."""
        untreated = self._natural(group.natural)
        return PainCourse(self.times_h, self.factors.pain(untreated, group.response, CourseArm.KETAMINE), untreated)

    def _natural(self, natural: NaturalCourse) -> np.ndarray:
        if natural not in self._untreated:
            recovers = np.full(len(self.relapse_luck), natural.recovers)
            self._untreated[natural] = self.factors.untreated(recovers, natural.relapse_week(self.relapse_luck))
        return self._untreated[natural]


def arm_of(paths: Paths, course: PainCourse, times_h: np.ndarray) -> Arm:
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
