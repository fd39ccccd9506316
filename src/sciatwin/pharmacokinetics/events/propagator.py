"""How amounts move over a time without change: x(t + h) = exp(A h) x(t) + (∫ exp(A s) ds) u.

A compartmental matrix has no negative entry off its diagonal, so exp(A h) = exp(−a h) exp((A + a I) h) with
a = max |A_ii| is a series of non-negative terms. Nothing cancels: every entry keeps its relative accuracy, whether
eigenvalues are distinct, equal or zero. The engine for many individuals uses the same series.
"""

import math
from dataclasses import dataclass

import numpy as np

SERIES_TERMS = 15  # remainder 0.5**16 / 16! is 7e-19 of a sum that is at least 1


@dataclass(frozen=True)
class Propagator:
    """Attributes, both of shape (..., compartments, compartments):

    amount: entry [i, j] is what 1 mg in j leaves in i.
    input: entry [i, j] is what 1 mg/h into j over the step leaves in i.
    """

    amount: np.ndarray
    input: np.ndarray

    def step(self, amount_mg: np.ndarray, rate_mg_per_h: np.ndarray) -> np.ndarray:
        """Amounts at the end of the step, with input at a constant rate; all of shape (..., compartments)."""
        moved: np.ndarray = (self.amount @ amount_mg[..., None] + self.input @ rate_mg_per_h[..., None])[..., 0]
        return moved


class Propagators:
    """Propagators of the systems met so far, each computed once."""

    def __init__(self) -> None:
        self._known: dict[tuple[bytes, float], Propagator] = {}

    def over(self, rate_per_h: np.ndarray, length_h: float) -> Propagator:
        key = (rate_per_h.tobytes(), length_h)
        if key not in self._known:
            self._known[key] = propagator(rate_per_h, length_h)
        return self._known[key]


def propagator(rate_per_h: np.ndarray, length_h: float) -> Propagator:
    """Exact propagator over ``length_h`` of systems with flows ``rate_per_h``, (..., compartments, compartments)."""
    states = rate_per_h.shape[-1]
    with_inputs = np.zeros((*rate_per_h.shape[:-2], 2 * states, 2 * states))
    with_inputs[..., :states, :states] = rate_per_h
    with_inputs[..., :states, states:] = np.eye(states)
    whole = _exponential(with_inputs, length_h)
    return Propagator(whole[..., :states, :states], whole[..., :states, states:])


def _exponential(matrix: np.ndarray, length_h: float) -> np.ndarray:
    """exp(matrix × length), for matrices without negative entries off the diagonal: scaling, series, squaring."""
    lowest = np.diagonal(matrix, axis1=-2, axis2=-1).min(axis=-1)
    shift = np.maximum(0.0, -lowest)[..., None, None]
    shifted = (matrix + shift * np.eye(matrix.shape[-1])) * length_h
    largest = float(shifted.sum(axis=-2).max())
    squarings = max(0, math.ceil(math.log2(2 * largest))) if largest > 0 else 0
    result: np.ndarray = np.exp(-shift * length_h * 0.5**squarings) * _series(shifted * 0.5**squarings)
    for _ in range(squarings):
        result = result @ result
    return result


def _series(matrix: np.ndarray) -> np.ndarray:
    """I + B + B²/2! + …, by Horner's rule."""
    identity = np.eye(matrix.shape[-1])
    result = identity
    for term in range(SERIES_TERMS, 0, -1):
        result = identity + matrix @ result / term
    return result
