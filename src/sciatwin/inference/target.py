"""What every way to the posterior needs of a model: independent standard normals in, log probabilities out."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from sciatwin.inference.interval import log_probability, slope
from sciatwin.inference.normal import Normal
from sciatwin.inference.rows import Rows


@dataclass(frozen=True)
class Prediction:
    """Rows as one class predicts them in some versions, and the log probability of that class in each of them."""

    low: np.ndarray
    high: np.ndarray
    normal: Normal
    log_prior: np.ndarray


def log_posterior_in_class(part: Prediction) -> np.ndarray:
    """Log of probability × likelihood of the class of a prediction, shape (versions,)."""
    rows = log_probability(part.low, part.high, part.normal.mean, part.normal.sd)
    return np.asarray(rows.sum(axis=0) + part.log_prior)


class Target(Protocol):
    """A likelihood of unknowns that are independent standard normals before anything was observed."""

    @property
    def dimension(self) -> int: ...

    def by_class(self, x: np.ndarray) -> np.ndarray:
        """Log of probability × likelihood of each class, shape (classes, versions); ``x`` is (versions, dimension)."""

    def predictions(self, x: np.ndarray, classes: Sequence[int]) -> list[Prediction]:
        """Versions of several points at once, one class for each point; or one point in several classes.

        Args:
            x: shape (points, versions, dimension).
        """


@dataclass(frozen=True)
class OneClassTarget:
    """A model without classes: unknowns → mean and spread of each row."""

    dimension: int
    rows: Rows
    predict: Callable[[np.ndarray], Normal]

    def by_class(self, x: np.ndarray) -> np.ndarray:
        """Shape (1, versions)."""
        normal = self.predict(x)
        return log_probability(*self.rows.edges, normal.mean, normal.sd).sum(axis=0)[None, :]

    def predictions(self, x: np.ndarray, classes: Sequence[int]) -> list[Prediction]:
        """All points in one batch; there is one class."""
        points, versions = x.shape[:2]
        normal = self.predict(x.reshape(points * versions, -1))
        parts = zip(np.split(normal.mean, points, axis=1), np.split(normal.sd, points, axis=1), strict=True)
        return [Prediction(*self.rows.edges, Normal(mean, sd), np.zeros(versions)) for mean, sd in parts]


def log_likelihood(target: Target, x: np.ndarray) -> np.ndarray:
    """Log likelihood with the classes summed out, shape (versions,)."""
    return np.asarray(np.logaddexp.reduce(target.by_class(x), axis=0))


def log_posterior(target: Target, x: np.ndarray) -> np.ndarray:
    """The same plus the log prior, up to a constant."""
    return log_likelihood(target, x) - 0.5 * (x**2).sum(axis=1)


STEP = 1e-4
"""Step of a difference, which is exact to about this: as good as exact for a search whose draws are weighed afterwards.

It magnifies what processors round otherwise, some 1e-13 of a prediction, by its inverse: to 1e-9.
"""


@dataclass(frozen=True)
class Linearised:
    """Classes around points, in ``directions`` of the unknowns; the first axis is that of the points or classes.

    Attributes:
        value: log of probability × likelihood of the class.
        gradient: of the value, shape (…, directions).
        sensitivity: how the likelihood weighs each direction, shape (…, 2 × rows, directions): its square is the
            information of the observations (of Gauss and Newton), apart from that on the class.
        log_prior, prior_gradient: log probability of the class before anything was observed, and its gradient.
    """

    value: np.ndarray
    gradient: np.ndarray
    sensitivity: np.ndarray
    log_prior: np.ndarray
    prior_gradient: np.ndarray

    @property
    def information(self) -> np.ndarray:
        """Shape (…, directions, directions)."""
        return np.asarray(np.swapaxes(self.sensitivity, 1, 2) @ self.sensitivity)


def linearised(target: Target, x: np.ndarray, classes: Sequence[int], directions: np.ndarray) -> Linearised:
    """Value and derivatives of a class at each point: a batch of versions, one step apart in each direction.

    Args:
        x: shape (points, dimension).
        classes: one for each point; or several for one point.
        directions: orthonormal columns, shape (dimension, directions).
    """
    steps = np.vstack([np.zeros(target.dimension), STEP * directions.T])
    found = [_derived(part) for part in target.predictions(x[:, None, :] + steps, classes)]
    return Linearised(*(np.stack(parts) for parts in zip(*found, strict=True)))


def _derived(part: Prediction) -> tuple[np.ndarray, ...]:
    mean, sd, low, high = part.normal.mean, part.normal.sd, part.low, part.high
    at = slope(low, high, mean[:, :1], sd[:, :1])
    d_mean, d_sd = ((values[:, 1:] - values[:, :1]) / STEP for values in (mean, sd))
    prior_gradient = (part.log_prior[1:] - part.log_prior[0]) / STEP
    sensitivity = np.sqrt(at.information_of_mean) * d_mean, np.sqrt(at.information_of_sd) * d_sd
    return (
        log_probability(low, high, mean[:, :1], sd[:, :1]).sum() + part.log_prior[0],
        (at.by_mean * d_mean + at.by_sd * d_sd).sum(axis=0) + prior_gradient,
        np.concatenate(sensitivity),
        part.log_prior[0],
        prior_gradient,
    )
