"""The same population model by Hamiltonian Monte Carlo (nutpie): no Gaussian takes the place of the random effects.

Sampled are theta and random effects, non-centred as far as levels say little of a person, in coordinates that are
stretched by the curvature at the FOCE-I fit.
"""

from dataclasses import dataclass

import numpy as np

from sciatwin.errors import ModelError
from sciatwin.inference.chains import LARGEST_R_HAT, judged, run_chains
from sciatwin.population.cohort import Cohort
from sciatwin.population.design import PopulationModel
from sciatwin.population.doubts import require_weight
from sciatwin.population.foce import PopulationFit
from sciatwin.population.sensitivity import sensitivities
from sciatwin.streams import generator_for

CHAINS, TUNE, DRAWS = 4, 300, 500

CURVATURE_STEP, LEAST_CURVATURE = 1e-3, 0.25


@dataclass(frozen=True)
class Priors:
    """What is believed before the levels; wide by intent, and to be stated with any result.

    Attributes:
        typical_log_sd: of log typical values and log error sizes, around where the model starts.
        spread_scale: of the half-normal prior of each spread.
    """

    typical_log_sd: float = 2.0
    spread_scale: float = 1.0


@dataclass(frozen=True)
class PopulationChains:
    """Draws of theta.

    Attributes:
        theta: log scale, shape (chains, draws, theta), named by ``model.names``.
        effects: random effects, shape (chains, draws, random effects, people).
        r_hat, effective: of each entry of theta, shape (theta,).
        divergences: draws whose energy was lost on the way.
        gradients: how many were taken.
    """

    model: PopulationModel
    theta: np.ndarray
    effects: np.ndarray
    r_hat: np.ndarray
    effective: np.ndarray
    divergences: int
    gradients: int

    @property
    def trusted(self) -> bool:
        return bool(np.max(self.r_hat) <= LARGEST_R_HAT)


@dataclass
class LogDensity:
    """Log posterior and its gradient at (stretched theta, standardised random effects); counts its gradients.

    A random effect is standardised × spread^n × (spread of the fit)^(1 − n). With n = 1 it is non-centred, as suits
    levels that say little about a person; with n = 0 it is centred, as suits levels that say much.

    Attributes:
        non_centred: n of each random effect.
    """

    cohort: Cohort
    model: PopulationModel
    priors: Priors
    middle: np.ndarray
    stretch: np.ndarray
    non_centred: np.ndarray
    gradients: int = 0

    def theta(self, position: np.ndarray) -> np.ndarray:
        return self.middle + position[..., : len(self.middle)] @ self.stretch.T

    def effects(self, position: np.ndarray) -> np.ndarray:
        """Random effects, shape (..., random effects, people)."""
        standardised = position[..., len(self.middle) :].reshape(*position.shape[:-1], len(self.model.random), -1)
        return standardised * self._unit(self.theta(position))[..., None]

    def _unit(self, theta: np.ndarray) -> np.ndarray:
        fitted = self.model.spreads(self.middle)
        return self.model.spreads(theta) ** self.non_centred * fitted ** (1 - self.non_centred)

    def __call__(self, position: np.ndarray) -> tuple[float, np.ndarray]:
        self.gradients += 1
        theta, effects = self.theta(position), self.effects(position)
        by_theta, by_effect, value = self._likelihood(theta, effects)
        prior, prior_by_theta = self._prior(theta)
        spreads, first = self.model.spreads(theta), len(self.model.parameters)
        scaled = effects / spreads[:, None]
        centred, people = 1 - self.non_centred, effects.shape[1]
        by_effect -= scaled / spreads[:, None]
        by_spread = (by_effect * effects).sum(axis=1) * self.non_centred + (scaled**2).sum(axis=1) - people * centred
        # Moving a spread moves the effects too, and their own density: both parts, without what cancels.
        by_theta[first : first + len(spreads)] = by_spread
        density = -0.5 * float((scaled**2).sum()) - people * float(centred @ np.log(spreads))
        unit = self._unit(theta)[:, None]
        gradient = np.concatenate([self.stretch.T @ (by_theta + prior_by_theta), (by_effect * unit).ravel()])
        return value + prior + density, gradient

    def _likelihood(self, theta: np.ndarray, effects: np.ndarray) -> tuple[np.ndarray, np.ndarray, float]:
        model, cohort = self.model, self.cohort
        log_parameters = cohort.log_parameters(model, theta, effects)
        predicted, slopes = sensitivities(cohort, model, log_parameters, range(len(model.parameters)))
        variance = model.variance(theta, predicted)
        by_parameter = -cohort.by_person(slopes * model.level_derivatives(theta, predicted, cohort.level_ng_per_ml)[0])
        by_effect = by_parameter[model.random]
        by_error = self._by_error(theta, predicted, variance)
        by_theta = np.concatenate([by_parameter.sum(axis=1), np.zeros(len(model.random)), by_error])
        residual = cohort.level_ng_per_ml - predicted
        return by_theta, by_effect, -0.5 * float((residual**2 / variance + np.log(variance)).sum())

    def _by_error(self, theta: np.ndarray, predicted: np.ndarray, variance: np.ndarray) -> list[float]:
        """Gradient by log error sizes, in the order of ``model.names``."""
        residual = self.cohort.level_ng_per_ml - predicted
        by_variance = 0.5 * ((residual / variance) ** 2 - 1 / variance)
        proportional, additive = self.model.errors(theta)
        shares = ((proportional, 2 * (proportional * predicted) ** 2), (additive, 2 * additive**2))
        return [float((by_variance * share).sum()) for size, share in shares if size > 0]

    def _prior(self, theta: np.ndarray) -> tuple[float, np.ndarray]:
        spread = np.array([name.startswith("spread_") for name in self.model.names])
        away = (theta - self.model.start) / self.priors.typical_log_sd
        squared = np.exp(2 * theta) / self.priors.spread_scale**2
        value = np.where(spread, theta - squared / 2, -(away**2) / 2).sum()
        return float(value), np.where(spread, 1 - squared, -away / self.priors.typical_log_sd)


def sample_population(
    cohort: Cohort,
    fit: PopulationFit,
    *,
    seed: int,
    priors: Priors | None = None,
    chains: int = CHAINS,
    tune: int = TUNE,
    draws: int = DRAWS,
) -> PopulationChains:
    """Chains that start around the FOCE-I fit.

    Raises: MissingExtraError if nutpie is not installed; ModelError if the fit has no covariance to stretch by;
        InvalidInputError naming every level without variance.
    """
    require_weight(cohort, fit.model)
    if not np.all(np.isfinite(fit.covariance)):
        raise ModelError("the FOCE-I fit has no covariance; simplify the model before sampling.")
    stretch = np.linalg.cholesky(fit.covariance)
    density = LogDensity(cohort, fit.model, priors or Priors(), fit.theta, stretch, _shrunk(fit))
    stretched = _stretched(density, fit)
    starts = generator_for("population/nuts", seed).standard_normal((chains, len(stretched.middle)))
    found, divergences = run_chains(stretched, starts, seed, tune=tune, draws=draws)
    position = stretched.middle + found @ stretched.stretch.T
    theta, effects = density.theta(position), density.effects(position)
    r_hat, effective = judged(theta)
    return PopulationChains(fit.model, theta, effects, r_hat, effective, divergences, density.gradients)


def _shrunk(fit: PopulationFit) -> np.ndarray:
    """Fraction of the variance of each random effect that the levels left unknown."""
    known = np.mean(fit.effects**2, axis=1) / fit.model.spreads(fit.theta) ** 2
    return np.clip(1 - known, 0.0, 1.0)


@dataclass
class _Stretched:
    """The density in coordinates in which it is about a standard normal; without them, chains hardly move."""

    density: LogDensity
    middle: np.ndarray
    stretch: np.ndarray

    def __call__(self, position: np.ndarray) -> tuple[float, np.ndarray]:
        value, gradient = self.density(self.middle + self.stretch @ position)
        return value, self.stretch.T @ gradient


def _stretched(density: LogDensity, fit: PopulationFit) -> _Stretched:
    """Stretched by the curvature at the fit, by central differences of the gradient."""
    effects = (fit.effects / fit.model.spreads(fit.theta)[:, None]).ravel()
    middle = np.concatenate([np.zeros(len(fit.theta)), effects])
    steps = CURVATURE_STEP * np.eye(len(middle))
    slopes = np.array([density(middle + step)[1] - density(middle - step)[1] for step in steps]) / (2 * CURVATURE_STEP)
    values, vectors = np.linalg.eigh(-(slopes + slopes.T) / 2)
    return _Stretched(density, middle, vectors / np.sqrt(np.maximum(values, LEAST_CURVATURE)))
