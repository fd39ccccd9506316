"""The kernel against voltages that can be written down."""

import numpy as np
import pytest

from sciatwin.dorsal_horn import CircuitRun, VoltageStep, simulate
from sciatwin.dorsal_horn.parts.cell import Cell, Place
from support.dorsal_horn.cells import AMPA, LEAK_MV, LEAK_S_PER_CM2, SOMA, ball, circuit, onto, section, spiking_ball

MEMBRANE_MS = 1.0 / LEAK_S_PER_CM2 * 1e-3  # 1 µF/cm² ÷ leak
LEAK_US = LEAK_S_PER_CM2 * np.pi * 20 * 20 * 1e-8 * 1e6


def _voltage(wired, *, arrivals=None, duration_ms=50.0, place=SOMA, **options):
    probes = [(wired.cells[0].name, place)]
    setting = CircuitRun(arrivals=arrivals or {})
    activity = simulate(wired, [setting], duration_ms=duration_ms, probes=probes, **options)
    return activity.time_ms, activity.voltage_mv[0, 0]


@pytest.mark.parametrize(("method", "order"), [(VoltageStep.BACKWARD_EULER, 1), (VoltageStep.SECOND_ORDER, 2)])
def test_a_membrane_discharges_exponentially(method, order):
    """V − leak = 20 mV × exp(−t / RC); halving the step halves (first order) or quarters (second) the error."""
    errors = []
    for step_ms in (0.5, 0.25, 0.125):
        time_ms, voltage = _voltage(circuit(ball(), start_mv=-45.0), step_ms=step_ms, method=method)
        errors.append(np.abs(voltage - (LEAK_MV + 20 * np.exp(-time_ms / MEMBRANE_MS))).max())
    assert errors[-1] < 0.06
    assert np.array(errors[:-1]) / errors[1:] == pytest.approx(2.0**order, rel=0.05)


def test_a_cable_decays_over_its_length_constant():
    """Held at one end and sealed at the other, V falls by 1 / cosh(L / λ), λ = √(diameter / (4 R_axial g))."""
    diameter_um, length_um, held_mv = 2.0, 600.0, -45.0
    length_constant_um = 1e4 * np.sqrt(diameter_um * 1e-4 / (4 * 150.0 * LEAK_S_PER_CM2))
    dendrite = section("dendrite", length_um=length_um, diameter_um=(diameter_um, diameter_um), compartments=200)
    clamp = section("soma", length_um=0.1, leak_s_per_cm2=1e4, leak_mv=held_mv)
    cell = Cell("cell", (dendrite, clamp), SOMA)
    _, tip = _voltage(circuit(cell), duration_ms=400.0, place=Place("dendrite", 0.0), method=VoltageStep.BACKWARD_EULER)
    expected_mv = LEAK_MV + (held_mv - LEAK_MV) / np.cosh(length_um / length_constant_um)
    assert tip[-1] == pytest.approx(expected_mv, abs=0.02)


def test_cables_of_two_cells_do_not_touch():
    cold, warm = ball("cold", leak_mv=-90.0), ball("warm", leak_mv=-40.0)
    wired = circuit(cold, warm)
    probes = [("cold", SOMA), ("warm", SOMA)]
    end = simulate(wired, [CircuitRun()], duration_ms=300.0, probes=probes).voltage_mv[0, :, -1]
    assert end == pytest.approx([-90.0, -40.0], abs=1e-6)


def test_a_receptor_peaks_at_its_weight():
    """For a weak synapse ∫ (V − leak) dt = driving force ÷ leak × ∫ g dt = weight × (decay − rise) ÷ peak."""
    weight_us = 1e-8
    time_ms, voltage = _voltage(
        circuit(ball(), projections=[onto(weight_us=weight_us)]),
        arrivals={"fibre": [np.array([5.0])]},
        duration_ms=300.0,
    )
    peak_ms = np.log(AMPA.decay_ms / AMPA.rise_ms) / (1 / AMPA.rise_ms - 1 / AMPA.decay_ms)
    peak = np.exp(-peak_ms / AMPA.decay_ms) - np.exp(-peak_ms / AMPA.rise_ms)
    charge = weight_us / peak * (AMPA.decay_ms - AMPA.rise_ms) * (0.0 - LEAK_MV)
    assert np.trapezoid(voltage - LEAK_MV, time_ms) == pytest.approx(charge / LEAK_US, rel=0.01)
    assert np.all(voltage[time_ms <= 5.0] == LEAK_MV)  # nothing before the spike arrives


def test_a_spike_arrives_after_its_delay():
    """The first cell fires, and the second cell's voltage leaves rest when the delay has passed."""
    delay_ms, step_ms = 7.0, 0.025
    wired = circuit(
        spiking_ball("first"),
        ball("second"),
        projections=[
            onto("first", weight_us=0.05),
            onto("second", source="first", weight_us=1e-3, delays_ms=(delay_ms, delay_ms)),
        ],
    )
    activity = simulate(
        wired,
        [CircuitRun(arrivals={"fibre": [np.array([2.0])]})],
        duration_ms=30.0,
        step_ms=step_ms,
        probes=[("second", SOMA)],
    )
    fired_ms = activity.spikes_ms[0]["first"]
    moved_ms = activity.time_ms[np.argmax(np.abs(activity.voltage_mv[0, 0] - LEAK_MV) > 1e-9)]
    # on arrival the conductance is 0; it opens over one step and moves the voltage over the next
    assert moved_ms == pytest.approx(fired_ms[0] + delay_ms + 2 * step_ms, abs=step_ms / 10)


def test_contacts_with_equal_delays_add_up():
    def depolarised(delays_ms, weight_us):
        wired = circuit(
            spiking_ball("first"),
            ball("second"),
            projections=[
                onto("first", weight_us=0.05),
                onto("second", source="first", weight_us=weight_us, delays_ms=delays_ms),
            ],
        )
        setting = CircuitRun(arrivals={"fibre": [np.array([2.0])]})
        return simulate(wired, [setting], duration_ms=30.0, probes=[("second", SOMA)]).voltage_mv.max()

    assert depolarised((3.0,) * 4, 1e-3) == pytest.approx(depolarised((3.0,), 4e-3), rel=1e-12)
    assert depolarised((3.0,) * 4, 1e-3) > depolarised((3.0,), 1e-3) + 1.0
