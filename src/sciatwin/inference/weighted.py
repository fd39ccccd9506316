"""Draws with weights, and whether the weights can be trusted."""

from dataclasses import dataclass

import numpy as np

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
