"""Which directions of the unknowns the observations can inform at all.

A patient has a hundred unknowns and far fewer observations. In most directions nothing is learned: there the posterior
is the prior, exactly, and no search is needed. The others are found from the sensitivity of every prediction, in every
kind of class, at several draws of the prior; what little the rest may matter is kept by drawing it from the prior.
"""

from dataclasses import dataclass

import numpy as np

from sciatwin.inference.axes import uneven, upright
from sciatwin.inference.target import Target, linearised
from sciatwin.streams import generator_for

POINTS, CLASSES = 4, 16
"""Draws of the prior that are looked at, and classes at each of them."""

LEAST_INFORMATION = 1e-3
"""A direction of less is not searched: its standard deviation would shrink by half of this part."""


@dataclass(frozen=True)
class Directions:
    """Orthonormal columns, shape (dimension, searched), about the most informed first; the rest follows the prior."""

    basis: np.ndarray

    @property
    def searched(self) -> int:
        return int(self.basis.shape[1])

    def of(self, x: np.ndarray) -> np.ndarray:
        """Coordinates of unknowns in the searched directions, shape (…, searched)."""
        return np.asarray(x @ self.basis)

    def unknowns(self, u: np.ndarray, rest: np.ndarray | None = None) -> np.ndarray:
        """Unknowns at these coordinates, shape (…, dimension); ``rest`` (the same shape) gives all other directions."""
        found = u @ self.basis.T
        return np.asarray(found if rest is None else found + rest - self.of(rest) @ self.basis.T)


def information(target: Target, classes: int, seed: int) -> np.ndarray:
    """What observations tell of each pair of unknowns, on average over the prior, shape (dimension, dimension)."""
    random = generator_for("learn/directions", seed)
    every = np.eye(target.dimension)
    total = np.zeros((target.dimension, target.dimension))
    for x in random.standard_normal((POINTS, target.dimension)):
        chosen = random.permutation(classes)[:CLASSES]
        found = linearised(target, x[None, :], chosen.tolist(), every)
        on_classes = np.exp(0.5 * found.log_prior)[:, None] * np.nan_to_num(found.prior_gradient)
        total += found.information.mean(axis=0) + on_classes.T @ on_classes
    return np.asarray(total / POINTS)


def informed_directions(information: np.ndarray, *, least_information: float = LEAST_INFORMATION) -> Directions:
    """Directions in which a draw of the prior, on average, holds at least this much information; at least one."""
    size, directions = np.linalg.eigh(information)
    kept = directions[:, size >= min(least_information, size[-1])]
    stretched = kept * uneven(len(kept))[:, None]
    turned = kept @ np.linalg.eigh(stretched.T @ information @ stretched)[1]
    return Directions(upright(turned[:, ::-1]))
