"""A clinic's hard limits, and which of them a course crosses together with all that was given before."""

from sciatwin.ceilings import LimitCrossed
from sciatwin.ceilings.history import History
from sciatwin.plan.limits.crossed import crossed_by_dose, crossed_by_risk
from sciatwin.plan.limits.record import FLOOR_DAYS_BETWEEN_COURSES, Limits
from sciatwin.plan.limits.room import Room, room_for

__all__ = [
    "FLOOR_DAYS_BETWEEN_COURSES",
    "History",
    "LimitCrossed",
    "Limits",
    "Room",
    "crossed_by_dose",
    "crossed_by_risk",
    "room_for",
]
