"""Times at which a course is reported: close together while drug is in the body, then twice a day."""

from collections.abc import Sequence

import numpy as np

from sciatwin.regimen import INJECTION_H, Regimen, Session
from sciatwin.response.driven_state_grid import SAME_TIME_H, refined
from sciatwin.units import HOURS_PER_DAY

_DURING_STEP_H, _AFTER_STEP_H, _AFTER_H = 1 / 12, 1 / 4, 8.0
_BETWEEN_STEP_H = 12.0
_SAME_H = 1e-6
_MOST_STEPS = 100
"""Infusions of more than eight hours are looked at less often: their levels change slowly."""

_FIRST_STEP_H, _GROWTH = 1 / 12, 0.25
"""How far apart times may lie for the slow states, right after a change of input and in proportion to the time since:
relief by fading sensitisation is then exact to 2e-5."""

AFTER_BOLUS_STEPS = 20
"""Minutes that are looked at one by one after a bolus: its peak at the fast effect site lies there."""


def report_times(regimen: Regimen, horizon_days: float) -> np.ndarray:
    """Hours since the first session, from 0 to the horizon, strictly increasing, in pairs of equal half-steps."""
    return with_times(regimen, [horizon_days * HOURS_PER_DAY])


def with_times(regimen: Regimen, times_h: Sequence[float] | np.ndarray) -> np.ndarray:
    """The same to the last of the given times, which are among them: ``rows_of`` finds them."""
    last_h = float(max(times_h))
    parts = [np.asarray(times_h), np.arange(0, last_h + 1e-9, _BETWEEN_STEP_H)]
    marks: list[float] = []
    for session in regimen.sessions:
        parts += _while_it_acts(session)
        marks += [session.start_h, session.end_h]
        if session.bolus_mg_per_kg > 0:
            marks.append(session.start_h + INJECTION_H)
        parts.append(session.end_h + np.arange(0, _AFTER_H, _AFTER_STEP_H))
    times = distinct_times(parts)
    return refined(times[times <= last_h + _SAME_H], marks, first_step_h=_FIRST_STEP_H, growth=_GROWTH)


def peak_times(sessions: Sequence[Session]) -> np.ndarray:
    """Times among which the highest level of these sessions is found."""
    return distinct_times([part for session in sessions for part in _while_it_acts(session)])


def distinct_times(parts: Sequence[np.ndarray]) -> np.ndarray:
    """All of these times, increasing; of those that rounding alone tells apart, the first.

    They are not rounded themselves: steps of one length stay of one length.
    """
    times = np.sort(np.concatenate(parts))
    return times[np.diff(times, prepend=-np.inf) > SAME_TIME_H]


def _while_it_acts(session: Session) -> list[np.ndarray]:
    """Even times until an hour after the end, and every minute after a bolus."""
    step_h = max(_DURING_STEP_H, session.duration_h / _MOST_STEPS)
    times: list[np.ndarray] = [session.start_h + np.arange(0, session.duration_h + 1.0, step_h)]
    if session.bolus_mg_per_kg > 0:
        times.append(session.start_h + INJECTION_H * np.arange(1, AFTER_BOLUS_STEPS + 1))
    return times


def rows_of(grid_h: np.ndarray, times_h: Sequence[float] | np.ndarray) -> np.ndarray:
    """Where times that were asked for stand on a grid."""
    return np.searchsorted(grid_h, np.asarray(times_h) - _SAME_H)
