"""The most probable random effects of every person, and the curvature there; all people at once.

Newton steps with the expected curvature find nearly everybody in a few rounds. Where levels lie far from their
predictions, those steps only creep: the rest are searched with the true curvature in a trust region.
"""

from dataclasses import dataclass

import numpy as np

from sciatwin.population.cohort import Cohort
from sciatwin.population.design import PopulationModel
from sciatwin.population.sensitivity import sensitivities
from sciatwin.population.trust_region import deviance, trusted_search

ROUNDS, TOLERANCE = 15, 1e-7
"""Steps with the expected curvature at most, and the largest step, in spreads, at which a search has arrived."""

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
        arrived: False where a search still moved, shape (versions, people).
    """

    effects: np.ndarray
    predicted: np.ndarray
    slopes: np.ndarray
    curvature: np.ndarray
    deviance: np.ndarray
    arrived: np.ndarray


def individual_modes(
    cohort: Cohort, model: PopulationModel, theta: np.ndarray, effects: np.ndarray | None = None
) -> Modes:
    """Gauss-Newton with halved steps, then a trust region for those whom it did not bring to their mode.

    Args:
        theta: shape (versions, theta).
        effects: where to start, shape (versions, random effects, people); zero by default.
    """
    shape = (len(theta), len(model.random), len(cohort.people))
    effects = np.zeros(shape) if effects is None else np.broadcast_to(effects, shape).copy()
    value = deviance(cohort, model, theta, effects)
    arrived = np.zeros(value.shape, dtype=bool)
    for _ in range(ROUNDS):
        step, *_ = _newton_step(cohort, model, theta, effects)
        arrived = np.abs(step / model.spreads(theta)[..., None]).max(axis=-2) < TOLERANCE
        if arrived.all():
            break
        effects, value = _downhill(cohort, model, theta, effects, step, value)
    if not arrived.all():
        effects, value, arrived = _rest(cohort, model, theta, effects, value, arrived)
    _, predicted, slopes, curvature = _newton_step(cohort, model, theta, effects)
    return Modes(effects, predicted, slopes, curvature, value, arrived)


def _rest(
    cohort: Cohort,
    model: PopulationModel,
    theta: np.ndarray,
    effects: np.ndarray,
    value: np.ndarray,
    arrived: np.ndarray,
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Effects, deviance and arrival of everybody after those who had not arrived were searched on."""
    versions = np.flatnonzero(~arrived.all(axis=1))
    people = np.flatnonzero(~arrived.all(axis=0))
    part = np.ix_(versions, people)
    every = np.ix_(versions, np.arange(effects.shape[1]), people)
    found = trusted_search(cohort.only(people.tolist()), model, theta[versions], effects[every], TOLERANCE)
    effects[every], value[part], arrived[part] = found
    return effects, value, arrived


def _newton_step(
    cohort: Cohort, model: PopulationModel, theta: np.ndarray, effects: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Step towards the mode, with predictions, slopes and expected curvature where it starts."""
    log_parameters = cohort.log_parameters(model, theta, effects)
    predicted, slopes = sensitivities(cohort, model, log_parameters, model.random)
    precision = 1 / model.spreads(theta) ** 2
    by_level, weight = model.level_derivatives(theta, predicted, cohort.level_ng_per_ml)
    gradient = cohort.by_person(slopes * by_level[..., None, :]) + effects * precision[..., None]
    products = cohort.by_person(slopes[..., :, None, :] * slopes[..., None, :, :] * weight[..., None, None, :])
    curvature = np.moveaxis(products, -1, -3) + (precision[..., None] * np.eye(precision.shape[-1]))[..., None, :, :]
    step = -np.linalg.solve(curvature, np.moveaxis(gradient, -1, -2)[..., None])[..., 0]
    step *= np.minimum(1, LONGEST_STEP / np.maximum(np.abs(step).max(axis=-1, keepdims=True), LONGEST_STEP))
    return np.moveaxis(step, -1, -2), predicted, slopes, curvature


def _downhill(
    cohort: Cohort, model: PopulationModel, theta: np.ndarray, effects: np.ndarray, step: np.ndarray, value: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """The step, halved for those people for whom it would go uphill."""
    size = np.ones_like(value)
    for _ in range(HALVINGS):
        moved = effects + size[:, None, :] * step
        new = deviance(cohort, model, theta, moved)
        uphill = ~(new <= value + 1e-9 * np.abs(value) + 1e-9)  # the slack is rounding; NaN counts as uphill
        if not uphill.any():
            return moved, new
        size = np.where(uphill, size / 2, size)
    stay = uphill[:, None, :]
    return np.where(stay, effects, moved), np.where(uphill, value, new)
