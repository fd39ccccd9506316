"""The sessions behind a question about liver and bladder: courses, and the gaps between them."""

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


@dataclass(frozen=True, kw_only=True)
class GivenCourse:
    """Sessions as planned or given: days since the first, and hours.

    ``days_since_last_course`` counts from an earlier course to day 0: ``inf`` for never, None if nobody knows.
    """

    session_days: tuple[float, ...]
    durations_h: tuple[float, ...]
    days_since_last_course: float | None

    def __post_init__(self) -> None:
        if len(self.session_days) != len(self.durations_h):
            raise RegimenError(
                f"A course needs one day and duration a session; got {len(self.session_days)} days and "
                f"{len(self.durations_h)} durations."
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
