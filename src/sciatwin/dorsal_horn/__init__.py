"""From spikes of afferent fibres and NMDA block to spikes of a wide-dynamic-range projection neuron.

A circuit is data (``cell``, ``wiring``), ``assembly`` turns it into arrays, and one compiled ``kernel`` runs them.
"""

from sciatwin.dorsal_horn.circuit import MODEL as RECALIBRATED
from sciatwin.dorsal_horn.model import HornModel
from sciatwin.dorsal_horn.parts.wiring import Circuit, Projection
from sciatwin.dorsal_horn.published.aguiar_2010 import MODEL as AGUIAR_2010
from sciatwin.dorsal_horn.published.zhang_2014 import MODEL as ZHANG_2014
from sciatwin.dorsal_horn.run.network import Method
from sciatwin.dorsal_horn.run.simulation import Activity, Setting, simulate
from sciatwin.dorsal_horn.wind_up import (
    AnsweredTrain,
    BlockCurve,
    WindUp,
    block_curve,
    spikes_per_shock,
    wind_up,
    wind_up_ratio,
)

PUBLISHED: dict[str, HornModel] = {model.key: model for model in (AGUIAR_2010, ZHANG_2014)}

__all__ = [
    "AGUIAR_2010",
    "PUBLISHED",
    "RECALIBRATED",
    "ZHANG_2014",
    "Activity",
    "AnsweredTrain",
    "BlockCurve",
    "Circuit",
    "HornModel",
    "Method",
    "Projection",
    "Setting",
    "WindUp",
    "block_curve",
    "simulate",
    "spikes_per_shock",
    "wind_up",
    "wind_up_ratio",
]
