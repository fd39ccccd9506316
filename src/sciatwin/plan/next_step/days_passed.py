"""Days that have passed since the last that is known of a patient: no session is planned on a day that is over."""

import datetime

from sciatwin.eligibility.facts.dated import ANSWERS_COUNT_FOR
from sciatwin.plan.next_step.seen import dated_day
from sciatwin.twin import Twin
from sciatwin.twin.simulate import HORIZON_DAYS
from sciatwin.twin.twin import LONGEST_HORIZON_DAYS
from sciatwin.units import HOURS_PER_DAY

LATEST_START_H = (LONGEST_HORIZON_DAYS - HORIZON_DAYS) * HOURS_PER_DAY
"""The last hour from which a plan can be followed to its end."""


def told_from_h(twin: Twin) -> float:
    """From when a plan tells its course: its start, or the last hour from which the untreated course is described."""
    return min(twin.next_start_h, LATEST_START_H)


def passed(twin: Twin) -> str:
    """Days since the last that is known, in words; empty where either day is unknown, or it is of today."""
    days = _days_passed(twin)
    if days is None or days <= 0:
        return ""
    said = f"{_days(days)} passed since the last that is known, of {dated_day(twin.now_h, twin.seen)}"
    if twin.next_start_h > LATEST_START_H:
        said += f"; the course without treatment is told from {dated_day(LATEST_START_H, twin.seen)} on"
    return said


def earliest(twin: Twin) -> str:
    """The next session and its day; where no day is known, that it must not be over."""
    begins = (
        f"the next is session {twin.given.visits + 1}, on {dated_day(twin.next_start_h, twin.seen)} at the earliest"
    )
    if _days_passed(twin) is None:
        return f"{begins}. What day it is today was not compared with the record: make sure that this day is not over."
    return f"{begins}{f'; {since}' if (since := passed(twin)) else ''}."


def seen_too_long_ago(twin: Twin) -> tuple[str, ...]:
    """What must be done before anybody signs a plan on what was seen long ago, or is dated later than today."""
    days, last = _days_passed(twin), _last_day(twin)
    if days is None:
        return ()
    if days < 0:
        return (f"The last that is known is dated {last}, which lies in the future. Check the date.",)
    if days <= ANSWERS_COUNT_FOR.value:
        return ()
    return (
        f"The last that is known is of {last}, more than {ANSWERS_COUNT_FOR.value:g} days ago (assumed). See the "
        "patient, and add what is seen to the observations.",
    )


def too_long_ago(twin: Twin) -> tuple[str, ...]:
    """Why no session can be planned so long after the first one; empty if it can."""
    if twin.next_start_h <= LATEST_START_H:
        return ()
    return (
        f"a plan would begin on {dated_day(twin.next_start_h, twin.seen)}; a course is described for "
        f"{LONGEST_HORIZON_DAYS:g} days from its first session, of which a plan needs {HORIZON_DAYS:g}: write a "
        "patient file of today, with these sessions as last_ketamine_course and what went wrong in them as "
        "earlier_bad_reaction_to_ketamine, and plan from it without the old observations",
    )


def _days_passed(twin: Twin) -> int | None:
    last = _last_day(twin)
    return None if last is None or twin.today is None else (twin.today - last).days


def _last_day(twin: Twin) -> datetime.date | None:
    return twin.seen.date_of(twin.now_h)


def _days(count: int) -> str:
    return "1 day has" if count == 1 else f"{count} days have"
