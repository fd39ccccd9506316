"""How the factors of ``circuit`` were found, so that they can be found again.

The targets are late spikes after fifteen shocks at 1 Hz. Without block: those of Zhang 2014. Under full block: its
first response, after every shock. Under half block: midway. First responses under block weigh tenfold, because that
they are kept is what was seen; the way in between is assumed.
"""

from collections.abc import Mapping
from dataclasses import replace
from functools import cache

import numpy as np
from scipy.optimize import minimize

from sciatwin.dorsal_horn.circuit import recalibrated
from sciatwin.dorsal_horn.fibres import shocks
from sciatwin.dorsal_horn.model import HornModel
from sciatwin.dorsal_horn.published import zhang_2014
from sciatwin.dorsal_horn.published.zhang_2014 import INHIBITORY
from sciatwin.dorsal_horn.simulation import Arrivals, Setting, simulate
from sciatwin.dorsal_horn.wind_up import wind_up
from sciatwin.dorsal_horn.wiring import Circuit

SHOCKS_MS = shocks(count=15, every_ms=1000.0)
BLOCKS = (0.0, 0.5, 1.0)
UNBLOCKED = np.array([13, 14, 16, 17, 19, 21, 22, 23, 25, 26, 27, 28, 29, 30, 31])
"""Late spikes after each shock, counted in the authors' model of Zhang 2014 in NEURON 9.0.2."""

FIRST_RESPONSE_WEIGHT = 10.0
STAY_NEAR = 0.3
"""Weight of the squared logarithm of each factor: without need, nothing departs from what was published."""


def targets() -> np.ndarray:
    """Late spikes at each of ``BLOCKS``, shape (blocks, shocks)."""
    blocked = np.full(len(UNBLOCKED), UNBLOCKED[0])
    return np.array([UNBLOCKED, (UNBLOCKED + blocked) / 2, blocked])


def misfit(factors: Mapping[str, float]) -> float:
    """Weighted sum of squared differences from the targets; smaller is better."""
    model, replayed = _quick(recalibrated(factors))
    settings = [Setting(arrivals=replayed, nmda_block_fraction=block) for block in BLOCKS]
    late = np.array([run.late for run in wind_up(model, settings, shocks_ms=SHOCKS_MS)])
    weight = np.array([[1.0], [0.5], [1.0]]) * np.ones(len(SHOCKS_MS))
    weight[1:, 0] = FIRST_RESPONSE_WEIGHT
    departure = STAY_NEAR * float(np.sum(np.log(list(factors.values())) ** 2))
    return float(np.sum(weight * (late - targets()) ** 2)) + departure


def search(start: Mapping[str, float], evaluations: int) -> dict[str, float]:
    """Factors with the smallest misfit found from ``start``: Nelder-Mead on their logarithms."""
    names = list(start)
    found = minimize(
        lambda logs: misfit(dict(zip(names, np.exp(logs), strict=True))),
        np.log([start[name] for name in names]),
        method="Nelder-Mead",
        options={"maxfev": evaluations, "xatol": 1e-3, "fatol": 0.1},
    )
    return dict(zip(names, np.exp(found.x).tolist(), strict=True))


def _quick(circuit: Circuit) -> tuple[HornModel, Arrivals]:
    """The circuit with the inhibitory cell's spikes replayed, and what its fibres bring.

    That cell hears A-beta fibres only, so it fires alike whatever the factors are, and its many compartments cost most.
    """
    replayed = replace(
        circuit,
        cells=tuple(cell for cell in circuit.cells if cell.name != INHIBITORY),
        fibres=(*circuit.fibres, INHIBITORY),
        projections=tuple(
            replace(projection, delays_ms=(0.0,)) if projection.source == INHIBITORY else projection
            for projection in circuit.projections
            if projection.target != INHIBITORY
        ),
    )
    arrivals = {**zhang_2014.arrivals(SHOCKS_MS), INHIBITORY: [_inhibitory_spikes_ms() + zhang_2014.DELAY_MS]}
    return replace(zhang_2014.MODEL, circuit=replayed), arrivals


@cache
def _inhibitory_spikes_ms() -> np.ndarray:
    setting = Setting(arrivals=zhang_2014.arrivals(SHOCKS_MS))
    return simulate(zhang_2014.CIRCUIT, [setting], duration_ms=float(SHOCKS_MS[-1]) + 1000.0).spikes_ms[0][INHIBITORY]
