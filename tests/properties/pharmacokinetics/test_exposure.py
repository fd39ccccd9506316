"""Total exposure is dose ÷ clearance, however the dose is given and whatever the volumes and flows."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from sciatwin.pharmacokinetics.enantiomers import as_r_ketamine
from sciatwin.pharmacokinetics.engine import LinearSystem, solve
from sciatwin.pharmacokinetics.parameters import draw
from sciatwin.pharmacokinetics.summary import summarise
from sciatwin.pharmacokinetics.systems import build_system
from sciatwin.pharmacokinetics.which_model.library import model_named
from sciatwin.regimen import Bolus, Infusion

checked = settings(deadline=None, derandomize=True, max_examples=60)
LONG = 45.0  # half-lives until nothing is left at double precision

volumes_l = st.floats(2, 400)
flows_l_per_h = st.floats(2, 400)
doses = st.builds(Bolus, start_h=st.just(0.0), dose_mg=st.floats(1, 200)) | st.builds(
    Infusion, start_h=st.just(0.0), duration_h=st.floats(0.1, 24), dose_mg=st.floats(1, 200)
)


def _three_compartments(clearance, v1, v2, v3, q2, q3):
    """Plasma in mg/L, and a fourth state that adds up plasma over time (mg·h/L) and never empties."""
    rate = np.zeros((4, 4, 1))
    rate[0, 0] = -(clearance + q2 + q3) / v1
    rate[1, 0], rate[0, 1], rate[1, 1] = q2 / v1, q2 / v2, -q2 / v2
    rate[2, 0], rate[0, 2], rate[2, 2] = q3 / v1, q3 / v3, -q3 / v3
    rate[3, 0] = 1 / v1
    return LinearSystem(rate, 0, np.array([0, 3]), np.array([[1 / v1], [1.0]]), ("plasma", "exposure"))


def _until_empty_h(rate):
    slowest = -np.linalg.eigvals(rate[:3, :3, 0]).real.max()
    return LONG * np.log(2) / slowest


@checked
@given(
    clearance=flows_l_per_h, v1=volumes_l, v2=volumes_l, v3=volumes_l, q2=flows_l_per_h, q3=flows_l_per_h, dose=doses
)
def test_exposure_is_dose_over_clearance(clearance, v1, v2, v3, q2, q3, dose):
    system = _three_compartments(clearance, v1, v2, v3, q2, q3)
    end_h = 24 + _until_empty_h(system.rate_per_h)
    plasma, exposure = solve(system, [dose], np.array([end_h]))[:, 0, 0]
    assert plasma < 1e-12 * dose.dose_mg / v1
    np.testing.assert_allclose(exposure, dose.dose_mg / clearance, rtol=1e-8)


@checked
@given(
    clearance=flows_l_per_h, v1=volumes_l, v2=volumes_l, v3=volumes_l, q2=flows_l_per_h, q3=flows_l_per_h, dose=doses
)
def test_summary_gives_clearance_and_the_sum_of_volumes(clearance, v1, v2, v3, q2, q3, dose):
    whole = _three_compartments(clearance, v1, v2, v3, q2, q3)
    plasma = LinearSystem(whole.rate_per_h[:3, :3], 0, np.array([0]), 1000 * whole.output_scale[:1], ("plasma",))
    summary = summarise(plasma)
    np.testing.assert_allclose(summary.clearance_l_per_h, clearance, rtol=1e-9)
    np.testing.assert_allclose(summary.steady_state_volume_l, v1 + v2 + v3, rtol=1e-9)


@checked
@given(clearance=flows_l_per_h, v1=volumes_l, v2=volumes_l, v3=volumes_l, q2=flows_l_per_h, q3=flows_l_per_h)
def test_late_levels_fall_with_the_terminal_half_life(clearance, v1, v2, v3, q2, q3):
    whole = _three_compartments(clearance, v1, v2, v3, q2, q3)
    plasma = LinearSystem(whole.rate_per_h[:3, :3], 0, np.array([0]), 1000 * whole.output_scale[:1], ("plasma",))
    half_life = summarise(plasma).terminal_half_life_h[0]
    late = solve(plasma, [Bolus(start_h=0, dose_mg=10)], np.array([60, 61]) * half_life)[0, :, 0]
    np.testing.assert_allclose(late[1] / late[0], 0.5, rtol=1e-5)


@checked
@given(seed=st.integers(0, 10**6), weight_kg=st.floats(45, 130))
def test_summary_of_drawn_people_is_their_own_clearance(seed, weight_kg):
    model = model_named("otto_2021")
    values = draw(model, weight_kg, 6, seed)
    parent = build_system(model, values, analytes=(model.dosed,))
    np.testing.assert_allclose(summarise(parent).clearance_l_per_h, values["cl"], rtol=1e-9)


@checked
@given(seed=st.integers(0, 10**6))
def test_r_ketamine_of_a_drawn_person_leaves_by_the_slower_clearance(seed):
    model = as_r_ketamine(model_named("otto_2021"))
    values = draw(model, 74.0, 6, seed)
    parent = build_system(model, values, analytes=(model.dosed,))
    np.testing.assert_allclose(summarise(parent).clearance_l_per_h, values["cl"] / 1.16, rtol=1e-9)
