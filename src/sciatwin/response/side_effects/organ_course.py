"""The sessions behind a question about liver and bladder: courses, the gaps between them, and what adds up."""

import math
from dataclasses import dataclass
from itertools import pairwise

from sciatwin.errors import RegimenError
from sciatwin.evidence import Estimate, Status
from sciatwin.units import HOURS_PER_DAY

COURSE_GAP = Estimate(
    value=7,
    unit="day",
    meaning="days without a session that end a course",
    status=Status.ASSUMED,
    low=3,
    high=14,
    reason="no source defines a course",
)

STRETCHES_DAYS = (30, 90, 365)


@dataclass(frozen=True, kw_only=True)
class GivenCourse:
    """Sessions as planned or given: days since the first, hours, mg of base.

    ``days_since_last_course`` counts from an earlier course to day 0: ``inf`` for never, None if nobody knows.
    """

    session_days: tuple[float, ...]
    durations_h: tuple[float, ...]
    doses_mg: tuple[float, ...]
    weight_kg: float
    days_since_last_course: float | None

    def __post_init__(self) -> None:
        if not len(self.session_days) == len(self.durations_h) == len(self.doses_mg):
            raise RegimenError(
                f"A course needs one day, duration and dose a session; got {len(self.session_days)} days, "
                f"{len(self.durations_h)} durations and {len(self.doses_mg)} doses."
            )
        if any(later < earlier for earlier, later in pairwise(self.session_days)):
            raise RegimenError(f"Session days must rise; got {self.session_days}.")

    @property
    def had_course_before(self) -> bool:
        return self.days_since_last_course is not None and math.isfinite(self.days_since_last_course)

    @property
    def is_repeated(self) -> bool:
        """More than one session, an earlier course, or nobody knows of one."""
        return bool(self.session_days) and (
            len(self.session_days) > 1 or self.had_course_before or self.days_since_last_course is None
        )

    @property
    def runs(self) -> tuple[tuple[float, float], ...]:
        """First and last day of each course; an infusion of days ends as many whole days later."""
        found: list[tuple[float, float]] = []
        for day, duration_h in zip(self.session_days, self.durations_h, strict=True):
            last = day + duration_h // HOURS_PER_DAY
            if found and day - found[-1][1] <= COURSE_GAP.value:
                found[-1] = (found[-1][0], last)
            else:
                found.append((day, last))
        return tuple(found)

    @property
    def shortest_gap_days(self) -> float:
        """Shortest time from one multi-day course to the next; infinite if there is none.

        An earlier course of unknown length counts as a multi-day one, and any session may begin a new one after it.
        """
        multiday = [(first, last) for first, last in self.runs if last > first]
        gaps = [later[0] - earlier[1] for earlier, later in pairwise(multiday)]
        if self.days_since_last_course is not None and self.runs:
            gaps.append(self.days_since_last_course + self.runs[0][0])
        return min(gaps, default=math.inf)


@dataclass(frozen=True)
class Cumulative:
    """The most that any stretch of ``days`` holds."""

    days: int
    sessions: int
    dose_mg: float
    dose_mg_per_kg: float


def cumulative(course: GivenCourse, stretches_days: tuple[int, ...] = STRETCHES_DAYS) -> tuple[Cumulative, ...]:
    """Sessions and dose in the fullest stretch of each length. Earlier courses are not counted: their dose is unknown.

    No source sets a maximum; the numbers are shown so that a person can judge (FQ-03).
    """
    return tuple(_fullest(course, days) for days in stretches_days)


def _fullest(course: GivenCourse, days: int) -> Cumulative:
    dosed = tuple(zip(course.session_days, course.doses_mg, strict=True))
    inside = [[dose for day, dose in dosed if first <= day < first + days] for first in course.session_days]
    dose_mg = max((sum(doses) for doses in inside), default=0.0)
    return Cumulative(days, max(map(len, inside), default=0), dose_mg, dose_mg / course.weight_kg)
