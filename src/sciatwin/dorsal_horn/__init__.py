"""From spikes of afferent fibres and NMDA block to spikes of a wide-dynamic-range projection neuron.

A circuit is data (``cell``, ``wiring``), ``assembly`` turns it into arrays, and one compiled ``kernel`` runs them.
"""

from sciatwin.dorsal_horn.assembly import Method
from sciatwin.dorsal_horn.published.aguiar_2010 import MODEL as AGUIAR_2010
from sciatwin.dorsal_horn.published.record import PublishedCircuit
from sciatwin.dorsal_horn.published.zhang_2014 import MODEL as ZHANG_2014
from sciatwin.dorsal_horn.simulation import Activity, Setting, simulate
from sciatwin.dorsal_horn.wind_up import spikes_per_shock, wind_up_ratio
from sciatwin.dorsal_horn.wiring import Circuit, Projection

PUBLISHED: dict[str, PublishedCircuit] = {model.key: model for model in (AGUIAR_2010, ZHANG_2014)}

__all__ = [
    "PUBLISHED",
    "Activity",
    "Circuit",
    "Method",
    "Projection",
    "PublishedCircuit",
    "Setting",
    "simulate",
    "spikes_per_shock",
    "wind_up_ratio",
]
