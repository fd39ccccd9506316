"""What a population model says: typical values, how people differ, and how far a level lies from its prediction.

A parameter of a person is typical value × (weight / reference weight)^power × exp(random effect). Random effects are
normal and independent of each other. The standard deviation of a level is √((proportional × prediction)² + additive²).
Everything that is estimated is positive and is searched on the log scale; together it is ``theta``:
log typical values, log spreads, log error sizes.
"""

from collections import UserDict
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from sciatwin.errors import ModelError
from sciatwin.population.structures import Structure

LEAST_ERROR_NG_PER_ML = 1e-6
"""Keeps the variance of a level positive where a wild step of a search predicts 0; too small to be seen elsewhere."""


LEAST_START, MOST_START = 1e-12, 1e12
"""Typical values beyond these are in units that serve nobody."""


@dataclass(frozen=True, kw_only=True)
class Parameter:
    """One parameter of the structure.

    Attributes:
        start: typical value at the reference weight, where the search starts.
        start_spread: standard deviation of the random effect, where the search starts; None if people do not differ.
        weight_power: fixed exponent of weight; 0 where weight plays no part.
    """

    name: str
    start: float
    start_spread: float | None = None
    weight_power: float = 0.0

    def __post_init__(self) -> None:
        spread = 1.0 if self.start_spread is None else self.start_spread
        if not (0 < self.start < np.inf and 0 < spread < np.inf and np.isfinite(self.weight_power)):
            raise ModelError(
                f"{self.name} needs a finite start > 0, a finite start_spread > 0 or None, and a finite weight_power; "
                f"got {self.start}, {self.start_spread} and {self.weight_power}."
            )
        if not LEAST_START <= self.start <= MOST_START:
            raise ModelError(
                f"{self.name} starts at {self.start:g}; between {LEAST_START:g} and {MOST_START:g} can be searched. "
                "State it in L, L/h or 1/h."
            )


class _Asked(UserDict[str, np.ndarray]):
    """Remembers which names were asked for."""

    def __init__(self, values: Mapping[str, np.ndarray]) -> None:
        super().__init__(values)
        self.names: set[str] = set()

    def __getitem__(self, name: str) -> np.ndarray:
        self.names.add(name)
        return super().__getitem__(name)


@dataclass(frozen=True, kw_only=True)
class PopulationModel:
    """A structure with its parameters and error, and where to start the search.

    Attributes:
        proportional: start of the error as a fraction of the prediction; None leaves it out.
        additive_ng_per_ml: start of the constant error; None leaves it out.
        reference_weight_kg: the weight to which typical values belong.
    """

    structure: Structure
    parameters: tuple[Parameter, ...]
    proportional: float | None = None
    additive_ng_per_ml: float | None = None
    reference_weight_kg: float = 70.0

    def __post_init__(self) -> None:
        if not self.random:
            raise ModelError("a population model needs at least one parameter with a start_spread.")
        if not self._errors:
            raise ModelError("a population model needs a proportional or an additive error.")
        if not all(size > 0 for size in self._errors.values()) or not self.reference_weight_kg > 0:
            raise ModelError("error sizes and the reference weight must be positive.")
        self._try_structure()

    def _try_structure(self) -> None:
        """The structure asks for its parameters by name; each name must be there, and each must be asked for."""
        asked = _Asked({parameter.name: np.array([parameter.start]) for parameter in self.parameters})
        if len(asked) < len(self.parameters):
            raise ModelError(f"names of parameters must differ; got {', '.join(p.name for p in self.parameters)}.")
        try:
            self.structure(asked)
        except KeyError as error:
            raise ModelError(f"the structure needs a parameter {error}; given are {', '.join(asked)}.") from None
        if unused := [name for name in asked if name not in asked.names]:
            raise ModelError(f"the structure does not use {', '.join(unused)}. Leave it out, or correct the name.")

    @property
    def random(self) -> list[int]:
        """Positions of the parameters in which people differ."""
        return [i for i, parameter in enumerate(self.parameters) if parameter.start_spread is not None]

    @property
    def names(self) -> tuple[str, ...]:
        """One name per entry of theta; ``spread_…`` are standard deviations of random effects."""
        spreads = (f"spread_{self.parameters[i].name}" for i in self.random)
        return (*(parameter.name for parameter in self.parameters), *spreads, *self._errors)

    @property
    def start(self) -> np.ndarray:
        """Where the search starts, shape (theta,)."""
        spreads = (parameter.start_spread for parameter in self.parameters if parameter.start_spread is not None)
        typical = (parameter.start for parameter in self.parameters)
        return np.log([*typical, *spreads, *self._errors.values()])

    def typical(self, theta: np.ndarray) -> np.ndarray:
        """Log typical values, shape (..., parameters)."""
        return theta[..., : len(self.parameters)]

    def spreads(self, theta: np.ndarray) -> np.ndarray:
        """Standard deviations of the random effects, shape (..., random effects)."""
        first = len(self.parameters)
        return np.exp(theta[..., first : first + len(self.random)])

    def errors(self, theta: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Proportional and additive error, each of shape (...); 0 where the model has none."""
        sizes = dict(zip(self._errors, np.moveaxis(np.exp(theta), -1, 0)[-len(self._errors) :], strict=True))
        none = np.zeros(theta.shape[:-1])
        return sizes.get("proportional", none), sizes.get("additive_ng_per_ml", none)

    def variance(self, theta: np.ndarray, predicted: np.ndarray) -> np.ndarray:
        """Variance of levels around their predictions, shape (..., levels)."""
        proportional, additive = self.errors(theta)
        return (proportional[..., None] * predicted) ** 2 + additive[..., None] ** 2 + LEAST_ERROR_NG_PER_ML**2

    def weightless(self, theta: np.ndarray, predicted: np.ndarray) -> np.ndarray:
        """True for levels whose error the model puts at nothing, so that they would outweigh all others."""
        proportional, additive = self.errors(theta)
        return (proportional[..., None] * predicted) ** 2 + additive[..., None] ** 2 < LEAST_ERROR_NG_PER_ML**2

    def level_derivatives(
        self, theta: np.ndarray, predicted: np.ndarray, level_ng_per_ml: np.ndarray
    ) -> tuple[np.ndarray, np.ndarray]:
        """First derivative and expected second derivative of half the deviance by each prediction, (..., levels)."""
        residual, variance, slope = level_ng_per_ml - predicted, *self._variance(theta, predicted)
        first = -residual / variance + 0.5 * slope * (1 / variance - (residual / variance) ** 2)
        return first, 1 / variance + 0.5 * (slope / variance) ** 2

    def level_curvature(
        self, theta: np.ndarray, predicted: np.ndarray, level_ng_per_ml: np.ndarray
    ) -> tuple[np.ndarray, np.ndarray]:
        """First and true second derivative of half the deviance by each prediction, (..., levels)."""
        first, _ = self.level_derivatives(theta, predicted, level_ng_per_ml)
        residual, variance, slope = level_ng_per_ml - predicted, *self._variance(theta, predicted)
        bend = 2 * self.errors(theta)[0][..., None] ** 2
        squared = residual**2 / variance
        second = 1 + 2 * residual * slope / variance + 0.5 * bend * (1 - squared)
        return first, (second + (squared - 0.5) * slope**2 / variance) / variance

    def _variance(self, theta: np.ndarray, predicted: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Variance of levels, and its change per ng/mL of the prediction."""
        return self.variance(theta, predicted), 2 * self.errors(theta)[0][..., None] ** 2 * predicted

    @property
    def _errors(self) -> dict[str, float]:
        sizes = {"proportional": self.proportional, "additive_ng_per_ml": self.additive_ng_per_ml}
        return {name: size for name, size in sizes.items() if size is not None}
