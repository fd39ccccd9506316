"""How well a population fit describes its people: residuals, and how far the data spoke for each person."""

from dataclasses import dataclass

import numpy as np

from sciatwin.population.cohort import Cohort
from sciatwin.population.doubts import not_arrived, require_weight
from sciatwin.population.foce import PopulationFit
from sciatwin.population.modes import Modes, individual_modes


@dataclass(frozen=True)
class FitDiagnostics:
    """Predictions and residuals of every level, shape (levels,), and shrinkage.

    Attributes:
        population_ng_per_ml: prediction for a person of this weight and these doses without random effects.
        individual_ng_per_ml: prediction at the person's mode.
        individual_residual: weighted by the error around the individual prediction (IWRES).
        conditional_residual: weighted by all variability, by linearisation at the mode (CWRES); independent standard
            normal if the model is right.
        effect_shrinkage: 1 − standard deviation of the modes / spread, by parameter; near 1, the levels said little.
        error_shrinkage: 1 − standard deviation of the individual residuals.
        not_arrived: names of people whose mode was not found, so that their residuals mean little.
    """

    population_ng_per_ml: np.ndarray
    individual_ng_per_ml: np.ndarray
    individual_residual: np.ndarray
    conditional_residual: np.ndarray
    effect_shrinkage: dict[str, float]
    error_shrinkage: float
    not_arrived: tuple[str, ...]


def diagnose(cohort: Cohort, fit: PopulationFit) -> FitDiagnostics:
    """Residuals and shrinkage of a fit on the people it was fitted to, or on others.

    Raises: InvalidInputError naming every level without variance.
    Source of CWRES: Hooker AC, Staatz CE, Karlsson MO. Pharm Res 2007;24:2187, doi:10.1007/s11095-007-9361-x.
    """
    model, theta = fit.model, fit.theta
    require_weight(cohort, model)
    modes = individual_modes(cohort, model, theta[None])
    individual = modes.predicted[0]
    nobody_differs = np.zeros_like(modes.effects[0])
    population = cohort.predict(model, cohort.log_parameters(model, theta, nobody_differs))
    residual = (cohort.level_ng_per_ml - individual) / np.sqrt(model.variance(theta, individual))
    spread_of_modes = np.sqrt(np.mean(modes.effects[0] ** 2, axis=-1))
    shrinkage = 1 - spread_of_modes / model.spreads(theta)
    names = (model.parameters[index].name for index in model.random)
    return FitDiagnostics(
        population,
        individual,
        residual,
        _conditional_residual(cohort, fit, modes),
        dict(zip(names, shrinkage.tolist(), strict=True)),
        float(1 - np.sqrt(np.mean(residual**2))),
        not_arrived(cohort, modes),
    )


def _conditional_residual(cohort: Cohort, fit: PopulationFit, modes: Modes) -> np.ndarray:
    variance = fit.model.variance(fit.theta, modes.predicted[0])
    between = fit.model.spreads(fit.theta) ** 2
    expected = modes.predicted[0] - (modes.slopes[0] * modes.effects[0][:, cohort.person]).sum(axis=0)
    departure = cohort.level_ng_per_ml - expected
    parts = []
    for index in range(len(cohort.people)):
        chosen = cohort.person == index
        slopes = modes.slopes[0][:, chosen]
        covariance = (slopes.T * between) @ slopes + np.diag(variance[chosen])
        parts.append(_whitened(covariance, departure[chosen]))
    return np.concatenate(parts)


def _whitened(covariance: np.ndarray, departure: np.ndarray) -> np.ndarray:
    """Departure times the symmetric inverse root of its covariance, which keeps each residual with its level."""
    values, vectors = np.linalg.eigh(covariance)
    return vectors @ ((vectors.T @ departure) / np.sqrt(values))
