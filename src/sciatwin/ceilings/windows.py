"""The most that any stretch of a course holds, exactly: the dose is piecewise constant in time.

What a sliding stretch holds changes its slope only where an input begins or ends at one of its edges, so the largest
value lies where an edge meets such a point. How a course is cut into sessions makes no difference.
"""

import math

import numpy as np

from sciatwin.regimen import INJECTION_H, Regimen


def most_in_any(
    regimen: Regimen, stretch_h: float, *, after_h: float = -math.inf, earlier: tuple[float, float] | None = None
) -> float:
    """Most mg/kg given in any stretch of this length that reaches beyond ``after_h``; 0 for no infusion.

    Args:
        earlier: end and dose of an earlier course whose sessions are not known. It counts as given at its end, so no
            part of it leaves a stretch too early.
    """
    inputs = _inputs(regimen)
    if earlier is not None:
        end_h, dose = earlier
        inputs = np.concatenate([[(end_h - INJECTION_H, INJECTION_H, dose)], inputs])
    return _most(inputs, stretch_h, after_h)


def most_boluses_in_any(regimen: Regimen, stretch_h: float, *, after_h: float = -math.inf) -> float:
    """The same of the boluses alone."""
    return _most(_boluses(regimen), stretch_h, after_h)


def _most(inputs: np.ndarray, stretch_h: float, after_h: float) -> float:
    if not len(inputs):
        return 0.0
    edges_h = np.unique(np.concatenate([inputs[:, 0], inputs[:, 0] + inputs[:, 1]]))
    starts_h = np.concatenate([edges_h, edges_h - stretch_h])
    if math.isfinite(after_h):
        starts_h = np.append(starts_h[starts_h + stretch_h > after_h], after_h - stretch_h)
    return float((_given_by(inputs, starts_h + stretch_h) - _given_by(inputs, starts_h)).max())


def _given_by(inputs: np.ndarray, times_h: np.ndarray) -> np.ndarray:
    """Dose given up to each time, shape (times,)."""
    start_h, duration_h, dose = inputs.T
    part = np.clip((times_h[:, None] - start_h) / duration_h, 0.0, 1.0)
    return np.asarray(part @ dose)


def _inputs(regimen: Regimen) -> np.ndarray:
    infused = [(s.start_h, s.duration_h, s.rate_mg_per_kg_h * s.duration_h) for s in regimen.sessions]
    return np.concatenate([np.array(infused).reshape(-1, 3), _boluses(regimen)])


def _boluses(regimen: Regimen) -> np.ndarray:
    """Start, duration and dose of every bolus, shape (boluses, 3)."""
    found = [(s.start_h, INJECTION_H, s.bolus_mg_per_kg) for s in regimen.sessions if s.bolus_mg_per_kg > 0]
    return np.array(found).reshape(-1, 3)
