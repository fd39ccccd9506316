"""Channels and receptors against values and limits known from elsewhere."""

import numpy as np
import pytest

from sciatwin.dorsal_horn.channels import calcium, calcium_gated, melnick, traub_miles
from sciatwin.dorsal_horn.parts.membrane import linoid
from sciatwin.dorsal_horn.parts.synapse import Receptor, Transmitter, magnesium_free
from sciatwin.dorsal_horn.run.tables import FIRST_GATE, HIGHEST_MV, LOWEST_MV, POINTS_PER_MV, tabulate

VOLTAGES_MV = np.linspace(-110.0, 90.0, 4001)
GATES = [
    gate
    for channel in (
        traub_miles.SODIUM,
        traub_miles.POTASSIUM,
        traub_miles.PERSISTENT_SODIUM,
        melnick.SODIUM,
        melnick.POTASSIUM,
        calcium.L_TYPE,
    )
    for gate in channel.gates
]


@pytest.mark.parametrize(
    ("voltage_mv", "free"),
    [(-80, 0.024), (-70, 0.045), (-65, 0.060), (-50, 0.139), (-30, 0.357), (0, 0.781), (20, 0.925)],
)
def test_magnesium_block_is_that_of_jahr_and_stevens(voltage_mv, free):
    assert magnesium_free(np.array(voltage_mv)) == pytest.approx(free, abs=6e-4)


def test_calcium_flows_in_by_the_constant_field_equation():
    """No current at the Nernst potential; at 0 mV the difference of concentrations alone drives it."""
    inside_mm, kt_mv = 5e-5, 1e3 * 8.314 * 309.15 / 96485
    nernst_mv = kt_mv / 2 * np.log(2.0 / inside_mm)
    for voltage_mv, expected in ((nernst_mv, 0.0), (0.0, 1e-3 * 2 * 96485 * (inside_mm - 2.0))):
        outward, inward = calcium.constant_field(np.array([voltage_mv]))
        assert inside_mm * outward[0] + inward[0] == pytest.approx(expected, abs=1e-9)
    outward, inward = calcium.constant_field(np.array([-65.0]))
    assert inside_mm * outward[0] + inward[0] < 0  # inwards at rest


def test_the_cation_channel_opens_over_seconds():
    """Aguiar 2010: 4.3 s at rest, half of it at 0.5 µmol/L, where the gate is half open."""
    rest_ms = 1 / calcium_gated.CATION.closing_per_ms
    assert rest_ms == pytest.approx(4300, rel=0.01)
    assert calcium_gated.CATION.half_open_um == 0.5
    assert 1 / calcium_gated.POTASSIUM.closing_per_ms == pytest.approx(33.3 / 3**1.4, rel=0.01)


@pytest.mark.parametrize(
    "gate", GATES, ids=lambda gate: gate.kinetics.__module__.rsplit(".")[-1] + gate.kinetics.__name__
)
def test_gates_are_gates(gate):
    steady, tau_ms = gate.kinetics(VOLTAGES_MV)
    assert np.all((steady >= 0) & (steady <= 1))
    assert np.all((tau_ms > 0) & np.isfinite(tau_ms))
    slope = np.diff(steady)
    opens = "inactivation" not in gate.kinetics.__name__
    assert np.all(slope >= -1e-12) if opens else np.all(slope <= 1e-12)


@pytest.mark.parametrize(
    ("kinetics", "half_mv"),
    [
        (traub_miles.sodium_activation, -29.0),  # u = 26: 0.32 × (−13) / (exp(−13/4) − 1) is the closing rate
        (melnick.sodium_inactivation, -64.0),  # fitted: −75 + 11
        (melnick.potassium_inactivation, None),
        (calcium.activation, -10.0),
    ],
)
def test_half_open_voltages(kinetics, half_mv):
    if half_mv is None:
        steady, _ = kinetics(np.array([-300.0, 300.0]))
        assert steady == pytest.approx([1.0, 0.5], abs=1e-3)  # it closes half way only
        return
    steady, _ = kinetics(np.array([half_mv]))
    assert steady[0] == pytest.approx(0.5, abs=0.02)


def test_rates_have_no_hole_where_their_formula_is_zero_by_zero():
    assert linoid(np.array([0.0, 1e-9]), 4.0) == pytest.approx(4.0)
    assert linoid(np.array([2.0]), 4.0)[0] == pytest.approx(2 / (np.exp(0.5) - 1))


def test_the_table_is_fine_enough():
    """Interpolated values of every gate are within 1e-6 of the functions."""
    table, step_ms = tabulate(GATES, 0.025), 0.025
    place = (VOLTAGES_MV + 0.0123 - LOWEST_MV) * POINTS_PER_MV
    row, part = place.astype(int), (place % 1)[:, None]
    read = table.values[row] * (1 - part) + table.values[row + 1] * part
    for index, gate in enumerate(table.gates):
        steady, tau_ms = gate.kinetics(VOLTAGES_MV + 0.0123)
        assert np.abs(read[:, FIRST_GATE + 2 * index] - steady).max() < 3e-6
        assert np.abs(read[:, FIRST_GATE + 2 * index + 1] - (1 - np.exp(-step_ms / tau_ms))).max() < 3e-5
    assert VOLTAGES_MV[0] > LOWEST_MV
    assert VOLTAGES_MV[-1] < HIGHEST_MV


def test_every_kind_of_gate_stands_once_in_the_table():
    table = tabulate([*GATES, *GATES], 0.025)
    assert len(table.gates) == len(GATES)
    assert len({table.column(gate) for gate in GATES}) == len(GATES)


def test_a_receptor_is_normalised_to_its_peak():
    receptor = Receptor(transmitter=Transmitter.NMDA, rise_ms=2, decay_ms=100, reversal_mv=0)
    time_ms = np.linspace(0, 100, 100_001)
    course = receptor.peak_factor * (np.exp(-time_ms / 100) - np.exp(-time_ms / 2))
    assert course.max() == pytest.approx(1.0, abs=1e-8)
