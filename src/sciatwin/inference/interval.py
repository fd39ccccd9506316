"""One likelihood for every observation: a normal number, of which an interval is known.

A score that was rounded is known to within half a step, and at the ends of its scale on one side only. A level below
the limit of an assay is known from above only. A yes is a number above 0 whose normal has the probability of a yes on
that side. A number that was read exactly is an interval without width, and has a density.
"""

from dataclasses import dataclass

import numpy as np
from scipy.special import ndtr

from sciatwin.inference.interval_kernel import fill_log_probability


def log_probability(low: np.ndarray, high: np.ndarray, mean: np.ndarray, sd: np.ndarray) -> np.ndarray:
    """Log probability of each interval, or log density where it has no width; shape (rows, versions).

    Args:
        low, high: shape (rows,) or (rows, versions), infinite where the interval is open.
        mean, sd: of the normal number, shape (rows, versions).
    """
    result = np.empty(mean.shape)
    low, high = (np.ascontiguousarray(edge[:, None] if edge.ndim == 1 else edge) for edge in (low, high))
    fill_log_probability(low, high, np.ascontiguousarray(mean), np.ascontiguousarray(sd), result)
    return result


def probability_below(low: np.ndarray, high: np.ndarray, mean: np.ndarray, sd: np.ndarray) -> np.ndarray:
    """Probability of less than what was observed, plus half of the probability of just that; shape (rows, versions)."""
    edges = (edge[:, None] if edge.ndim == 1 else edge for edge in (low, high))
    below, up_to = (ndtr((edge - mean) / sd) for edge in edges)
    return np.asarray((below + up_to) / 2)


@dataclass(frozen=True)
class Slope:
    """First derivatives of the log probability, and what a step of the mean or of the spread is worth; (rows, …)."""

    by_mean: np.ndarray
    by_sd: np.ndarray
    information_of_mean: np.ndarray
    information_of_sd: np.ndarray


def slope(low: np.ndarray, high: np.ndarray, mean: np.ndarray, sd: np.ndarray) -> Slope:
    """Derivatives with respect to mean and standard deviation, each of the shape of ``mean``.

    The log probability is concave in the mean, so its information is the exact second derivative, never negative. That
    of the spread is taken as twice as much, as it is on average where numbers are known exactly.
    """
    exact = (low == high)[:, None]
    a, b = ((edge[:, None] - mean) / sd for edge in (low, high))
    log_p = log_probability(low, high, mean, sd)
    at_low, at_high = (_density(edge, log_p) for edge in (a, b))
    a, b = (np.where(np.isfinite(edge), edge, 0.0) for edge in (a, b))
    outward = a * at_low - b * at_high
    by_mean = np.where(exact, a, at_low - at_high)
    by_sd = np.where(exact, a**2 - 1, outward)
    information = np.where(exact, 1.0, np.maximum((at_low - at_high) ** 2 - outward, 0.0)) / sd**2
    return Slope(by_mean / sd, by_sd / sd, information, 2 * information)


def _density(edge: np.ndarray, log_probability: np.ndarray) -> np.ndarray:
    """Standard normal density at an edge ÷ probability of the interval; 0 at an open end."""
    with np.errstate(over="ignore"):  # where a density stands in place of a probability, the caller does not use this
        return np.asarray(np.exp(-0.5 * edge**2 - 0.5 * np.log(2 * np.pi) - log_probability))
