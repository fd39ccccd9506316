"""How a course that was begun is gone on with, in words that name the way."""

import math

from sciatwin.plan.limits import Limits
from sciatwin.plan.next_step.seen import dated_day
from sciatwin.response.side_effects.organ_course import COURSE_GAP
from sciatwin.twin import Twin
from sciatwin.units import HOURS_PER_DAY

GOES_ON = "This plan goes on with the course that was begun (--go-on)."

ANOTHER_COURSE = (
    "This plan is another course, which keeps the clinic's time between courses. To go on with the one that was begun "
    "in place of it: --go-on."
)

ONCE_LIFTED = (
    "Once what stops is lifted as its line says, plan again with --go-on to go on with the course that was begun."
)

ONLY_BY_SCORES = "Too little relief is lifted by later scores that are low enough, by no review."


def next_course(twin: Twin, limits: Limits) -> str:
    """When another course may begin, for a plan that comes too soon after the one that was given."""
    over_h = twin.given.last_end_h + limits.min_days_between_multiday_courses * HOURS_PER_DAY
    day = dated_day(HOURS_PER_DAY * math.ceil(over_h / HOURS_PER_DAY), twin.seen)
    return (
        f"A pause of more than {COURSE_GAP.value:g} days ends a course, and the clinic's time between courses ends on "
        f"{day}: see the patient and plan again then."
    )
