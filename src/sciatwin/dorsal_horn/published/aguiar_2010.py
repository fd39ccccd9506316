"""A wide-dynamic-range neuron that winds up, and the interneuron that brings it C-fibre input.

Nobody was studied: parameters come from the rat and cat literature. Numbers were read in the authors' files (ModelDB
128559); the equations are written anew.
"""

from functools import partial

import numpy as np

from sciatwin.dorsal_horn.channels import calcium_gated, traub_miles
from sciatwin.dorsal_horn.channels.calcium import L_TYPE
from sciatwin.dorsal_horn.model import HornModel, SpikeWindow
from sciatwin.dorsal_horn.parts.cell import Cell, Inserted, Place, Section
from sciatwin.dorsal_horn.parts.fibres import renewal, scattered_volleys, volleys
from sciatwin.dorsal_horn.parts.membrane import Ion
from sciatwin.dorsal_horn.parts.synapse import Receptor, Transmitter
from sciatwin.dorsal_horn.parts.wiring import Circuit, Projection
from sciatwin.dorsal_horn.run.simulation import Arrivals
from sciatwin.evidence import Source
from sciatwin.streams import generator_for

WDR, INTERNEURON = "WDR", "interneuron"
A_DELTA, C, NOISE = "A-delta", "C", "noise"

SOMA_REVERSAL_MV = {Ion.SODIUM: 50.0, Ion.POTASSIUM: -70.0, Ion.CATION: 0.0}
AXON_REVERSAL_MV = {**SOMA_REVERSAL_MV, Ion.POTASSIUM: -77.0}  # the authors set −70 in soma and dendrite only
SOMA_SPIKES = (Inserted(traub_miles.SODIUM, 0.08), Inserted(traub_miles.POTASSIUM, 0.02))
AXON_SPIKES = (Inserted(traub_miles.SODIUM, 0.1), Inserted(traub_miles.POTASSIUM, 0.04))

_section = partial(Section, leak_s_per_cm2=4.2e-5, leak_mv=-65.0, axial_ohm_cm=150.0)


def _cell(name: str, dendrite: tuple[Inserted, ...], soma: tuple[Inserted, ...], fires_at: Place) -> Cell:
    """Both cells have the same shape."""
    return Cell(
        name,
        (
            _section(
                name="dendrite",
                length_um=500.0,
                diameter_um=(4.0, 4.0),
                compartments=5,
                channels=dendrite,
                reversal_mv=SOMA_REVERSAL_MV,
                calcium_decay_ms=2.0,
            ),
            _section(
                name="soma",
                length_um=20.0,
                diameter_um=(20.0, 20.0),
                compartments=3,
                channels=(*SOMA_SPIKES, *soma),
                reversal_mv=SOMA_REVERSAL_MV,
                calcium_decay_ms=1.0,
            ),
            _section(
                name="hillock",
                length_um=3.0,
                diameter_um=(2.0, 1.0),
                compartments=3,
                channels=AXON_SPIKES,
                reversal_mv=AXON_REVERSAL_MV,
            ),
            _section(
                name="axon",
                length_um=1000.0,
                diameter_um=(1.0, 1.0),
                compartments=5,
                channels=AXON_SPIKES,
                reversal_mv=AXON_REVERSAL_MV,
            ),
        ),
        fires_at,
    )


WDR_CELL = _cell(
    WDR,
    (Inserted(calcium_gated.CATION, 7e-5), Inserted(calcium_gated.POTASSIUM, 1e-3), Inserted(L_TYPE, 3e-5)),
    (
        Inserted(traub_miles.PERSISTENT_SODIUM, 1e-4),
        Inserted(calcium_gated.POTASSIUM, 1e-4),
        Inserted(L_TYPE, 1e-4),
    ),
    Place("soma"),
)
INTERNEURON_CELL = _cell(
    INTERNEURON,
    (Inserted(calcium_gated.POTASSIUM, 2e-3),),
    (Inserted(calcium_gated.POTASSIUM, 2e-3),),
    Place("hillock"),
)

AMPA = Receptor(transmitter=Transmitter.AMPA, rise_ms=0.1, decay_ms=5, reversal_mv=0)
NMDA = Receptor(transmitter=Transmitter.NMDA, rise_ms=2, decay_ms=100, reversal_mv=0, calcium_fraction=0.1)
NK1_INTERNEURON = Receptor(transmitter=Transmitter.NK1, rise_ms=100, decay_ms=3000, reversal_mv=0, calcium_fraction=0.1)
NK1_WDR = Receptor(transmitter=Transmitter.NK1, rise_ms=200, decay_ms=3000, reversal_mv=0, calcium_fraction=0.1)
GABA_A = Receptor(transmitter=Transmitter.GABA_A, rise_ms=0.1, decay_ms=10, reversal_mv=-80)
GABA_A_NOISE = Receptor(transmitter=Transmitter.GABA_A, rise_ms=0.1, decay_ms=5, reversal_mv=-80)

A_FIBRES, A_LATENCY_MS, A_SPREAD_MS = 20, 30.0, 5.0
NOISE_INTERVAL_MS = 10.0
C_DELAY_MS, C_SPREAD_MS, GABA_LATER_MS = 200.0, 20.0, 1.0
C_DEVIATES = (
    -0.250759, 0.945175, 1.483896, 0.664046, 0.24434, -0.071355, -0.67814, -0.431099, 1.372462, -0.405447,
    1.914332, -1.339699, 0.407415, 0.181577, -0.047523, -0.451806, 1.368798, -1.16185, 0.614106, 0.883679,
)  # fmt: skip
C_DELAYS_MS = tuple(C_DELAY_MS + C_SPREAD_MS * deviate for deviate in C_DEVIATES)
"""Slow conduction of C fibres stands behind the interneuron: its twenty contacts, as the authors' seed drew them."""


def _from_interneuron(receptor: Receptor, delays_ms: tuple[float, ...]) -> Projection:
    return Projection(source=INTERNEURON, target=WDR, receptor=receptor, weight_us=2e-4, delays_ms=delays_ms)


PROJECTIONS = (
    Projection(source=A_DELTA, target=WDR, receptor=AMPA, weight_us=8e-4),
    Projection(source=A_DELTA, target=WDR, receptor=NMDA, weight_us=1e-4),
    Projection(source=C, target=INTERNEURON, receptor=AMPA, weight_us=8e-3),
    Projection(source=C, target=INTERNEURON, receptor=NMDA, weight_us=4e-3),
    Projection(source=C, target=INTERNEURON, receptor=NK1_INTERNEURON, weight_us=2e-5),
    Projection(source=C, target=WDR, receptor=NK1_WDR, weight_us=1.5e-5),
    _from_interneuron(AMPA, C_DELAYS_MS),
    _from_interneuron(NMDA, C_DELAYS_MS),
    _from_interneuron(GABA_A, tuple(delay_ms + GABA_LATER_MS for delay_ms in C_DELAYS_MS)),
    Projection(source=NOISE, target=WDR, receptor=AMPA, weight_us=1e-4, onto=Place("soma")),
    Projection(source=NOISE, target=WDR, receptor=GABA_A_NOISE, weight_us=1e-4, onto=Place("soma")),
)


def arrivals(shocks_ms: np.ndarray, seed: int = 0) -> Arrivals:
    """What the fibres bring after each shock; the seed draws the scatter of A fibres and the noise."""
    duration_ms = float(shocks_ms[-1]) + 10_000.0
    scatter, noise = generator_for("dorsal_horn/A-delta", seed), generator_for("dorsal_horn/noise", seed)
    return {
        A_DELTA: scattered_volleys(
            shocks_ms, fibres=A_FIBRES, latency_ms=A_LATENCY_MS, spread_ms=A_SPREAD_MS, generator=scatter
        ),
        C: volleys(shocks_ms, (0.0,)),
        NOISE: [renewal(mean_interval_ms=NOISE_INTERVAL_MS, spread=1.0, duration_ms=duration_ms, generator=noise)],
    }


MODEL = HornModel(
    key="aguiar_2010",
    source=Source(
        "Aguiar P, Sousa M, Lima D. J Neurophysiol 2010;104:1155-1166",
        url="https://modeldb.science/128559",
        read_at="the authors' parameter files",
    ),
    circuit=Circuit(cells=(WDR_CELL, INTERNEURON_CELL), fibres=(A_DELTA, C, NOISE), projections=PROJECTIONS),
    output=WDR,
    arrivals=arrivals,
    early=SpikeWindow(0.0, 150.0),
    late=SpikeWindow(150.0, 1000.0),
    deviations=(
        "The scatter of arrivals is normal with SD 5 and 20 ms, as the deposited files run, not uniform.",
        "Scatter of A fibres and noise come from streams of this project, not from the authors' seed.",
    ),
)
