"""How the factors of ``circuit`` were found, so that they can be found again.

The targets are late spikes after fifteen shocks at 1 Hz. Without block: those of Zhang 2014. Under full block: its
first response, after every shock. Under half block: midway. First responses under block weigh tenfold, because that
they are kept is what was seen; the way in between is assumed.
"""

from collections.abc import Mapping
from dataclasses import replace

import numpy as np
from scipy.optimize import minimize

from sciatwin.dorsal_horn.circuit import MODEL, recalibrated
from sciatwin.dorsal_horn.shock_trains import block_curve

BLOCKS = np.array([0.0, 0.5, 1.0])
UNBLOCKED = np.array([13, 14, 16, 17, 19, 21, 22, 23, 25, 26, 27, 28, 29, 30, 31])
"""Late spikes after each shock, counted in the authors' model of Zhang 2014 in NEURON 9.0.2."""

FIRST_RESPONSE_WEIGHT = 10.0
FIRST_STEP = 0.15
"""Of the search, on the logarithm of each factor."""
STAY_NEAR = 0.3
"""Weight of the squared logarithm of each factor: without need, nothing departs from what was published."""


def targets() -> np.ndarray:
    """Late spikes at each of ``BLOCKS``, shape (blocks, shocks)."""
    blocked = np.full(len(UNBLOCKED), UNBLOCKED[0])
    return np.array([UNBLOCKED, (UNBLOCKED + blocked) / 2, blocked])


def distance(late: np.ndarray) -> float:
    """Weighted sum of squared differences of late spikes, shape (blocks, shocks), from the targets."""
    weight = np.array([[1.0], [0.5], [1.0]]) * np.ones(len(UNBLOCKED))
    weight[1:, 0] = FIRST_RESPONSE_WEIGHT
    return float(np.sum(weight * (late - targets()) ** 2))


def misfit(factors: Mapping[str, float]) -> float:
    """Distance from the targets with these factors, and how far they depart from 1; smaller is better."""
    model = replace(MODEL, circuit=recalibrated(factors))
    departure = float(np.sum(np.log(list(factors.values())) ** 2))
    return distance(block_curve(model, BLOCKS, count=len(UNBLOCKED)).late) + STAY_NEAR * departure


def search(start: Mapping[str, float], evaluations: int) -> dict[str, float]:
    """Factors with the smallest misfit found from ``start``: Nelder-Mead on their logarithms."""
    names = list(start)
    logs = np.log([start[name] for name in names])
    found = minimize(
        lambda tried: misfit(dict(zip(names, np.exp(tried).tolist(), strict=True))),
        logs,
        method="Nelder-Mead",
        options={
            "maxfev": evaluations,
            "xatol": 1e-3,
            "fatol": 0.1,
            "initial_simplex": logs + FIRST_STEP * np.eye(len(names) + 1, len(names), k=-1),
        },
    )
    return dict(zip(names, np.exp(found.x).tolist(), strict=True))
