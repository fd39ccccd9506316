"""The reference: Hamiltonian Monte Carlo without U-turns, by nutpie, on the same log posterior.

It is far slower than the default and looks at every direction that the observations could inform. The space is first
stretched by the normal approximation around the best mode; without that, chains do not mix.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import Any

import numpy as np

from sciatwin.errors import ModelError
from sciatwin.individualise.directions import Directions
from sciatwin.individualise.laplace import Mode
from sciatwin.individualise.proposal import around
from sciatwin.individualise.target import STEP, Target, log_posterior
from sciatwin.individualise.weighted import diagnostics
from sciatwin.streams import generator_for

CHAINS, TUNE, DRAWS = 4, 300, 1000

LARGEST_R_HAT = 1.01


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

    Raises: ModelError if nutpie is not installed.
    """
    stretch = np.linalg.inv(np.linalg.cholesky(modes[0].precision)).T
    stretched = _Stretched(target, directions, modes[0].u, stretch)
    random = generator_for("learn/nuts", seed)
    starts = around(target, directions, modes).draw(CHAINS, random) - modes[0].u
    v, divergences = _run(stretched, np.linalg.solve(stretch, starts.T).T, seed)
    r_hat, effective = _diagnostics(v)
    u = modes[0].u + v.reshape(-1, directions.searched) @ stretch.T
    x = directions.unknowns(u, random.standard_normal((len(u), target.dimension)))
    return Chains(x, r_hat, effective, divergences, stretched.gradients)


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
        values = log_posterior(self.target, self.directions.unknowns(versions))
        return float(values[0]), (values[1:] - values[0]) / STEP


def _run(log_density: _Stretched, starts: np.ndarray, seed: int) -> tuple[np.ndarray, int]:
    """Draws of shape (chains, draws, directions), and how many diverged."""
    chains, dimension = starts.shape
    waiting = [np.ascontiguousarray(start) for start in starts]
    model = _loaded("nutpie.compiled_pyfunc").from_pyfunc(
        ndim=dimension,
        make_logp_fn=lambda: log_density,
        make_expand_fn=lambda *_: lambda v: {"v": v},
        expanded_dtypes=[np.dtype(float)],
        expanded_shapes=[(dimension,)],
        expanded_names=["v"],
        make_initial_point_fn=lambda _: waiting.pop(),
    )
    trace = _loaded("nutpie").sample(
        model, draws=DRAWS, tune=TUNE, chains=chains, cores=1, seed=seed % 2**32, progress_bar=False
    )
    return np.asarray(trace.posterior["v"]), int(trace.sample_stats["diverging"].sum())


def _loaded(name: str) -> Any:
    try:
        return import_module(name)
    except ImportError as error:
        raise ModelError('the reference sampler needs nutpie: pip install "sciatwin[reference]".') from error


def _diagnostics(v: np.ndarray) -> tuple[float, float]:
    """Worst R-hat and effective number of draws; ``v`` has shape (chains, draws, directions)."""
    each = [v[:, :, axis] for axis in range(v.shape[2])]
    r_hat = max(float(diagnostics().rhat(values, chain_axis=0, draw_axis=1)) for values in each)
    effective = min(float(diagnostics().ess(values, chain_axis=0, draw_axis=1)) for values in each)
    return r_hat, effective
