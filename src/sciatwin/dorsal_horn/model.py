"""A circuit with its source, its input, and where it departs from what was published."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from sciatwin.dorsal_horn.parts.wiring import Circuit
from sciatwin.dorsal_horn.run.simulation import Arrivals
from sciatwin.evidence import Source


class SpikeWindow(NamedTuple):
    """After a shock, from … until before …"""

    from_ms: float
    until_ms: float


@dataclass(frozen=True, kw_only=True)
class HornModel:
    """A circuit that can be asked how it answers shocks.

    Attributes:
        output: the projection neuron.
        arrivals: times of shocks in ms, and a seed → spikes of the fibres.
        early, late: windows in which A-fibre and C-fibre responses were counted.
    """

    key: str
    source: Source
    circuit: Circuit
    output: str
    arrivals: Callable[[np.ndarray, int], Arrivals]
    early: SpikeWindow
    late: SpikeWindow
    deviations: tuple[str, ...] = ()
