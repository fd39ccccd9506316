"""The reference: Hamiltonian Monte Carlo without U-turns, by nutpie, on the same log posterior.

It is far slower than the default and looks at every direction that the observations could inform. The space is first
stretched by the normal approximation around the best mode; without that, chains do not mix.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from sciatwin.inference.chains import LARGEST_R_HAT, judged, run_chains
from sciatwin.inference.directions import Directions
from sciatwin.inference.laplace import Mode
from sciatwin.inference.proposal import around
from sciatwin.inference.target import STEP, Target, log_posterior
from sciatwin.streams import generator_for

CHAINS, TUNE, DRAWS = 4, 300, 1000


@dataclass(frozen=True)
class Chains:
    """Draws of all chains.

    Attributes:
        x: shape (draws of all chains, dimension).
        r_hat, effective: worst of all searched directions.
        divergences: draws whose energy was lost on the way.
        gradients: how many were taken.
    """

    x: np.ndarray
    r_hat: float
    effective: float
    divergences: int
    gradients: int

    @property
    def trusted(self) -> bool:
        return self.r_hat <= LARGEST_R_HAT


def sample(target: Target, directions: Directions, modes: Sequence[Mode], seed: int) -> Chains:
    """Chains that start around all modes.

    Raises: MissingExtraError if nutpie is not installed.
    """
    stretch = np.linalg.inv(np.linalg.cholesky(modes[0].precision)).T
    stretched = _Stretched(target, directions, modes[0].u, stretch)
    random = generator_for("learn/nuts", seed)
    starts = around(target, directions, modes).draw(CHAINS, random) - modes[0].u
    v, divergences = run_chains(stretched, np.linalg.solve(stretch, starts.T).T, seed, tune=TUNE, draws=DRAWS)
    r_hat, effective = judged(v)
    u = modes[0].u + v.reshape(-1, directions.searched) @ stretch.T
    x = directions.unknowns(u, random.standard_normal((len(u), target.dimension)))
    return Chains(x, float(r_hat.max()), float(effective.min()), divergences, stretched.gradients)


@dataclass
class _Stretched:
    """The log posterior in coordinates in which it is about a standard normal; counts its gradients."""

    target: Target
    directions: Directions
    middle: np.ndarray
    stretch: np.ndarray
    gradients: int = 0

    def __call__(self, v: np.ndarray) -> tuple[float, np.ndarray]:
        """Value and gradient, from one batch of versions."""
        self.gradients += 1
        u = self.middle + self.stretch @ v
        versions = np.vstack([u, u + STEP * self.stretch.T])
        with np.errstate(invalid="ignore"):  # a wild step ends where nothing is possible; the sampler turns back
            values = log_posterior(self.target, self.directions.unknowns(versions))
        return float(values[0]), (values[1:] - values[0]) / STEP
