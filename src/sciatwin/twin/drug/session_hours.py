"""Which hours of a course belong to a session: the infusion and the fast effects after it."""

import numpy as np

from sciatwin.evidence import Estimate, Status
from sciatwin.regimen import Regimen

AFTER_SESSION = Estimate(
    value=8.0,
    unit="h",
    meaning="hours after a session that a figure counts to it: its course shows them, the weeks leave them out",
    status=Status.ASSUMED,
    low=4.0,
    high=24.0,
    reason="fast effects have gone by then: they follow levels, which have fallen to a few parts in a hundred",
)


def end_of_first_session_h(regimen: Regimen, hours_after: float = AFTER_SESSION.value) -> float:
    """Some hours after the end of the first visit, or the start of the next."""
    ends_h = [regimen.visits_h[0][1] + hours_after, *(start_h for start_h, _ in regimen.visits_h[1:2])]
    return min(ends_h)


def outside_sessions(time_h: np.ndarray, regimen: Regimen) -> np.ndarray:
    """True where a time lies in no session and not in the 8 h after one, shape (times,)."""
    outside = np.ones(len(time_h), dtype=bool)
    for start_h, end_h in regimen.visits_h:
        outside &= (time_h < start_h) | (time_h > end_h + AFTER_SESSION.value)
    return outside
