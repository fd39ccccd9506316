"""On which days of a course the liver tests are repeated."""

import itertools

from sciatwin.evidence import Estimate, Source, Status
from sciatwin.regimen import Regimen
from sciatwin.units import HOURS_PER_DAY

DENSE_INTERVAL = Estimate(
    value=2.0,
    unit="days",
    meaning="time between liver tests while sessions follow within 2 days of each other",
    status=Status.ASSUMED,
    low=1.0,
    high=7.0,
    source=Source(
        "Faculty of Pain Medicine ANZCA, PS12 (2021)",
        url="https://ketaminenightmares.com/fex/summaries/anzca_ps/fpm/fpm_pm12_2021_ketamine.htm",
        read_at="notes on the document",
    ),
    reason="every 48 h is asked for infusions that run for days; that it holds for daily sessions is assumed",
)

SPARSE_INTERVAL = Estimate(
    value=14.0,
    unit="days",
    meaning="time between liver tests while sessions are further apart",
    status=Status.ASSUMED,
    low=7.0,
    high=28.0,
    reason="the label asks for periodic tests and gives no interval",
)

_DENSE_GAP_DAYS = 2.0
_ROUNDING_DAYS = 0.25
"""A session on the next morning but one counts as two days later."""


def liver_test_days(regimen: Regimen) -> str:
    """Words such as ", before the sessions on days 2 and 4" (the first session is day 0); empty if none is due."""
    days = [visit.start_h / HOURS_PER_DAY for visit in regimen.by_visit]
    due: list[float] = []
    tested = days[0] if days else 0.0
    for before, day in itertools.pairwise(days):
        dense = day - before <= _DENSE_GAP_DAYS + _ROUNDING_DAYS
        if day - tested >= (DENSE_INTERVAL if dense else SPARSE_INTERVAL).value - _ROUNDING_DAYS:
            due.append(day)
            tested = day
    if not due:
        return ""
    *first, last = (f"{day:.0f}" for day in due)
    return f", before the session{'s' * bool(first)} on day{'s' * bool(first)} {', '.join(first)}" + (
        f" and {last}" if first else last
    )
