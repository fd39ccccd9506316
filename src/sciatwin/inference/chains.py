"""Chains of Hamiltonian Monte Carlo without U-turns, by nutpie, for any log density with a gradient."""

from collections.abc import Callable, Iterable
from typing import Any

import numpy as np

from sciatwin.extras import library

LARGEST_R_HAT = 1.01

LogDensity = Callable[[np.ndarray], tuple[float, np.ndarray]]
"""Position, shape (dimension,) → log density and its gradient."""


def run_chains(
    log_density: LogDensity, starts: Iterable[np.ndarray], seed: int, *, tune: int, draws: int
) -> tuple[np.ndarray, int]:
    """Positions, shape (chains, draws, dimension), and how many draws diverged; one chain from each start.

    Raises: MissingExtraError if nutpie is not installed.
    """
    waiting = [np.ascontiguousarray(start) for start in starts]
    chains, dimension = len(waiting), len(waiting[0])
    model = _loaded("nutpie.compiled_pyfunc").from_pyfunc(
        ndim=dimension,
        make_logp_fn=lambda: log_density,
        make_expand_fn=lambda *_: lambda position: {"position": position},
        expanded_dtypes=[np.dtype(float)],
        expanded_shapes=[(dimension,)],
        expanded_names=["position"],
        make_initial_point_fn=lambda _: waiting.pop(),
    )
    trace = _loaded("nutpie").sample(
        model, draws=draws, tune=tune, chains=chains, cores=1, seed=seed % 2**32, progress_bar=False
    )
    return np.asarray(trace.posterior["position"]), int(trace.sample_stats["diverging"].sum())


def judged(values: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """R-hat and effective number of draws of each quantity; ``values`` has shape (chains, draws, quantities)."""
    measures, each = _loaded("arviz_stats.base").array_stats, np.moveaxis(values, 2, 0)
    r_hat = [float(measures.rhat(one, chain_axis=0, draw_axis=1)) for one in each]
    effective = [float(measures.ess(one, chain_axis=0, draw_axis=1)) for one in each]
    return np.array(r_hat), np.array(effective)


def _loaded(name: str) -> Any:
    return library(name, extra="research", what="The reference sampler")
