"""Pareto-smoothed importance weights: the largest weights are replaced by quantiles of the tail fitted to them.

Vehtari, Simpson, Gelman, Yao and Gabry 2024, Pareto smoothed importance sampling, arXiv:1507.02646; the tail by the
empirical Bayes estimate of Zhang and Stephens 2009, doi:10.1198/tech.2009.08017. Constants are those of the papers.
"""

import numpy as np

FEWEST_IN_TAIL = 5
_PRIOR_SHAPE, _PRIOR_DRAWS = 0.5, 10
"""The shape is drawn towards 0.5 as if ten more draws had said so (Vehtari, appendix C)."""
_PRIOR_SCALE = 3.0
_LEAST_PLAUSIBLE = 10 * float(np.finfo(float).eps)


def smooth(log_weights: np.ndarray) -> tuple[np.ndarray, float]:
    """Normalised logarithms of the smoothed weights, shape (draws,), and the shape k of their tail.

    ``log_weights`` are finite and have at least 25 entries, not all of the largest fifth alike.

    Raises: ValueError where the tail has fewer than five draws or only one value.
    """
    result = log_weights - np.max(log_weights)
    order = np.argsort(result)
    count = _tail_count(len(result))
    if count < FEWEST_IN_TAIL:
        raise ValueError(f"{len(result)} draws have no tail to fit; at least {5 * FEWEST_IN_TAIL} are needed.")
    tail = order[-count:]
    if result[tail[-1]] - result[tail[0]] < np.finfo(float).tiny:
        raise ValueError("all weights in the tail are the same.")
    cutoff = np.exp(result[order[-count - 1]])
    shape, scale = fit_tail(np.exp(result[tail]) - cutoff)
    if np.isfinite(shape) and scale > 0:
        probabilities = np.arange(0.5, count) / count
        result[tail] = np.minimum(np.log(cutoff + quantiles(probabilities, shape, scale)), 0.0)
    return result - _log_sum(result), shape


def fit_tail(excess: np.ndarray) -> tuple[float, float]:
    """Shape and scale of a generalised Pareto distribution of ascending ``excess`` over a threshold.

    An infinite shape where a quarter of the tail does not rise above the threshold: nothing can be fitted to it.
    """
    count = len(excess)
    tried = 30 + int(count**0.5)
    quartile = excess[int(count / 4 + 0.5) - 1]
    if not quartile > 0:
        return np.inf, np.inf
    rates = 1 - np.sqrt(tried / (np.arange(1, tried + 1) - 0.5))
    rates = rates / (_PRIOR_SCALE * quartile) + 1 / excess[-1]
    shapes = np.mean(np.log1p(-rates[:, None] * excess), axis=1)
    likelihoods = count * (np.log(-rates / shapes) - shapes - 1)
    plausible = np.exp(likelihoods - _log_sum(likelihoods))
    kept = plausible >= _LEAST_PLAUSIBLE
    rate = float(np.sum(rates[kept] * (plausible[kept] / plausible[kept].sum())))
    shape = float(np.mean(np.log1p(-rate * excess)))
    return (count * shape + _PRIOR_DRAWS * _PRIOR_SHAPE) / (count + _PRIOR_DRAWS), -shape / rate


def quantiles(probabilities: np.ndarray, shape: float, scale: float) -> np.ndarray:
    """Of the generalised Pareto distribution over 0; an exponential distribution for a ``shape`` of 0."""
    exponential = -np.log1p(-probabilities)
    return scale * exponential if shape == 0 else scale * np.expm1(shape * exponential) / shape


def _tail_count(draws: int) -> int:
    """Three square roots of the draws, and a fifth of a small number of them."""
    return int(3 * draws**0.5) if draws > 225 else draws // 5


def _log_sum(logarithms: np.ndarray) -> float:
    largest = logarithms.max()
    return float(largest + np.log(np.exp(logarithms - largest).sum()))
