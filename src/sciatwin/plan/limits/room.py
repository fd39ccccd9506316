"""What the limits leave for equal sessions on given days, worked out once a schedule: a search asks it of thousands.

The limits themselves are in ``crossed``; whatever is chosen here is held against them once more.
"""

import math
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from sciatwin.ceilings.history import QUARTER_H, History
from sciatwin.ceilings.windows import most_in_any
from sciatwin.plan.limits.crossed import COURSE_DOSE, QUARTER_DOSE, WEEK_DOSE, earlier_course
from sciatwin.plan.limits.record import Limits
from sciatwin.units import HOURS_PER_WEEK


@dataclass(frozen=True)
class Room:
    """What one session of a schedule may be.

    Attributes:
        session_mg: limit → most mg in each session.
        session_h: longest session that leaves the time between visits; negative if none does.
    """

    session_mg: dict[str, float]
    session_h: float


def room_for(starts_h: np.ndarray, weight_kg: float, limits: Limits, history: History) -> Room:
    """Room on a schedule whose sessions start at these hours of the history's axis, shape (sessions,)."""
    sums = {
        WEEK_DOSE: _most_each(starts_h, HOURS_PER_WEEK, limits.max_week_mg, weight_kg, history),
        QUARTER_DOSE: _most_each(starts_h, QUARTER_H, limits.max_quarter_mg, weight_kg, history),
        COURSE_DOSE: (limits.max_course_mg - history.given.total_mg(weight_kg)) / len(starts_h),
    }
    between_h = min((later - earlier for earlier, later in pairwise(starts_h)), default=math.inf)
    return Room(sums, between_h - limits.min_interval_h)


def _most_each(starts_h: np.ndarray, stretch_h: float, allowed_mg: float, weight_kg: float, history: History) -> float:
    """Most mg in each session so that no stretch that ends with one holds more than is allowed.

    Equal sessions that start within a stretch count whole, which is never too few.
    """
    counts = ((starts_h <= starts_h[:, None]) & (starts_h > starts_h[:, None] - stretch_h)).sum(axis=1)
    before = np.array([_given_mg(start_h, stretch_h, weight_kg, history) for start_h in starts_h])
    return float(((allowed_mg - before) / counts).min())


def _given_mg(start_h: float, stretch_h: float, weight_kg: float, history: History) -> float:
    """Dose before the plan in the stretch that ends with a session that starts then: as much as any later end holds."""
    earlier = earlier_course(history, weight_kg)
    if history.given.is_none and earlier is None:
        return 0.0
    return weight_kg * most_in_any(history.given, stretch_h, after_h=start_h, earlier=earlier)
