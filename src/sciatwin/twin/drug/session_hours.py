"""Which hours of a course belong to a session: the infusion and the fast effects after it."""

import numpy as np

from sciatwin.regimen import Regimen

AFTER_SESSION_H = 8.0
"""Hours after a session that belong to it on a figure: the drug's fast effects have gone by then."""


def end_of_first_session_h(regimen: Regimen, hours_after: float = AFTER_SESSION_H) -> float:
    """Some hours after the end of the first visit, or the start of the next."""
    ends_h = [regimen.visits_h[0][1] + hours_after, *(start_h for start_h, _ in regimen.visits_h[1:2])]
    return min(ends_h)


def outside_sessions(time_h: np.ndarray, regimen: Regimen) -> np.ndarray:
    """True where a time lies in no session and not in the 8 h after one, shape (times,)."""
    outside = np.ones(len(time_h), dtype=bool)
    for start_h, end_h in regimen.visits_h:
        outside &= (time_h < start_h) | (time_h > end_h + AFTER_SESSION_H)
    return outside
