"""Time between visits and between courses: from the end of one to the start of the next."""

from itertools import pairwise

from sciatwin.ceilings import LimitCrossed
from sciatwin.ceilings.crossed import ROUNDING
from sciatwin.ceilings.history import History
from sciatwin.plan.limits.record import Limits
from sciatwin.regimen import Regimen
from sciatwin.response.side_effects.organ_course import COURSE_GAP
from sciatwin.units import HOURS_PER_DAY

INTERVAL, COURSES = "interval between sessions", "time between multi-day courses"

Visit = tuple[float, float]
"""Start and end, h."""


def crossed_by_spacing(planned: Regimen, limits: Limits, history: History) -> list[LimitCrossed]:
    """Planned visits that come too soon after the visit, or after the course of several days, before them."""
    visits = planned.visits_h
    if not visits:
        return []
    before = history.given.visits_h[-1:]
    found = [
        LimitCrossed(INTERVAL, later[0] - earlier[1], limits.min_interval_h, "h")
        for earlier, later in pairwise([*before, *visits])
        if later[0] - earlier[1] < limits.min_interval_h - ROUNDING
    ]
    return found + [
        LimitCrossed(COURSES, gap_h / HOURS_PER_DAY, limits.min_days_between_multiday_courses, "days")
        for gap_h in gaps_between_courses_h(visits, history)
        if gap_h / HOURS_PER_DAY < limits.min_days_between_multiday_courses - ROUNDING
    ]


def gaps_between_courses_h(planned: tuple[Visit, ...], history: History) -> list[float]:
    """Hours from the end of each course of several days to the first session of the next course, single or not.

    The patient's earlier course counts as one of several days: whether it was cannot be known. Sessions given are one,
    if they were more than one, unless the plan goes on with them. Single sessions are no course of several days.
    """
    given = _courses(history.given.visits_h)
    begun = given.pop() if given and history.goes_on else []
    over = [course[-1][1] for course in given if _lasts_days(course)]
    courses = pairwise(_courses((*begun, *planned)))
    return [
        *(planned[0][0] - end_h for end_h in (history.earlier_end_h, *over)),
        *(later[0][0] - earlier[-1][1] for earlier, later in courses if _lasts_days(earlier)),
    ]


def _lasts_days(course: list[Visit]) -> bool:
    return len(course) > 1 or course[-1][1] - course[0][0] > HOURS_PER_DAY


def _courses(visits: tuple[Visit, ...]) -> list[list[Visit]]:
    """Visits no further apart than the gap that ends a course."""
    courses: list[list[Visit]] = []
    for visit in visits:
        if courses and visit[0] - courses[-1][-1][0] <= COURSE_GAP.value * HOURS_PER_DAY:
            courses[-1].append(visit)
        else:
            courses.append([visit])
    return courses
