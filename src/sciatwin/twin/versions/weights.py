"""How much each version of a patient counts: means, percentiles and effective numbers over weighted versions.

A weight is counted in equal draws: a version of weight 2 stands for two, one of weight 0 for none. None is the usual
case, in which each version stands for itself. All functions look along the last axis, which is that of the versions.
"""

from collections.abc import Sequence

import numpy as np
from scipy.special import softmax

from sciatwin.errors import ModelError

VersionWeights = np.ndarray | None

_ALIKE = 1e-12


def after_evidence(log_weights: np.ndarray, before: VersionWeights = None) -> VersionWeights:
    """Weights after evidence that is by so much more probable in one version than in another.

    Args:
        log_weights: log of how probable it is in each version, up to one constant, shape (versions,).
        before: weights that the versions had already.
    Returns: weights that add up to the number of equal draws that the versions are now worth; ``before``, if the
        evidence tells no version from another.
    Raises: ModelError for log weights that are no numbers, or if no version is possible.
    """
    if np.isnan(log_weights).any() or np.any(log_weights == np.inf):
        raise ModelError("every version needs a log weight below infinity; some are not numbers or infinite.")
    total = np.array(log_weights, dtype=float)
    if before is not None:
        with np.errstate(divide="ignore"):  # a version that counted for nothing still does
            total = total + np.log(before)
    if not np.isfinite(total).any():
        raise ModelError("what was seen is impossible in every version. Draw more of them, or learn anew.")
    if np.all(np.equal(log_weights, log_weights[0])):
        return before
    shares = softmax(total)
    draws = 1 / np.sum(shares**2)
    return shares * draws if np.ptp(shares) > _ALIKE else None


def mean(values: np.ndarray, weights: VersionWeights) -> np.ndarray:
    """Mean; of yes and no the probability of a yes."""
    return np.asarray(values.mean(axis=-1) if weights is None else values @ weights / weights.sum())


def spread(values: np.ndarray, weights: VersionWeights) -> np.ndarray:
    """Standard deviation."""
    if weights is None:
        return np.asarray(values.std(axis=-1))
    deviations = values - mean(values, weights)[..., None]
    return np.sqrt(mean(deviations**2, weights))


def percentiles(values: np.ndarray, levels: Sequence[float], weights: VersionWeights) -> np.ndarray:
    """Percentiles at levels from 0 to 1, leading axis: levels.

    Between neighbours as in ``np.quantile``; of whole weights they are those of as many repeated draws. The weighted
    form (Akinshin 2023, arXiv:2304.07265, type 7) averages the ordered values over a window of one draw.
    """
    if weights is None:
        return np.asarray(np.quantile(values, levels, axis=-1))
    order = np.argsort(values, axis=-1)
    ordered, draws = np.take_along_axis(values, order, axis=-1), max(float(weights.sum()), 1.0)
    ends = np.cumsum(weights[order], axis=-1)
    ends *= draws / ends[..., -1:]
    return np.stack([_in_window(ordered, ends, level * (draws - 1)) for level in levels])


def _in_window(ordered: np.ndarray, ends: np.ndarray, start: float) -> np.ndarray:
    """Mean of the ordered values over the draws from ``start`` to one draw later; ``ends`` counts draws so far."""
    starts = np.concatenate([np.zeros_like(ends[..., :1]), ends[..., :-1]], axis=-1)
    inside = np.maximum(np.minimum(ends, start + 1) - np.maximum(starts, start), 0.0)
    return np.asarray((ordered * inside).sum(axis=-1) / inside.sum(axis=-1))


def effective_number(weights: VersionWeights, marks: np.ndarray) -> float:
    """Number of equal, different draws that are worth as much (Kish 1965); 0 if nothing counts.

    A version that stands there several times is one version with the weight of all of them, so that repeats and weights
    of one belief are worth the same.

    Args: marks: a number that two versions share only if they are the same one, shape (versions,).
    """
    _, place = np.unique(marks, return_inverse=True)
    counts = np.bincount(place, weights)
    if not counts.any():
        return 0.0
    shares = counts / counts.max()
    return float(shares.sum() ** 2 / np.sum(shares**2))
