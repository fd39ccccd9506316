"""Non-compartmental analysis of a concentration curve.

The conventions are those of the common programs: linear-up log-down (or linear) trapezoids; the terminal slope is
the fit of at least three last points with the best adjusted R², more points winning within 0.0001; after an oral dose
the peak is left out of the fit; after a bolus the level at time 0 is extrapolated from the first two samples.
"""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from sciatwin.errors import InvalidInputError

_FEWEST_TERMINAL_POINTS = 3
_EQUAL_FIT = 1e-4


class Administration(StrEnum):
    BOLUS = "bolus"
    INFUSION = "infusion"
    EXTRAVASCULAR = "extravascular"


class Trapezoid(StrEnum):
    LINEAR = "linear"
    LINEAR_UP_LOG_DOWN = "linear up, log down"


@dataclass(frozen=True, kw_only=True)
class NoncompartmentalResult:
    """Quantities in the units of the input: concentration c, time t, dose d.

    Clearance (d/(c·t)) and volumes (d/c) are apparent after an extravascular dose. Terminal quantities are NaN where
    fewer than three points allow no fit.
    """

    c_max: float
    t_max: float
    c_last: float
    t_last: float
    auc_last: float
    auc_infinity: float
    extrapolated_fraction: float
    terminal_rate: float
    terminal_points: int
    half_life: float
    mean_residence_time: float
    clearance: float
    terminal_volume: float
    steady_state_volume: float


def noncompartmental(
    times: np.ndarray,
    concentrations: np.ndarray,
    dose: float,
    administration: Administration,
    *,
    infusion_duration: float = 0.0,
    trapezoid: Trapezoid = Trapezoid.LINEAR_UP_LOG_DOWN,
) -> NoncompartmentalResult:
    """Analyse one curve after one dose at time 0.

    Args:
        times: shape (samples,), strictly increasing, not negative.
        concentrations: shape (samples,), not negative; values after the last positive one do not count.
    Raises: InvalidInputError listing every fault of the curve.
    """
    times, levels = np.asarray(times, dtype=float), np.asarray(concentrations, dtype=float)
    _require_curve(times, levels, dose, administration, infusion_duration)
    last = int(np.flatnonzero(levels > 0)[-1])
    peak = int(np.argmax(levels))
    rate, points = _terminal_slope(times[: last + 1], levels[: last + 1], peak, administration)
    t, c = _from_time_zero(times[: last + 1], levels[: last + 1], administration)
    area, moment = _areas(t, c, trapezoid)
    tail = levels[last] / rate
    auc = area + tail
    aumc = moment + times[last] * tail + tail / rate
    residence = aumc / auc - infusion_duration / 2
    clearance = dose / auc
    return NoncompartmentalResult(
        c_max=float(levels[peak]),
        t_max=float(times[peak]),
        c_last=float(levels[last]),
        t_last=float(times[last]),
        auc_last=area,
        auc_infinity=auc,
        extrapolated_fraction=tail / auc,
        terminal_rate=rate,
        terminal_points=points,
        half_life=float(np.log(2)) / rate,
        mean_residence_time=residence,
        clearance=clearance,
        terminal_volume=clearance / rate,
        steady_state_volume=clearance * residence,
    )


def _require_curve(
    times: np.ndarray, levels: np.ndarray, dose: float, administration: Administration, duration: float
) -> None:
    faults = []
    if times.ndim != 1 or times.shape != levels.shape or len(times) < 2:
        raise InvalidInputError(
            "concentration curve",
            [f"times {times.shape} and concentrations {levels.shape} need one shape (samples,), two at least."],
        )
    if not np.all(np.isfinite(times)) or times[0] < 0 or not np.all(np.diff(times) > 0):
        faults.append("times must be finite, not negative and strictly increasing.")
    if not np.all(np.isfinite(levels)) or (levels < 0).any() or not (levels > 0).any():
        faults.append("concentrations must be finite and not negative, one of them positive.")
    if not dose > 0:
        faults.append(f"dose must be > 0; got {dose}.")
    if (administration is Administration.INFUSION) != (duration > 0):
        faults.append(f"infusion_duration {duration:g} does not fit administration '{administration}'.")
    if faults:
        raise InvalidInputError("concentration curve", faults)


def _terminal_slope(
    times: np.ndarray, levels: np.ndarray, peak: int, administration: Administration
) -> tuple[float, int]:
    """Rate of the best terminal fit and its number of points; NaN and 0 if no three points fall."""
    earliest = peak + 1 if administration is Administration.EXTRAVASCULAR else peak
    best, best_fit, best_points = float("nan"), -np.inf, 0
    positive = levels > 0
    for first in range(len(times) - _FEWEST_TERMINAL_POINTS, earliest - 1, -1):
        used = np.arange(first, len(times))[positive[first:]]
        if len(used) < _FEWEST_TERMINAL_POINTS:
            continue
        slope, fit = _log_linear_fit(times[used], np.log(levels[used]))
        if slope < 0 and fit > best_fit - _EQUAL_FIT:
            best, best_points = -slope, len(used)
            best_fit = max(best_fit, fit)
    return best, best_points


def _log_linear_fit(times: np.ndarray, logs: np.ndarray) -> tuple[float, float]:
    """Slope and adjusted R²."""
    count = len(times)
    x, y = times - times.mean(), logs - logs.mean()
    slope = float(x @ y / (x @ x))
    total = float(y @ y)
    r_squared = 1 - float(((y - slope * x) ** 2).sum()) / total if total > 0 else 0.0
    return slope, 1 - (1 - r_squared) * (count - 1) / (count - 2)


def _from_time_zero(
    times: np.ndarray, levels: np.ndarray, administration: Administration
) -> tuple[np.ndarray, np.ndarray]:
    if times[0] == 0:
        return times, levels
    start = 0.0
    if administration is Administration.BOLUS:
        falls = levels[0] > levels[1] > 0
        slope = np.log(levels[0] / levels[1]) / (times[1] - times[0]) if falls else 0.0
        start = levels[0] * float(np.exp(slope * times[0]))
    return np.concatenate([[0.0], times]), np.concatenate([[start], levels])


def _areas(times: np.ndarray, levels: np.ndarray, trapezoid: Trapezoid) -> tuple[float, float]:
    """Area under the curve and under its first moment, up to the last sample."""
    a, b, step = levels[:-1], levels[1:], np.diff(times)
    area = step * (a + b) / 2
    moment = step * (times[:-1] * a + times[1:] * b) / 2
    if trapezoid is Trapezoid.LINEAR_UP_LOG_DOWN:
        falls = (b < a) & (b > 0)
        k = np.log(a[falls] / b[falls]) / step[falls]
        area[falls] = (a[falls] - b[falls]) / k
        moment[falls] = (times[:-1][falls] * a[falls] - times[1:][falls] * b[falls]) / k + area[falls] / k
    return float(area.sum()), float(moment.sum())
