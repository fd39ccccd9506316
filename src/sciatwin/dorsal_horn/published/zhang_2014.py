"""Four cells under sixty afferent fibres: wind-up in the projection neuron, and inhibition of it by A fibres.

Nobody was studied: parameters come from the rat and cat literature. Numbers were read in the authors' files (ModelDB
168414, folder of the wind-up run); the equations are written anew. The projection and the excitatory neuron are those
of Aguiar 2010 with smaller dendrites and spikes that start in the hillock.
"""

from dataclasses import replace
from functools import partial

import numpy as np

from sciatwin.dorsal_horn.channels import calcium_gated, melnick, traub_miles
from sciatwin.dorsal_horn.channels.calcium import L_TYPE
from sciatwin.dorsal_horn.model import HornModel, SpikeWindow
from sciatwin.dorsal_horn.parts.cell import Cell, Inserted, Place, Section
from sciatwin.dorsal_horn.parts.fibres import volleys
from sciatwin.dorsal_horn.parts.membrane import Ion
from sciatwin.dorsal_horn.parts.synapse import Receptor, Transmitter
from sciatwin.dorsal_horn.parts.wiring import Circuit, Projection
from sciatwin.dorsal_horn.run.simulation import Arrivals
from sciatwin.evidence import Source

WDR, EXCITATORY, INHIBITORY, SURROUND_INHIBITORY = "WDR", "excitatory", "inhibitory", "surround inhibitory"
A_BETA, A_DELTA, C, SURROUND = "A-beta", "A-delta", "C", "surround"

SOMA_REVERSAL_MV = {Ion.SODIUM: 50.0, Ion.POTASSIUM: -70.0, Ion.CATION: 0.0}
AXON_REVERSAL_MV = {**SOMA_REVERSAL_MV, Ion.POTASSIUM: -77.0}  # the authors set −70 in soma and dendrite only
GELATINOSA_REVERSAL_MV = {Ion.SODIUM: 60.0, Ion.POTASSIUM: -84.0}

_section = partial(Section, leak_s_per_cm2=4.2e-5, leak_mv=-65.0, axial_ohm_cm=150.0)
_gelatinosa = partial(
    Section, leak_s_per_cm2=1.1e-5, leak_mv=-70.0, axial_ohm_cm=80.0, reversal_mv=GELATINOSA_REVERSAL_MV
)

HILLOCK = _section(
    name="hillock",
    length_um=9.0,
    diameter_um=(2.0, 1.0),
    compartments=3,
    channels=(Inserted(traub_miles.SODIUM, 3.45), Inserted(traub_miles.POTASSIUM, 0.076)),
    reversal_mv=AXON_REVERSAL_MV,
)
AXON = _section(
    name="axon", length_um=1000.0, diameter_um=(1.0, 1.0), compartments=5, channels=(), reversal_mv=AXON_REVERSAL_MV
)
SOMA = _section(
    name="soma",
    length_um=20.0,
    diameter_um=(20.0, 20.0),
    compartments=3,
    channels=(Inserted(traub_miles.POTASSIUM, 0.001075),),
    reversal_mv=SOMA_REVERSAL_MV,
    calcium_decay_ms=1.0,
)
DENDRITE = _section(
    name="dendrite",
    length_um=350.0,
    diameter_um=(2.5, 2.5),
    compartments=5,
    channels=(Inserted(traub_miles.POTASSIUM, 0.036),),
    reversal_mv=SOMA_REVERSAL_MV,
    calcium_decay_ms=2.0,
)


def _with(section: Section, *channels: Inserted) -> Section:
    return replace(section, channels=(*section.channels, *channels))


WDR_CELL = Cell(
    WDR,
    (
        _with(
            DENDRITE,
            Inserted(calcium_gated.CATION, 9.1e-5),
            Inserted(calcium_gated.POTASSIUM, 1e-3),
            Inserted(L_TYPE, 3e-5),
        ),
        _with(
            SOMA,
            Inserted(traub_miles.PERSISTENT_SODIUM, 1e-4),
            Inserted(calcium_gated.POTASSIUM, 1e-4),
            Inserted(L_TYPE, 1e-4),
        ),
        HILLOCK,
        replace(AXON, leak_s_per_cm2=0.0),
    ),
    Place("soma"),
)

EXCITATORY_CELL = Cell(
    EXCITATORY,
    (
        _with(replace(DENDRITE, length_um=400.0, diameter_um=(3.0, 3.0)), Inserted(calcium_gated.POTASSIUM, 2e-3)),
        _with(SOMA, Inserted(calcium_gated.POTASSIUM, 2e-3)),
        HILLOCK,
        AXON,
    ),
    Place("soma", 1.0),
)

INHIBITORY_CELL = Cell(
    INHIBITORY,
    (
        _gelatinosa(
            name="dendrite",
            length_um=1371.0,
            diameter_um=(1.4, 1.4),
            compartments=50,
            channels=(Inserted(melnick.POTASSIUM, 0.034),),
        ),
        _gelatinosa(
            name="soma",
            length_um=10.0,
            diameter_um=(10.0, 10.0),
            compartments=10,
            channels=(Inserted(melnick.SODIUM, 0.008), Inserted(melnick.POTASSIUM, 0.0043)),
        ),
        _gelatinosa(
            name="hillock",
            length_um=30.0,
            diameter_um=(1.0, 0.5),
            compartments=30,
            channels=(Inserted(melnick.SODIUM, 3.45), Inserted(melnick.POTASSIUM, 0.076)),
        ),
    ),
    Place("soma", 1.0),
)

AMPA = Receptor(transmitter=Transmitter.AMPA, rise_ms=0.1, decay_ms=5, reversal_mv=0)
NMDA = Receptor(transmitter=Transmitter.NMDA, rise_ms=2, decay_ms=100, reversal_mv=0, calcium_fraction=0.1)
NK1_EXCITATORY = Receptor(transmitter=Transmitter.NK1, rise_ms=100, decay_ms=3000, reversal_mv=0, calcium_fraction=0.1)
NK1_WDR = Receptor(transmitter=Transmitter.NK1, rise_ms=200, decay_ms=3000, reversal_mv=0, calcium_fraction=0.1)
GABA_A = Receptor(transmitter=Transmitter.GABA_A, rise_ms=0.1, decay_ms=20, reversal_mv=-70)
GLYCINE = Receptor(transmitter=Transmitter.GLYCINE, rise_ms=0.1, decay_ms=10, reversal_mv=-70)

DELAY_MS = 1.0
EXCITATORY_CONTACTS = 30
INHIBITION_US, SURROUND_INHIBITION_US = 0.00532, 0.007315


def _inhibition(source: str, weight_us: float, onto_wdr: tuple[Receptor, Receptor]) -> tuple[Projection, ...]:
    targets = ((EXCITATORY, GABA_A), *((WDR, receptor) for receptor in onto_wdr))
    return tuple(
        Projection(source=source, target=target, receptor=receptor, weight_us=weight_us, delays_ms=(DELAY_MS,))
        for target, receptor in targets
    )


PROJECTIONS = (
    Projection(source=A_BETA, target=INHIBITORY, receptor=AMPA, weight_us=0.00097067),
    *(
        Projection(source=source, target=WDR, receptor=receptor, weight_us=weight_us)
        for source in (A_BETA, A_DELTA)
        for receptor, weight_us in ((AMPA, 0.0016), (NMDA, 6.6667e-5))
    ),
    Projection(source=C, target=EXCITATORY, receptor=AMPA, weight_us=0.008),
    Projection(source=C, target=EXCITATORY, receptor=NMDA, weight_us=0.004),
    Projection(source=C, target=EXCITATORY, receptor=NK1_EXCITATORY, weight_us=6.6667e-7),
    Projection(source=C, target=WDR, receptor=NK1_WDR, weight_us=4.5e-7),
    *(
        Projection(
            source=EXCITATORY,
            target=WDR,
            receptor=receptor,
            weight_us=weight_us,
            delays_ms=(DELAY_MS,) * EXCITATORY_CONTACTS,
        )
        for receptor, weight_us in ((AMPA, 1.2e-5), (NMDA, 9.6e-6))
    ),
    *_inhibition(INHIBITORY, INHIBITION_US, (GLYCINE, GABA_A)),
)

SURROUND_PROJECTIONS = (
    Projection(source=SURROUND, target=SURROUND_INHIBITORY, receptor=AMPA, weight_us=0.0013333),
    *_inhibition(SURROUND_INHIBITORY, SURROUND_INHIBITION_US, (GABA_A, GABA_A)),
)

A_BETA_LATENCIES_MS = (
    4.264, 6.999, 1.817, 7.248, 4.958, 5.760, 2.536, 3.836, 4.214, 5.061, 2.529, 5.121, 3.082, 4.630, 5.339,
)  # fmt: skip
A_DELTA_LATENCIES_MS = (
    33.271, 40.826, 40.061, 23.491, 32.571, 20.556, 16.782, 39.248, 30.000, 29.451, 39.111, 35.946, 33.502, 42.503,
    39.298,
)  # fmt: skip
C_LATENCIES_MS = (
    167.795, 260.321, 125.340, 220.268, 192.804, 161.509, 114.023, 158.608, 169.999, 90.231, 186.087, 127.562, 169.563,
    194.396, 122.811, 158.370, 195.195, 69.089, 234.765, 314.867, 230.348, 156.783, 199.727, 115.234, 283.334, 229.269,
    220.422, 124.471, 193.458, 142.792,
)  # fmt: skip
"""When each fibre's spike arrives after a shock, as deposited."""


def arrivals(shocks_ms: np.ndarray, seed: int = 0) -> Arrivals:
    """What the fibres bring after each shock, the same after every one; nothing is random, so the seed is not used."""
    del seed
    return {
        A_BETA: volleys(shocks_ms, A_BETA_LATENCIES_MS),
        A_DELTA: volleys(shocks_ms, A_DELTA_LATENCIES_MS),
        C: volleys(shocks_ms, C_LATENCIES_MS),
    }


CIRCUIT = Circuit(
    cells=(WDR_CELL, EXCITATORY_CELL, INHIBITORY_CELL), fibres=(A_BETA, A_DELTA, C), projections=PROJECTIONS
)

WITH_SURROUND = Circuit(
    cells=(*CIRCUIT.cells, replace(INHIBITORY_CELL, name=SURROUND_INHIBITORY)),
    fibres=(*CIRCUIT.fibres, SURROUND),
    projections=(*PROJECTIONS, *SURROUND_PROJECTIONS),
)
"""The circuit with the fourth cell, which fibres from around the receptive field excite."""

MODEL = HornModel(
    key="zhang_2014",
    source=Source(
        "Zhang TC, Janik JJ, Grill WM. J Neurophysiol 2014;112",
        url="https://modeldb.science/168414",
        read_at="the authors' parameter files",
    ),
    circuit=CIRCUIT,
    output=WDR,
    arrivals=arrivals,
    early=SpikeWindow(0.0, 100.0),
    late=SpikeWindow(100.0, 1000.0),
    deviations=(
        "The cell of the surround is left out where the surround is silent; WITH_SURROUND has it.",
        "The inhibitory cell's axon, a stump of a thousandth of a micrometre, is left out.",
        "Of A-delta fibres onto the inhibitory cell the weight is 0 in the deposited run; they are left out.",
    ),
)
