"""Posterior of a few constants by nested sampling, which also says how well a model predicted the rows."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy.stats import norm

from sciatwin.calibration.constant import FreeConstant
from sciatwin.extras import library

Values = Mapping[str, float]
LogLikelihood = Callable[[Values], float]

LIVE_POINTS = 300
PRECISION = 0.05
"""Largest log evidence that may still be left in the live points."""


@dataclass(frozen=True)
class ConstantsPosterior:
    """Equally weighted draws on the transformed scale, shape (draws, constants), and how they were found."""

    constants: tuple[FreeConstant, ...]
    transformed: np.ndarray
    log_evidence: float
    log_evidence_error: float
    effective_draws: float
    calls: int

    def values(self, draw: int) -> Values:
        """One draw in the units of the constants."""
        return {c.name: float(c.value(z)) for c, z in zip(self.constants, self.transformed[draw], strict=True)}


def nested_sampling() -> Any:
    """The library dynesty. Raises: MissingExtraError."""
    return library("dynesty", extra="research", what="Calibration")


def sample(constants: Sequence[FreeConstant], log_likelihood: LogLikelihood, seed: int) -> ConstantsPosterior:
    """Nested sampling (dynesty) from the prior to the posterior; the same seed gives the same draws."""
    centres = np.array([constant.centre for constant in constants])
    spreads = np.array([constant.spread for constant in constants])

    def from_cube(cube: np.ndarray) -> np.ndarray:
        return np.asarray(centres + spreads * norm.ppf(cube))

    def score(transformed: np.ndarray) -> float:
        return log_likelihood({c.name: float(c.value(z)) for c, z in zip(constants, transformed, strict=True)})

    generator = np.random.default_rng(seed)
    sampler = nested_sampling().NestedSampler(
        score, from_cube, len(constants), nlive=LIVE_POINTS, sample="rwalk", rstate=generator
    )
    sampler.run_nested(dlogz=PRECISION, print_progress=False)
    found = sampler.results
    weights = found.importance_weights()
    return ConstantsPosterior(
        constants=tuple(constants),
        transformed=found.samples_equal(rstate=generator),
        log_evidence=float(found.logz[-1]),
        log_evidence_error=float(found.logzerr[-1]),
        effective_draws=float(1 / np.sum(weights**2)),
        calls=int(np.sum(found.ncall)),
    )
