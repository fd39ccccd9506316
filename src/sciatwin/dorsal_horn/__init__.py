"""From spikes of afferent fibres and NMDA block to spikes of a wide-dynamic-range projection neuron.

A circuit is data (``cell``, ``wiring``), ``assembly`` turns it into arrays, and one compiled ``kernel`` runs them.
"""

from typing import TYPE_CHECKING

from sciatwin.lazy import lazy

if TYPE_CHECKING:
    from sciatwin.dorsal_horn.circuit import MODEL as RECALIBRATED
    from sciatwin.dorsal_horn.model import HornModel
    from sciatwin.dorsal_horn.parts.wiring import Circuit, Projection
    from sciatwin.dorsal_horn.published import PUBLISHED
    from sciatwin.dorsal_horn.published.aguiar_2010 import MODEL as AGUIAR_2010
    from sciatwin.dorsal_horn.published.zhang_2014 import MODEL as ZHANG_2014
    from sciatwin.dorsal_horn.run.network import VoltageStep
    from sciatwin.dorsal_horn.run.simulation import Activity, CircuitRun, simulate
    from sciatwin.dorsal_horn.shock_trains import (
        AnsweredTrain,
        BlockCurve,
        WindUp,
        block_curve,
        spikes_per_shock,
        wind_up,
        wind_up_ratio,
    )

_WHERE = {
    "AGUIAR_2010": "sciatwin.dorsal_horn.published.aguiar_2010:MODEL",
    "Activity": "sciatwin.dorsal_horn.run.simulation",
    "AnsweredTrain": "sciatwin.dorsal_horn.shock_trains",
    "BlockCurve": "sciatwin.dorsal_horn.shock_trains",
    "Circuit": "sciatwin.dorsal_horn.parts.wiring",
    "HornModel": "sciatwin.dorsal_horn.model",
    "VoltageStep": "sciatwin.dorsal_horn.run.network",
    "PUBLISHED": "sciatwin.dorsal_horn.published",
    "Projection": "sciatwin.dorsal_horn.parts.wiring",
    "RECALIBRATED": "sciatwin.dorsal_horn.circuit:MODEL",
    "CircuitRun": "sciatwin.dorsal_horn.run.simulation",
    "WindUp": "sciatwin.dorsal_horn.shock_trains",
    "ZHANG_2014": "sciatwin.dorsal_horn.published.zhang_2014:MODEL",
    "block_curve": "sciatwin.dorsal_horn.shock_trains",
    "simulate": "sciatwin.dorsal_horn.run.simulation",
    "spikes_per_shock": "sciatwin.dorsal_horn.shock_trains",
    "wind_up": "sciatwin.dorsal_horn.shock_trains",
    "wind_up_ratio": "sciatwin.dorsal_horn.shock_trains",
}

__getattr__, __dir__ = lazy(__name__, _WHERE)

__all__ = [
    "AGUIAR_2010",
    "PUBLISHED",
    "RECALIBRATED",
    "ZHANG_2014",
    "Activity",
    "AnsweredTrain",
    "BlockCurve",
    "Circuit",
    "CircuitRun",
    "HornModel",
    "Projection",
    "VoltageStep",
    "WindUp",
    "block_curve",
    "simulate",
    "spikes_per_shock",
    "wind_up",
    "wind_up_ratio",
]
