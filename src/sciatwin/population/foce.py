"""The population fit by first-order conditional estimation with interaction (FOCE-I).

The objective is −2 log L without N log 2π, as NONMEM prints it: random effects are integrated out by a Gaussian around
each person's mode, with the expected curvature there. Source: Beal SL, Sheiner LB et al., NONMEM Users Guides; Wang Y.
J Pharmacokinet Pharmacodyn 2007;34:575, doi:10.1007/s10928-007-9060-6.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial

import numpy as np
from scipy.optimize import minimize
from scipy.stats import norm

from sciatwin.errors import ModelError
from sciatwin.population.cohort import Cohort
from sciatwin.population.design import PopulationModel
from sciatwin.population.doubts import (
    NEAR_LIMIT,
    doubts_of_estimates,
    doubts_of_modes,
    not_arrived,
    require_weight,
    summed_up,
)
from sciatwin.population.modes import Modes, individual_modes

STEP = 1e-3
CURVATURE_STEP = 1e-2

SEARCHES, FLAT = 5, 0.05
"""Searches at most, and the change of the objective by a standard error of an estimate at which one is enough."""

SAME_OBJECTIVE = 0.01
"""The objective with modes searched afresh may differ by so much from that of the search."""

WIDEST_SEARCH = 5.0
"""Typical values and error sizes are searched within a factor exp(5) of their start."""

SPREAD_LIMITS = (1e-3, 3.0)

LEFT_TO_GAIN = 0.01
"""The curvature at the end may promise at most so much less of the objective."""


@dataclass(frozen=True)
class PopulationFit:
    """What was estimated, and how surely.

    Attributes:
        theta: estimates on the log scale, shape (theta,), named by ``model.names``.
        covariance: of theta, from the curvature of the objective; NaN where the objective has no minimum.
        objective: −2 log L without N log 2π.
        effects: mode of each person's random effects, shape (random effects, people).
        converged: the objective has its minimum here, all modes arrived, searching them afresh finds the same ones,
            every level has weight, and no estimate lies at a limit of the search.
        message: that the fit converged, or every reason why it did not.
    """

    model: PopulationModel
    theta: np.ndarray
    covariance: np.ndarray
    objective: float
    effects: np.ndarray
    converged: bool
    message: str

    @property
    def estimates(self) -> dict[str, float]:
        """Estimates in their own units; a spread is a standard deviation on the log scale."""
        return dict(zip(self.model.names, np.exp(self.theta).tolist(), strict=True))

    @property
    def relative_standard_errors(self) -> dict[str, float]:
        """Standard errors on the log scale: about the fraction of the estimate."""
        return dict(zip(self.model.names, np.sqrt(np.diag(self.covariance)).tolist(), strict=True))

    def interval(self, name: str, coverage: float = 0.95) -> tuple[float, float]:
        """Interval of one estimate, symmetric on the log scale.

        Raises: ModelError if there is no such estimate.
        """
        if name not in self.model.names:
            raise ModelError(f"there is no estimate '{name}' (known: {', '.join(self.model.names)}).")
        index = self.model.names.index(name)
        reach = norm.ppf(0.5 + coverage / 2) * np.sqrt(self.covariance[index, index])
        return float(np.exp(self.theta[index] - reach)), float(np.exp(self.theta[index] + reach))


def objective(cohort: Cohort, model: PopulationModel, theta: np.ndarray) -> np.ndarray:
    """FOCE-I objective of each row of theta, shape (versions, theta) → (versions,).

    Raises: InvalidInputError for a level without variance; ModelError if somebody's mode was not found or a parameter
        lies beyond what is computed, as the objective then means nothing.
    """
    require_weight(cohort, model)
    modes = individual_modes(cohort, model, theta)
    if doubts := summed_up(doubts_of_modes(cohort, model, theta, modes)):
        raise ModelError(f"the objective cannot be trusted. {doubts}")
    return _objective_of(model, theta, modes).sum(axis=-1)


def fit_population(cohort: Cohort, model: PopulationModel) -> PopulationFit:
    """Typical values, spreads and errors that make all levels most probable; starts where the model says.

    Raises: InvalidInputError naming every level without variance, as before the first dose with a proportional error.
    """
    require_weight(cohort, model)
    search = _Search(cohort, model)
    theta = search.lowest(model.start)
    modes = individual_modes(cohort, model, theta[None], search.effects)
    value = float(_objective_of(model, theta[None], modes).sum())
    covariance = _covariance(search, theta)
    doubts = [
        *doubts_of_estimates(model, theta, _limits(model)),
        *doubts_of_modes(cohort, model, theta[None], modes),
        *_doubts_of_minimum(search, theta, value, covariance),
    ]
    message = f"Not converged. {summed_up(doubts)}" if doubts else "Converged: the objective has its minimum here."
    return PopulationFit(model, theta, covariance, value, modes.effects[0], not doubts, message)


def _doubts_of_minimum(search: "_Search", theta: np.ndarray, value: float, covariance: np.ndarray) -> Iterator[str]:
    """Why this may not be the minimum: measured at the end, whatever ended the search."""
    modes = individual_modes(search.cohort, search.model, theta[None])
    afresh = float(_objective_of(search.model, theta[None], modes).sum())
    for name in not_arrived(search.cohort, modes):
        yield f"{name}: the search for this person's mode, started afresh, did not arrive."
    if not abs(afresh - value) < SAME_OBJECTIVE:
        yield (
            f"The objective is {value:.3f} here, but {afresh:.3f} if the modes are searched afresh: somebody's levels "
            "are explained in two ways. Start elsewhere, or simplify the model."
        )
    if np.isnan(covariance).any():
        yield "The objective has no minimum here (its curvature is not positive). Start elsewhere, or simplify."
        return
    gradient = np.where(_at_limit(search.model, theta), 0.0, search(theta)[1])
    left = float(gradient @ covariance @ gradient) / 4  # ½ gᵀ H⁻¹ g, with the covariance 2 H⁻¹
    if not left < LEFT_TO_GAIN:
        yield f"The objective could still fall by about {left:.3g}. Start nearer to the estimates."


def _objective_of(model: PopulationModel, theta: np.ndarray, modes: Modes) -> np.ndarray:
    """Deviance at the modes, log |Ω| and log |curvature|, of each person, shape (versions, people)."""
    log_omega = 2 * np.log(model.spreads(theta)).sum(axis=-1, keepdims=True)
    return modes.deviance + log_omega + np.linalg.slogdet(modes.curvature)[1]


@dataclass
class _Search:
    """Objective and its gradient; every search for modes starts from the latest ones."""

    cohort: Cohort
    model: PopulationModel
    effects: np.ndarray | None = field(default=None)

    def __call__(self, theta: np.ndarray) -> tuple[float, np.ndarray]:
        values, gradients = self.by_person(theta)
        return float(values.sum()), gradients.sum(axis=-1)

    def lowest(self, theta: np.ndarray) -> np.ndarray:
        """Theta of the lowest objective that is found from here.

        A leap to where a level loses all weight ends a search early, far from flat; another one starts where it ended.
        """
        for _ in range(SEARCHES):
            scale = self.scale(theta)
            found = minimize(
                partial(self.scaled, scale=scale),
                theta / scale,
                jac=True,
                method="L-BFGS-B",
                bounds=_limits(self.model) / scale[:, None],
                options={"maxiter": 300, "ftol": 1e-11, "gtol": 1e-3},
            )
            theta = found.x * scale
            if np.abs(np.where(_at_limit(self.model, theta), 0.0, found.jac)).max() < FLAT:
                break
        return theta

    def scaled(self, x: np.ndarray, scale: np.ndarray) -> tuple[float, np.ndarray]:
        value, gradient = self(x * scale)
        return value, gradient * scale

    def scale(self, theta: np.ndarray) -> np.ndarray:
        """About one standard error of each entry, so that the first step of the search is not a leap."""
        _, gradients = self.by_person(theta)
        return 1 / np.sqrt((gradients**2).sum(axis=-1) / 4 + 1.0)

    def by_person(self, theta: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Each person's part of the objective and of its gradient: shapes (people,) and (theta, people)."""
        steps = STEP * np.eye(len(theta))
        values = self.values(np.vstack([theta, theta + steps, theta - steps]))
        up, down = np.split(values[1:], 2)
        return values[0], (up - down) / (2 * STEP)

    def values(self, versions: np.ndarray) -> np.ndarray:
        modes = individual_modes(self.cohort, self.model, versions, self.effects)
        self.effects = modes.effects[:1]
        return _objective_of(self.model, versions, modes)


def _covariance(search: _Search, theta: np.ndarray) -> np.ndarray:
    """Twice the inverse of the curvature of the objective, by differences of its gradient."""
    steps = CURVATURE_STEP * np.eye(len(theta))
    gradients = [(search(theta + step)[1] - search(theta - step)[1]) / (2 * CURVATURE_STEP) for step in steps]
    curvature = (np.array(gradients) + np.array(gradients).T) / 2
    if not np.linalg.eigvalsh(curvature)[0] > 0:
        return np.full_like(curvature, np.nan)
    return 2 * np.linalg.inv(curvature)


def _limits(model: PopulationModel) -> np.ndarray:
    """Lowest and highest theta, shape (theta, 2)."""
    low, high = np.log(SPREAD_LIMITS)
    limits = [
        (low, high) if name.startswith("spread_") else (start - WIDEST_SEARCH, start + WIDEST_SEARCH)
        for name, start in zip(model.names, model.start, strict=True)
    ]
    return np.array(limits)


def _at_limit(model: PopulationModel, theta: np.ndarray) -> np.ndarray:
    """True for estimates at a limit of the search, shape (theta,)."""
    near: np.ndarray = np.abs(_limits(model) - theta[:, None]).min(axis=1) < NEAR_LIMIT
    return near
