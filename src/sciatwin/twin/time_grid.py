"""Times at which a course is reported: close together while drug is in the body, then twice a day."""

import numpy as np

from sciatwin.regimen import INJECTION_H, Regimen
from sciatwin.units import HOURS_PER_DAY

_DURING_STEP_H, _AFTER_STEP_H, _AFTER_H = 1 / 12, 1 / 4, 8.0
_BETWEEN_STEP_H = 12.0
AFTER_BOLUS_STEPS = 20
"""Minutes that are looked at one by one after a bolus: its peak at the fast effect site lies there."""


def report_times(regimen: Regimen, horizon_days: float) -> np.ndarray:
    """Hours since the first session, from 0 to the horizon, strictly increasing."""
    last_h = horizon_days * HOURS_PER_DAY
    parts = [np.arange(0, last_h + 1e-9, _BETWEEN_STEP_H)]
    for session in regimen.sessions:
        during_h = session.duration_h + 1.0
        parts.append(session.start_h + np.arange(0, during_h, _DURING_STEP_H))
        if session.bolus_mg_per_kg > 0:
            parts.append(session.start_h + INJECTION_H * np.arange(1, AFTER_BOLUS_STEPS + 1))
        parts.append(session.end_h + np.arange(0, _AFTER_H, _AFTER_STEP_H))
    times = np.unique(np.round(np.concatenate(parts), 9))
    return times[times <= last_h]
