"""The compiled inner loop of ``interval``: log probability that a normal number falls into an interval."""

from math import erfc, exp, log, sqrt

import numpy as np

from sciatwin.compiled import compiled

_ROOT_2 = sqrt(2.0)
_LOG_ROOT_2_PI = 0.5 * log(2 * np.pi)
_FAR = -36.0
"""Below this many standard deviations the probability of a tail has no double: its logarithm comes from a series."""


@compiled
def fill_log_probability(
    low: np.ndarray, high: np.ndarray, mean: np.ndarray, sd: np.ndarray, result: np.ndarray
) -> None:
    """Fill ``result`` (rows, versions). Where low = high the number is known exactly, and it is a log density.

    Edges have one column for all versions, or one for each.
    """
    moves = 0 if low.shape[1] == 1 else 1
    for row in range(mean.shape[0]):
        for version in range(mean.shape[1]):
            spread, middle = sd[row, version], mean[row, version]
            start, end = low[row, moves * version], high[row, moves * version]
            below = (start - middle) / spread
            if start == end:
                result[row, version] = -0.5 * below * below - log(spread) - _LOG_ROOT_2_PI
            else:
                result[row, version] = _log_between(below, (end - middle) / spread)


@compiled
def _log_between(low: float, high: float) -> float:
    """Log of the standard normal probability between two numbers; the side with the smaller tails is used."""
    if low + high > 0:
        low, high = -high, -low
    if high > _FAR:
        return log(0.5 * (erfc(-high / _ROOT_2) - erfc(-low / _ROOT_2)))
    return _log_tail(high) + log(1 - exp(_log_tail(low) - _log_tail(high)))


@compiled
def _log_tail(edge: float) -> float:
    """Log of the standard normal probability below an edge far out; the series is exact to 1e-8 there."""
    inverse = 1 / (edge * edge)
    return -0.5 * edge * edge - log(-edge) - _LOG_ROOT_2_PI + log(1 - inverse * (1 - 3 * inverse * (1 - 5 * inverse)))
