"""Modes by Newton steps with the true curvature, each within a region in which it can be trusted.

The region grows where the quadratic foretold the deviance well and shrinks where it did not, so that the search also
arrives where levels contradict the model or people differ widely. Source: Nocedal J, Wright SJ. Numerical
Optimization, 2nd ed. 2006, chapter 4 (algorithm 4.1; the step by the eigenvalues of the curvature, section 4.3).
"""

from dataclasses import dataclass

import numpy as np

from sciatwin.population.cohort import Cohort
from sciatwin.population.design import PopulationModel
from sciatwin.population.sensitivity import second_sensitivities

ROUNDS = 100
FIRST_RADIUS, LARGEST_RADIUS = 1.0, 4.0  # in spreads
WORTH_A_STEP, FORETOLD_WELL, FORETOLD_BADLY = 0.1, 0.75, 0.25
BISECTIONS = 60

_ROUNDING = 1e-9  # of a deviance, as it comes out of exponentials of matrices


def deviance(cohort: Cohort, model: PopulationModel, theta: np.ndarray, effects: np.ndarray) -> np.ndarray:
    """Penalised deviance of each person, shape (versions, people); infinite where a prediction is not finite."""
    predicted = cohort.predict(model, cohort.log_parameters(model, theta, effects))
    variance = model.variance(theta, predicted)
    misfit = cohort.by_person((cohort.level_ng_per_ml - predicted) ** 2 / variance + np.log(variance))
    penalty = ((effects / model.spreads(theta)[..., None]) ** 2).sum(axis=-2)
    return np.where(np.isfinite(misfit), misfit, np.inf) + penalty


def trusted_search(
    cohort: Cohort, model: PopulationModel, theta: np.ndarray, effects: np.ndarray, tolerance: float
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Modes from ``effects``, the deviance there, and whether each search arrived.

    Args:
        effects: shape (versions, random effects, people).
        tolerance: largest step, in spreads, at which a search has arrived.
    """
    spreads = model.spreads(theta)[..., None]
    value = deviance(cohort, model, theta, effects)
    radius = np.full(value.shape, FIRST_RADIUS)
    for _ in range(ROUNDS):
        step, foretold, arrived = _quadratic(cohort, model, theta, effects).step(radius, tolerance)
        if arrived.all():
            break
        moved = effects + np.moveaxis(step, -1, -2) * spreads
        new = deviance(cohort, model, theta, moved)
        gain, slack = (value - new) / 2, _ROUNDING * (1 + np.abs(value))
        ratio = np.where(foretold > slack, gain / np.maximum(foretold, slack), np.where(gain >= -slack, 0.5, -1.0))
        better = (ratio > WORTH_A_STEP) & ~arrived  # NaN is no gain
        effects, value = np.where(better[:, None, :], moved, effects), np.where(better, new, value)
        at_edge = np.linalg.norm(step, axis=-1) > 0.99 * radius
        radius = np.where(ratio >= FORETOLD_BADLY, radius, radius / 4)
        radius = np.where((ratio > FORETOLD_WELL) & at_edge, np.minimum(2 * radius, LARGEST_RADIUS), radius)
    return effects, value, arrived


@dataclass(frozen=True)
class _Quadratic:
    """Half the deviance around where each person is, in spreads: along the axes of its curvature.

    Attributes:
        axes: shape (versions, people, random effects, axes).
        curvature, slope: of each axis, shape (versions, people, axes).
    """

    axes: np.ndarray
    curvature: np.ndarray
    slope: np.ndarray

    def step(self, radius: np.ndarray, tolerance: float) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Best step within the radius, in spreads, (versions, people, random effects); the fall of half the deviance
        that it foretells; and where it is so small, at a minimum, that the search has arrived."""
        along = -self.slope / (self.curvature + self._stiffening(radius)[..., None])
        foretold = -(self.slope * along + 0.5 * self.curvature * along**2).sum(axis=-1)
        step = (self.axes @ along[..., None])[..., 0]
        arrived = (self.curvature[..., 0] > 0) & (np.abs(step).max(axis=-1) < tolerance)
        return step, foretold, arrived & (radius > tolerance)

    def _stiffening(self, radius: np.ndarray) -> np.ndarray:
        """What must be added to the curvature so that the step stays within the radius, by bisection."""
        largest = np.linalg.norm(self.slope, axis=-1)
        floor = np.maximum(0.0, -self.curvature[..., 0]) * (1 + 1e-12)
        low, high = floor, floor + largest / radius
        for _ in range(BISECTIONS):
            middle = (low + high) / 2
            too_long = self._length(middle) > radius
            low, high = np.where(too_long, middle, low), np.where(too_long, high, middle)
        free = (self.curvature[..., 0] > 0) & (self._length(np.zeros_like(radius)) <= radius)
        return np.where(free, 0.0, high)

    def _length(self, added: np.ndarray) -> np.ndarray:
        stiff = self.curvature + added[..., None]
        tiny = np.finfo(float).tiny
        return np.linalg.norm(self.slope / np.where(np.abs(stiff) > tiny, stiff, tiny), axis=-1)


def _quadratic(cohort: Cohort, model: PopulationModel, theta: np.ndarray, effects: np.ndarray) -> _Quadratic:
    spreads = model.spreads(theta)
    log_parameters = cohort.log_parameters(model, theta, effects)
    predicted, slopes, bends = second_sensitivities(cohort, model, log_parameters, model.random)
    first, second = model.level_curvature(theta, predicted, cohort.level_ng_per_ml)
    by_effect = cohort.by_person(slopes * first[..., None, :])
    products = slopes[..., :, None, :] * slopes[..., None, :, :] * second[..., None, None, :]
    by_pair = cohort.by_person(products + bends * first[..., None, None, :])
    slope = np.moveaxis(by_effect * spreads[..., None] + effects / spreads[..., None], -1, -2)
    scale = spreads[..., :, None, None] * spreads[..., None, :, None]
    curvature = np.moveaxis(by_pair * scale, -1, -3) + np.eye(spreads.shape[-1])
    values, axes = np.linalg.eigh(curvature)
    return _Quadratic(axes, values, (np.swapaxes(axes, -1, -2) @ slope[..., None])[..., 0])
