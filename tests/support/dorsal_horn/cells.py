"""Small cells whose voltage is known in closed form."""

from sciatwin.dorsal_horn.channels import traub_miles
from sciatwin.dorsal_horn.parts.cell import Cell, Inserted, Place, Section
from sciatwin.dorsal_horn.parts.membrane import Ion
from sciatwin.dorsal_horn.parts.synapse import Receptor, Transmitter
from sciatwin.dorsal_horn.parts.wiring import Circuit, Projection

SOMA = Place("soma")
LEAK_S_PER_CM2, LEAK_MV = 1e-4, -65.0
AMPA = Receptor(transmitter=Transmitter.AMPA, rise_ms=0.5, decay_ms=5.0, reversal_mv=0.0)
GABA_A = Receptor(transmitter=Transmitter.GABA_A, rise_ms=0.5, decay_ms=5.0, reversal_mv=-80.0)


def section(name="soma", **changes):
    values = {
        "length_um": 20.0,
        "diameter_um": (20.0, 20.0),
        "compartments": 1,
        "leak_s_per_cm2": LEAK_S_PER_CM2,
        "leak_mv": LEAK_MV,
        "axial_ohm_cm": 150.0,
        "reversal_mv": {Ion.SODIUM: 50.0, Ion.POTASSIUM: -77.0},
    }
    return Section(name=name, **(values | changes))


def ball(name="cell", **changes):
    """One compartment."""
    return Cell(name, (section(**changes),), SOMA)


def spiking_ball(name="cell"):
    return ball(name, channels=(Inserted(traub_miles.SODIUM, 0.08), Inserted(traub_miles.POTASSIUM, 0.02)))


def circuit(*cells, projections=(), fibres=("fibre",), start_mv=LEAK_MV):
    return Circuit(cells=cells, fibres=fibres, projections=tuple(projections), start_mv=start_mv)


def onto(target="cell", *, receptor=AMPA, weight_us=1e-3, source="fibre", place=SOMA, **options):
    return Projection(source=source, target=target, receptor=receptor, weight_us=weight_us, onto=place, **options)
