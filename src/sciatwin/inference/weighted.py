"""Draws with weights, and whether the weights can be trusted."""

from dataclasses import dataclass

import numpy as np
from scipy.special import logsumexp

from sciatwin.inference.pareto_smoothing import smooth


@dataclass(frozen=True)
class Weights:
    """Smoothed weights of draws.

    Attributes:
        weights: shape (draws,), adding up to 1.
        effective: number of independent draws that would be worth as much.
        pareto_k: shape of the tail of the weights; up to 0.7 averages can be trusted (Vehtari 2024).
        log_mean: log of the mean of the raw weights.
    """

    weights: np.ndarray
    effective: float
    pareto_k: float
    log_mean: float


def kept(weights: np.ndarray, count: int, random: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """At most ``count`` different draws, with weights that are right on average (Fearnhead and Clifford 2003).

    Heavy draws keep their weight; the light ones are thinned as evenly as can be, and those that stay count alike.

    Args:
        weights: shape (draws,), adding up to 1.
    Returns: positions in increasing order, and their weights.
    """
    possible = np.flatnonzero(weights > 0)
    if len(possible) <= count:
        return possible, weights[possible]
    falling = possible[np.argsort(-weights[possible], kind="stable")]
    certain, least = _heavy(weights[falling], count)
    light, fewer = np.sort(falling[certain:]), count - certain
    steps = np.cumsum(weights[light])
    points = (np.arange(fewer) + random.random()) * (steps[-1] / fewer)
    thinned = light[np.minimum(np.searchsorted(steps, points), len(light) - 1)]
    positions = np.concatenate([falling[:certain], thinned])
    order = np.argsort(positions, kind="stable")
    return positions[order], np.concatenate([weights[falling[:certain]], np.full(fewer, least)])[order]


def _heavy(falling: np.ndarray, count: int) -> tuple[int, float]:
    """How many of the heaviest draws are kept for certain, and the weight that each of the others kept then stands for.

    So many that the next one is lighter than that weight.
    """
    rest = np.cumsum(falling[::-1])[::-1][:count]  # weight of the others, with 0, 1, … kept for certain
    stands_for = rest / (count - np.arange(count))
    lighter = np.flatnonzero(falling[:count] < stands_for)
    certain = int(lighter[0]) if len(lighter) else count - 1
    return certain, float(stands_for[certain])


def smoothed(log_weights: np.ndarray) -> Weights:
    """Pareto-smoothed weights; draws whose weight is 0 count with the tiniest."""
    raw = np.where(np.isfinite(log_weights), log_weights, -np.inf)
    log_mean = float(np.logaddexp.reduce(raw) - np.log(len(raw)))
    spread = raw[np.isfinite(raw)]
    if len(spread) and spread.max() - spread.min() < 1e-9:  # all alike: nothing was learned, and there is no tail
        return Weights(np.full(len(raw), 1 / len(raw)), float(len(raw)), 0.0, log_mean)
    finite = np.maximum(raw, spread.min() - 700) if len(spread) else raw
    log_smooth, pareto_k = smooth(finite)
    weights = np.exp(log_smooth)
    return Weights(weights, float(1 / (weights**2).sum()), pareto_k, log_mean)


def systematic(log_weights: np.ndarray, count: int, random: np.random.Generator) -> np.ndarray:
    """Positions of ``count`` draws by their weights, as evenly as can be."""
    shares = np.cumsum(np.exp(log_weights - logsumexp(log_weights)))
    points = (np.arange(count) + random.random()) / count
    return np.minimum(np.searchsorted(shares, points), len(shares) - 1)
