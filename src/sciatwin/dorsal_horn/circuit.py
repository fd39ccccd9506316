"""The circuit of this project: that of Zhang 2014, recalibrated so that partial NMDA block can be read from it.

In the published circuits NMDA receptors carry the whole C-fibre response, so block takes away the first answer to a
single shock together with wind-up. In animals and people it does not: at doses that stop wind-up, ketamine leaves
responses to single stimuli and their thresholds as they were. Here AMPA receptors carry more of the first response, and
what NMDA receptors add winds up more. ``recalibration`` has the targets and the search.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace

from sciatwin.dorsal_horn.channels import calcium_gated
from sciatwin.dorsal_horn.channels.calcium import L_TYPE
from sciatwin.dorsal_horn.model import HornModel
from sciatwin.dorsal_horn.parts.cell import Cell
from sciatwin.dorsal_horn.parts.synapse import Transmitter
from sciatwin.dorsal_horn.parts.wiring import Circuit, Projection
from sciatwin.dorsal_horn.published import zhang_2014
from sciatwin.dorsal_horn.published.zhang_2014 import EXCITATORY, INHIBITORY, WDR, C
from sciatwin.evidence import Estimate, Source, Status

SOURCE = Source(
    "Topology of Zhang 2014, recalibrated on its wind-up and on what NMDA block leaves of single responses",
    url="https://modeldb.science/168414",
    read_at="counts of the authors' model; direction of block from abstracts (Guirimand 2000, Suzuki 2001)",
)

AMPA_TO_WDR, NMDA_TO_WDR, NK1_TO_WDR = "AMPA to WDR", "NMDA to WDR", "NK1 to WDR"
NMDA_TO_EXCITATORY = "NMDA to excitatory"
CATION, BRAKE, CALCIUM = "cation channel", "calcium-gated potassium channel", "L-type calcium channel"

WHY = (
    "fitted with the other factors: late spikes of Zhang 2014 without block; under full block the first response kept "
    "and no wind-up (assumed to be exact); midway under half block (assumed)"
)


def _factor(value: float, meaning: str) -> Estimate:
    return Estimate(
        value=value, unit="1", meaning=f"{meaning} ÷ its value in Zhang 2014", status=Status.CALIBRATED, reason=WHY
    )


FACTORS: Mapping[str, Estimate] = {
    AMPA_TO_WDR: _factor(2.396, "weight of AMPA receptors, excitatory cell to WDR"),
    NMDA_TO_WDR: _factor(0.570, "weight of NMDA receptors, excitatory cell to WDR"),
    NMDA_TO_EXCITATORY: _factor(0.2774, "weight of NMDA receptors, C fibres to excitatory cell"),
    NK1_TO_WDR: _factor(0.8244, "weight of NK1 receptors, C fibres to WDR"),
    CATION: _factor(1.3725, "density of the calcium-gated cation channel in the WDR"),
    BRAKE: _factor(1.081, "density of the calcium-gated potassium channel in the WDR"),
    CALCIUM: _factor(1.0, "density of the L-type calcium channel in the WDR"),
}


COARSE_COMPARTMENTS = {"dendrite": 15, "soma": 1, "hillock": 6}
"""Of the inhibitory cell: a quarter of the published number moves its spikes by 1 ms and runs four times faster."""


def _coarser(cell: Cell) -> Cell:
    sections = tuple(replace(part, compartments=COARSE_COMPARTMENTS[part.name]) for part in cell.sections)
    return replace(cell, sections=sections)


COARSE = replace(
    zhang_2014.CIRCUIT,
    cells=tuple(_coarser(cell) if cell.name == INHIBITORY else cell for cell in zhang_2014.CIRCUIT.cells),
)
"""The circuit of Zhang 2014 as it is before recalibration."""


def recalibrated(factors: Mapping[str, float]) -> Circuit:
    """The coarse circuit with weights and densities × ``factors``; 1 for all of them gives it back."""
    circuit = COARSE
    for name, source, target, transmitter in (
        (AMPA_TO_WDR, EXCITATORY, WDR, Transmitter.AMPA),
        (NMDA_TO_WDR, EXCITATORY, WDR, Transmitter.NMDA),
        (NMDA_TO_EXCITATORY, C, EXCITATORY, Transmitter.NMDA),
        (NK1_TO_WDR, C, WDR, Transmitter.NK1),
    ):
        circuit = circuit.with_weights(factors[name], _between(source, target, transmitter))
    wdr = circuit.cells[circuit.cell_index(WDR)]
    for name, channel in (
        (CATION, calcium_gated.CATION),
        (BRAKE, calcium_gated.POTASSIUM),
        (CALCIUM, L_TYPE),
    ):
        wdr = wdr.scaled(channel, factors[name])
    return replace(circuit, cells=tuple(wdr if cell.name == WDR else cell for cell in circuit.cells))


def _between(source: str, target: str, transmitter: Transmitter) -> Callable[[Projection], bool]:
    def picked(projection: Projection) -> bool:
        return (projection.source, projection.target, projection.receptor.transmitter) == (source, target, transmitter)

    return picked


MODEL = HornModel(
    key="recalibrated",
    source=SOURCE,
    circuit=recalibrated({name: factor.value for name, factor in FACTORS.items()}),
    output=WDR,
    arrivals=zhang_2014.arrivals,
    early=zhang_2014.MODEL.early,
    late=zhang_2014.MODEL.late,
    deviations=(
        "The inhibitory cell has 22 compartments instead of 90.",
        "Seven weights and densities differ from Zhang 2014; see FACTORS.",
        "How the response falls between no block and full block is assumed to be even; no trial fixes it.",
    ),
)
