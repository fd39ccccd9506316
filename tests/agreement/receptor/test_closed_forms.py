"""The kinetic form against the equilibrium form, an ODE solver on equations written out, and closed forms."""

import numpy as np
import pytest
from scipy.integrate import solve_ivp

from sciatwin.analytes import Analyte
from sciatwin.receptor import (
    GATING_SCHEMES,
    PARAMETERS,
    RACEMATE_BLOCKERS,
    Bath,
    BathPhase,
    TrappingScheme,
    block_fraction,
    enantiomer_blockers,
    follow,
    last_state,
    unbound_um,
)

ANALYTES = (Analyte.S_KETAMINE, Analyte.R_KETAMINE, Analyte.S_NORKETAMINE, Analyte.R_NORKETAMINE)


@pytest.mark.parametrize("key", GATING_SCHEMES)
def test_kinetic_and_equilibrium_forms_agree_at_steady_state(key):
    """Four analytes in one pore, at −70 mV without magnesium, against x / (1 + x) from levels in plasma."""
    drawn = {name: np.array(item.estimate.value) for name, item in PARAMETERS.items()}
    drawn["receptor/spinal multiplier"] = np.array(1.0)
    scheme = TrappingScheme(blockers=enantiomer_blockers(RACEMATE_BLOCKERS["abbott_2024"]), gating=GATING_SCHEMES[key])
    levels = (150.0, 130.0, 60.0, 40.0)
    there_um = {a: float(unbound_um(level, a, drawn)) for a, level in zip(ANALYTES, levels, strict=True)}
    settled = scheme.steady_state(Bath(agonist_um=5.0, voltage_mv=-70.0, drug_um=there_um))
    assert scheme.blocked(settled) == pytest.approx(float(block_fraction(*levels, drawn)), rel=1e-9)


def test_the_course_ends_in_the_steady_state_with_magnesium_too():
    scheme = TrappingScheme(blockers=enantiomer_blockers(RACEMATE_BLOCKERS["gilling_2009"]))
    bath = Bath(agonist_um=10.0, voltage_mv=-60.0, magnesium_mm=1.0, drug_um={Analyte.S_KETAMINE: 1.0})
    course = follow(scheme, [BathPhase(duration_s=4000.0, bath=bath)], points=1)
    np.testing.assert_allclose(last_state(course), scheme.steady_state(bath), atol=1e-8)


def _written_out(time_s, p, glutamate_um, drug_um, voltage_mv, magnesium_mm):
    """Lester and Jahr's five states three times over, as they would be typed into a NEURON mechanism."""
    c0, c1, c2, o, d, m0, m1, m2, mo, md, b0, b1, b2, bo, bd = p
    rb, ru, rd, rr, ro, rc = 5 * glutamate_um, 6.7, 15.2, 9.4, 83.8, 83.8
    on = 0.22 / (1 / (1 + 1 + 15.2 / 9.4 + 6.7 / 5000 + (6.7 / 5000) ** 2)) / 2.5
    half_um = 2.5 * np.exp(0.79 * (voltage_mv + 70) / 25.4335)
    off, leak = on * half_um, -np.log(0.86) / 120
    mg_on = 1000 * (1000 * magnesium_mm) * np.exp(-0.045 * voltage_mv - 6.97)
    mg_off = 1000 * np.exp(0.017 * voltage_mv + 0.96)
    change = []
    for x0, x1, x2, xo, xd in ((c0, c1, c2, o, d), (m0, m1, m2, mo, md), (b0, b1, b2, bo, bd)):
        change += [
            ru * x1 - rb * x0,
            rb * x0 - (ru + rb) * x1 + ru * x2,
            rb * x1 - (ru + ro + rd) * x2 + rc * xo + rr * xd,
            ro * x2 - rc * xo,
            rd * x2 - rr * xd,
        ]
    change = np.array(change)
    to_magnesium = mg_on * o - mg_off * mo
    change[3] -= to_magnesium
    change[8] += to_magnesium
    for free, held in ((0, 10), (1, 11), (2, 12), (3, 13), (4, 14)):
        enters, leaves = (on * drug_um, off) if free == 3 else (leak * drug_um / half_um, leak)
        caught = enters * p[free] - leaves * p[held]
        change[free] -= caught
        change[held] += caught
    return change


def test_the_course_agrees_with_an_ode_solver_on_equations_written_out():
    scheme = TrappingScheme(blockers=(RACEMATE_BLOCKERS["mealing_1999"],))
    settings = [(100.0, 8.0, -50.0, 0.2, 0.4), (0.0, 8.0, -70.0, 1.0, 2.0), (20.0, 0.0, 20.0, 1.0, 1.5)]
    phases = [
        BathPhase(
            duration_s=duration_s,
            bath=Bath(agonist_um=glu, voltage_mv=mv, magnesium_mm=mg, drug_um={"ketamine": drug}),
        )
        for glu, drug, mv, mg, duration_s in settings
    ]
    course = follow(scheme, phases, points=4)
    expected, now = [np.eye(15)[0]], np.eye(15)[0]
    for glu, drug, mv, mg, duration_s in settings:
        solved = solve_ivp(
            _written_out,
            (0, duration_s),
            now,
            method="BDF",
            t_eval=np.linspace(0, duration_s, 5)[1:],
            args=(glu, drug, mv, mg),
            rtol=1e-9,
            atol=1e-12,
        )
        expected += list(solved.y.T)
        now = expected[-1]
    np.testing.assert_allclose(course["probability"].to_numpy().reshape(13, 15), expected, atol=2e-6)


@pytest.mark.parametrize("key", GATING_SCHEMES)
def test_open_probability_in_closed_form_is_that_of_the_chain(key):
    gating = GATING_SCHEMES[key]
    scheme = TrappingScheme(blockers=(), gating=gating)
    for agonist_um in (0.5, 10.0, 1000.0):
        settled = scheme.steady_state(Bath(agonist_um=agonist_um, voltage_mv=-70.0))
        assert gating.open_probability(agonist_um) == pytest.approx(float(scheme.conducting(settled)), rel=1e-9)


@pytest.mark.parametrize("voltage_mv", [-80.0, -40.0, 0.0, 40.0])
def test_the_half_blocking_concentration_under_magnesium_halves_the_current_of_the_chain(voltage_mv):
    scheme = TrappingScheme(blockers=(RACEMATE_BLOCKERS["mealing_1999"],))
    half_um = scheme.half_block_um("ketamine", voltage_mv=voltage_mv, magnesium_mm=0.8)
    without, with_drug = (
        float(
            scheme.conducting(
                scheme.steady_state(
                    Bath(agonist_um=30.0, voltage_mv=voltage_mv, magnesium_mm=0.8, drug_um={"ketamine": drug_um})
                )
            )
        )
        for drug_um in (0.0, half_um)
    )
    assert with_drug / without == pytest.approx(0.5, rel=1e-9)


def test_magnesium_and_drug_share_the_pore_and_only_drug_counts_as_blocked():
    """Blocked is x / (1 + x + m), with m from the rates as printed: 1000 exp(−0.062 V − 7.93) at 1 mmol/L."""
    scheme = TrappingScheme(blockers=(RACEMATE_BLOCKERS["mealing_1999"],))
    bath = Bath(agonist_um=30.0, voltage_mv=-70.0, magnesium_mm=1.0, drug_um={"ketamine": 50.0})
    x, m = 50.0 / 2.5, 1000 * np.exp(0.062 * 70 - 7.93)
    assert scheme.blocked(scheme.steady_state(bath)) == pytest.approx(x / (1 + x + m), rel=1e-9)


def test_the_equilibrium_form_follows_within_seconds_where_receptors_are_active():
    """After a step of drug, block is within 1 % of x / (1 + x) after 25 s of saturating glutamate."""
    blocker = RACEMATE_BLOCKERS["abbott_2024"]
    scheme = TrappingScheme(blockers=(blocker,))
    bath = Bath(agonist_um=1000.0, voltage_mv=-70.0, drug_um={"ketamine": 0.22})
    course = follow(scheme, [BathPhase(duration_s=25.0, bath=bath)], points=1)
    assert float(course["blocked"][-1]) == pytest.approx(0.22 / 1.22, rel=0.01)


def test_where_receptors_are_silent_block_lags_by_the_leak_and_no_more():
    blocker = RACEMATE_BLOCKERS["abbott_2024"]
    scheme = TrappingScheme(blockers=(blocker,))
    held = scheme.steady_state(Bath(agonist_um=1.0, voltage_mv=-70.0, drug_um={"ketamine": 1.0}))
    wash = BathPhase(duration_s=120.0 / -np.log(0.86), bath=Bath(agonist_um=0.0, voltage_mv=-70.0))
    course = follow(scheme, [wash], points=1, start=held)
    assert float(course["blocked"][-1] / course["blocked"][0]) < np.exp(-1)


@pytest.mark.parametrize("agonist_um", [1e-12, 1e-3, 1e9])
def test_the_steady_state_keeps_its_accuracy_however_seldom_channels_open(agonist_um):
    scheme = TrappingScheme(blockers=(RACEMATE_BLOCKERS["mealing_1999"],))
    bath = Bath(agonist_um=agonist_um, voltage_mv=-70.0, drug_um={"ketamine": 10.0})
    settled = scheme.steady_state(bath)
    assert scheme.blocked(settled) == pytest.approx(0.8, rel=1e-12)
    assert settled.sum() == pytest.approx(1, rel=1e-12)
