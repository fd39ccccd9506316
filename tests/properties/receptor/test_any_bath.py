"""The Markov chain of the receptor, whatever surrounds it."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sciatwin.receptor import (
    GATING_SCHEMES,
    RACEMATE_BLOCKERS,
    Bath,
    BathPhase,
    TrappingScheme,
    enantiomer_blockers,
    follow,
)
from sciatwin.receptor.gating import OPEN, STATES

RACEMATE = RACEMATE_BLOCKERS["gilling_2009"]
ENANTIOMERS = enantiomer_blockers(RACEMATE)
NAMES = [blocker.name for blocker in ENANTIOMERS]

gatings = st.sampled_from(sorted(GATING_SCHEMES)).map(GATING_SCHEMES.get)
agonists_um = st.floats(0.3, 3000.0)
voltages_mv = st.floats(-90.0, 60.0)
magnesium_mm = st.floats(0.0, 3.0)
drugs_um = st.fixed_dictionaries({name: st.floats(0.0, 50.0) for name in NAMES})
baths = st.builds(Bath, agonist_um=agonists_um, voltage_mv=voltages_mv, magnesium_mm=magnesium_mm, drug_um=drugs_um)
any_baths = baths | st.builds(
    Bath, agonist_um=st.just(0.0), voltage_mv=voltages_mv, magnesium_mm=magnesium_mm, drug_um=drugs_um
)


@settings(max_examples=40, deadline=None)
@given(gating=gatings, first=any_baths, second=any_baths, duration_s=st.floats(1e-3, 300.0))
def test_probabilities_stay_probabilities(gating, first, second, duration_s):
    scheme = TrappingScheme(blockers=ENANTIOMERS, gating=gating)
    phases = [BathPhase(duration_s=duration_s, bath=first), BathPhase(duration_s=1.0, bath=second)]
    course = follow(scheme, phases, points=3)
    states = course["probability"]
    np.testing.assert_allclose(states.sum(("pore", "gating")), 1, atol=1e-7)
    assert states.min() > -1e-9
    assert course["blocked"].min() >= -1e-9
    assert course["blocked"].max() <= 1 + 1e-9
    assert course["time"].values[-1] == pytest.approx(duration_s + 1)


@settings(max_examples=60, deadline=None)
@given(gating=gatings, bath=any_baths)
def test_what_leaves_a_state_arrives_in_another(gating, bath):
    rates = TrappingScheme(blockers=ENANTIOMERS, gating=gating).rates_per_s(bath)
    np.testing.assert_allclose(rates.sum(axis=0), 0, atol=1e-9 * np.abs(rates).max())
    assert (rates - np.diag(np.diag(rates))).min() >= 0


@settings(max_examples=60, deadline=None)
@given(gating=gatings, bath=baths)
def test_no_cycle_turns_by_itself(gating, bath):
    """Microscopic reversibility: at rest as much goes from i to j as from j to i, along every single step."""
    scheme = TrappingScheme(blockers=ENANTIOMERS, gating=gating)
    flux = scheme.rates_per_s(bath) * scheme.steady_state(bath)
    np.testing.assert_allclose(flux, flux.T, atol=1e-9 * np.abs(flux).max())


@settings(max_examples=60, deadline=None)
@given(gating=gatings, agonist_um=agonists_um, voltage_mv=voltages_mv, drug_um=st.floats(0.01, 100.0))
def test_half_blocking_concentration_does_not_depend_on_how_often_channels_open(
    gating, agonist_um, voltage_mv, drug_um
):
    """With equal gating of both arms, block = C / (C + leaving / entering), whatever the open probability."""
    scheme = TrappingScheme(blockers=(RACEMATE,), gating=gating)
    bath = Bath(agonist_um=agonist_um, voltage_mv=voltage_mv, drug_um={"ketamine": drug_um})
    half_um = RACEMATE.leaving_per_s(gating, voltage_mv) / RACEMATE.entering_per_um_s(gating)
    assert scheme.blocked(scheme.steady_state(bath)) == pytest.approx(drug_um / (drug_um + half_um), rel=1e-7)


@settings(max_examples=40, deadline=None)
@given(bath=baths)
def test_the_steady_state_is_one_and_the_current_falls_as_receptors_are_blocked(bath):
    scheme = TrappingScheme(blockers=ENANTIOMERS)
    settled = scheme.steady_state(bath)
    np.testing.assert_allclose(scheme.rates_per_s(bath) @ settled, 0, atol=1e-8)
    without = scheme.steady_state(Bath(agonist_um=bath.agonist_um, voltage_mv=bath.voltage_mv))
    occupied = settled[len(STATES) :].sum()
    assert scheme.conducting(settled) == pytest.approx(without[OPEN] * (1 - occupied), abs=1e-9)


@settings(max_examples=40, deadline=None)
@given(low_mv=st.floats(-90.0, 50.0), rise_mv=st.floats(1.0, 60.0), magnesium=st.floats(0.05, 3.0))
def test_depolarisation_weakens_and_magnesium_competes(low_mv, rise_mv, magnesium):
    scheme = TrappingScheme(blockers=(RACEMATE,))

    def half_um(voltage_mv, magnesium_mm=0.0):
        return scheme.half_block_um("ketamine", voltage_mv=voltage_mv, magnesium_mm=magnesium_mm)

    assert half_um(low_mv + rise_mv) > half_um(low_mv)
    assert half_um(low_mv, magnesium) > half_um(low_mv)
