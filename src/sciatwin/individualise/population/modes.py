"""The most probable random effects of every person, and the curvature there; all people at once."""

from dataclasses import dataclass

import numpy as np

from sciatwin.individualise.population.cohort import Cohort, sensitivities
from sciatwin.individualise.population.design import PopulationModel

ROUNDS, TOLERANCE = 60, 1e-7
"""Newton steps at most, and the largest step, in spreads, at which a search has arrived."""

HALVINGS = 12

LONGEST_STEP = 0.7
"""On the log scale, about a factor of two: a longer step can end behind a ridge of the proportional error."""


@dataclass(frozen=True)
class Modes:
    """Random effects at which each person's levels and effects together are most probable.

    Attributes:
        effects: shape (versions, random effects, people).
        predicted: shape (versions, levels).
        slopes: change of the prediction per random effect, shape (versions, random effects, levels).
        curvature: expected second derivatives of half the penalised deviance, shape
            (versions, people, random effects, random effects).
        deviance: Σ (residual² / variance + log variance) + Σ (effect / spread)², shape (versions, people).
        arrived: False if somebody's search still moved.
    """

    effects: np.ndarray
    predicted: np.ndarray
    slopes: np.ndarray
    curvature: np.ndarray
    deviance: np.ndarray
    arrived: bool


def individual_modes(
    cohort: Cohort, model: PopulationModel, theta: np.ndarray, effects: np.ndarray | None = None
) -> Modes:
    """Gauss-Newton with halved steps, which uses the expected curvature of the normal likelihood.

    Args:
        theta: shape (versions, theta).
        effects: where to start, shape (versions, random effects, people); zero by default.
    """
    shape = (len(theta), len(model.random), len(cohort.people))
    effects = np.zeros(shape) if effects is None else np.broadcast_to(effects, shape).copy()
    value = _deviance(cohort, model, theta, effects)
    arrived = False
    for _ in range(ROUNDS):
        step, *_ = _newton_step(cohort, model, theta, effects)
        arrived = bool(np.max(np.abs(step) / model.spreads(theta)[..., None]) < TOLERANCE)
        if arrived:
            break
        effects, value = _downhill(cohort, model, theta, effects, step, value)
    _, predicted, slopes, curvature = _newton_step(cohort, model, theta, effects)
    return Modes(effects, predicted, slopes, curvature, value, arrived)


def _deviance(cohort: Cohort, model: PopulationModel, theta: np.ndarray, effects: np.ndarray) -> np.ndarray:
    predicted = cohort.predict(model, cohort.log_parameters(model, theta, effects))
    variance = model.variance(theta, predicted)
    misfit = (cohort.level_ng_per_ml - predicted) ** 2 / variance + np.log(variance)
    penalty = ((effects / model.spreads(theta)[..., None]) ** 2).sum(axis=-2)
    return np.where(np.isfinite(misfit).all(axis=-1, keepdims=True), cohort.by_person(misfit), np.inf) + penalty


def _newton_step(
    cohort: Cohort, model: PopulationModel, theta: np.ndarray, effects: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Step towards the mode, with predictions, slopes and expected curvature where it starts."""
    log_parameters = cohort.log_parameters(model, theta, effects)
    predicted, slopes = sensitivities(cohort, model, log_parameters, model.random)
    precision = 1 / model.spreads(theta) ** 2
    by_level, weight = level_derivatives(cohort, model, theta, predicted)
    gradient = cohort.by_person(slopes * by_level[..., None, :]) + effects * precision[..., None]
    products = cohort.by_person(slopes[..., :, None, :] * slopes[..., None, :, :] * weight[..., None, None, :])
    curvature = np.moveaxis(products, -1, -3) + (precision[..., None] * np.eye(precision.shape[-1]))[..., None, :, :]
    step = -np.linalg.solve(curvature, np.moveaxis(gradient, -1, -2)[..., None])[..., 0]
    step *= np.minimum(1, LONGEST_STEP / np.maximum(np.abs(step).max(axis=-1, keepdims=True), LONGEST_STEP))
    return np.moveaxis(step, -1, -2), predicted, slopes, curvature


def level_derivatives(
    cohort: Cohort, model: PopulationModel, theta: np.ndarray, predicted: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """First derivative and expected second derivative of half the deviance by each prediction, (..., levels)."""
    residual = cohort.level_ng_per_ml - predicted
    variance, slope = model.variance(theta, predicted), model.variance_slope(theta, predicted)
    first = -residual / variance + 0.5 * slope * (1 / variance - (residual / variance) ** 2)
    return first, 1 / variance + 0.5 * (slope / variance) ** 2


def _downhill(
    cohort: Cohort, model: PopulationModel, theta: np.ndarray, effects: np.ndarray, step: np.ndarray, value: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """The step, halved for those people for whom it would go uphill."""
    size = np.ones_like(value)
    for _ in range(HALVINGS):
        moved = effects + size[:, None, :] * step
        new = _deviance(cohort, model, theta, moved)
        uphill = ~(new <= value + 1e-9 * np.abs(value) + 1e-9)  # the slack is rounding; NaN counts as uphill
        if not uphill.any():
            return moved, new
        size = np.where(uphill, size / 2, size)
    stay = uphill[:, None, :]
    return np.where(stay, effects, moved), np.where(uphill, value, new)
