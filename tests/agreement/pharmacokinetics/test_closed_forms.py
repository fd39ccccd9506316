"""The engine gives closed forms where eigenvalue methods lose digits: equal, near-equal, zero and stiff rates."""

import dataclasses
import math

import numpy as np
import pytest
from scipy.linalg import expm

from sciatwin.pharmacokinetics.engine import solve
from sciatwin.regimen import Bolus, Infusion
from support.kinetics.chains import chain, last_of_equal_chain, last_of_unequal_chain, system_of

ONE_MG = [Bolus(start_h=0, dose_mg=1)]


@pytest.mark.parametrize("states", [1, 2, 3, 5, 8])
@pytest.mark.parametrize("step_h", [1e-3, 0.5, 12.0])
def test_one_step_is_the_matrix_exponential(states, step_h):
    rng = np.random.default_rng([20261, states])
    matrix = rng.lognormal(0, 2, (states, states))
    np.fill_diagonal(matrix, 0)
    np.fill_diagonal(matrix, -matrix.sum(axis=0) - rng.lognormal(0, 1, states))
    pump = np.zeros((states + 1, states + 1))
    pump[:states, :states], pump[0, states] = matrix, 1.0
    expected = 3.0 * expm(pump * step_h)[:states, states] + 2.0 * expm(matrix * step_h)[:, 0]
    doses = [Bolus(start_h=0, dose_mg=2), Infusion(start_h=0, duration_h=24, dose_mg=72)]
    amounts = solve(system_of(matrix), doses, np.array([step_h]))[:, 0, 0]
    np.testing.assert_allclose(amounts, expected, rtol=1e-10, atol=1e-13 * expected.max())


@pytest.mark.parametrize("count", [1, 2, 3, 7, 12])
@pytest.mark.parametrize("rate_per_h", [0.01, 5.97, 400.0])
def test_equal_transit_rates_give_a_gamma_density(count, rate_per_h):
    times_h = np.array([0.1, 1.0, 3.0, 10.0]) * count / rate_per_h
    amounts = solve(chain([rate_per_h] * count), ONE_MG, times_h)[-1, :, 0]
    expected = [last_of_equal_chain(rate_per_h, count, time) for time in times_h]
    np.testing.assert_allclose(amounts, expected, rtol=1e-11)


@pytest.mark.parametrize("gap", [1e-3, 1e-6, 1e-9, 1e-12, 1e-15])
def test_nearly_equal_rates_keep_their_digits(gap):
    rates = [2.0, 2.0 * (1 + gap), 2.0 * (1 + 3 * gap), 0.7]
    times_h = np.array([0.05, 0.5, 2.0, 9.0])
    amounts = solve(chain(rates), ONE_MG, times_h)[-1, :, 0]
    expected = [last_of_unequal_chain(rates, time) for time in times_h]
    np.testing.assert_allclose(amounts, expected, rtol=1e-11)


@pytest.mark.parametrize("horizon_h", [5.0, 300.0, 2160.0])
@pytest.mark.parametrize("fast_per_h", [1e2, 1e4, 1e6])
def test_stiff_rates_lose_digits_only_in_proportion_to_rate_times_time(fast_per_h, horizon_h):
    rates = [fast_per_h, 3e-4]  # seconds beside months
    times_h = np.array([0.1, horizon_h])
    amounts = solve(chain(rates), ONE_MG, times_h)[-1, :, 0]
    expected = [last_of_unequal_chain(rates, time) for time in times_h]
    np.testing.assert_allclose(amounts, expected, rtol=max(1e-12, 1e-15 * fast_per_h * horizon_h))


def test_stiff_rates_of_the_size_of_the_library_meet_the_closed_form_to_ten_digits():
    """107 per h is the hydroxynorketamine delay, 10.9 days the half-life of the slow effect site."""
    rates = [107.0, math.log(2) / (10.9 * 24)]
    times_h = np.arange(0.0, 2160.5, 12.0)[1:]
    amounts = solve(chain(rates), ONE_MG, times_h)[-1, :, 0]
    expected = [last_of_unequal_chain(rates, time) for time in times_h]
    np.testing.assert_allclose(amounts, expected, rtol=1e-10)


def test_without_any_flow_the_dose_stays():
    amounts = solve(system_of(np.zeros((3, 3))), ONE_MG, np.array([0.0, 1.0, 1e4]))[:, :, 0]
    np.testing.assert_array_equal(amounts, [[1, 1, 1], [0, 0, 0], [0, 0, 0]])


def test_without_elimination_an_infusion_adds_up():
    matrix = np.array([[-2.0, 0.5], [2.0, -0.5]])
    infusion = [Infusion(start_h=1, duration_h=4, dose_mg=40)]
    total = solve(system_of(matrix), infusion, np.array([1.0, 2.0, 5.0, 50.0])).sum(axis=0)[:, 0]
    np.testing.assert_allclose(total, [0, 10, 40, 40], rtol=1e-13)


def test_a_compartment_without_inflow_stays_empty():
    matrix = np.array([[-1.0, 0.0, 0.0], [0.0, -1.0, 0.0], [0.0, 1.0, -1.0]])
    amounts = solve(system_of(matrix), ONE_MG, np.array([0.5, 5.0]))[:, :, 0]
    np.testing.assert_array_equal(amounts[1:], 0.0)


CLEARED_PER_H = 0.3


def _infused(time_h, duration_h, rate_mg_per_h):
    """Amount in one compartment during and after an infusion, by the textbook formula."""
    at_end = -math.expm1(-CLEARED_PER_H * min(time_h, duration_h)) * rate_mg_per_h / CLEARED_PER_H
    return at_end * math.exp(-CLEARED_PER_H * max(time_h - duration_h, 0))


def _given(time_h, start_h, dose_mg):
    return dose_mg * math.exp(-CLEARED_PER_H * (time_h - start_h)) if time_h >= start_h else 0.0


def test_overlapping_infusions_and_boluses_add_up():
    doses = [
        Infusion(start_h=0, duration_h=4, dose_mg=80),
        Infusion(start_h=0, duration_h=1, dose_mg=7),
        Bolus(start_h=1, dose_mg=3),
        Bolus(start_h=4, dose_mg=5),
    ]
    times_h = np.array([0.0, 0.5, 1.0, 2.0, 4.0, 4.5, 30.0])
    amounts = solve(system_of([[-CLEARED_PER_H]]), doses, times_h)[0, :, 0]
    expected = [_infused(t, 4, 20) + _infused(t, 1, 7) + _given(t, 1, 3) + _given(t, 4, 5) for t in times_h]
    np.testing.assert_allclose(amounts, expected, rtol=1e-13)


def test_an_observation_at_a_bolus_includes_it():
    amounts = solve(system_of([[-CLEARED_PER_H]]), [Bolus(start_h=2, dose_mg=9)], np.array([2.0]))
    assert amounts[0, 0, 0] == 9.0


@pytest.mark.parametrize("duration_h", [0.1, 1 / 3, 40 / 60, 1.1, 4.0])
def test_an_observation_at_the_end_of_an_infusion_is_the_peak(duration_h):
    infusion = Infusion(start_h=0.7, duration_h=duration_h, dose_mg=duration_h * 20)
    times_h = infusion.end_h + np.array([-1e-6, 0.0, 1e-6])
    before, at_end, after = solve(system_of([[-CLEARED_PER_H]]), [infusion], times_h)[0, :, 0]
    assert at_end == pytest.approx(_infused(duration_h, duration_h, 20), rel=1e-12)
    assert before < at_end > after


def test_an_observation_within_an_infusion_does_not_wait_for_its_end():
    infusion = [Infusion(start_h=0, duration_h=240, dose_mg=4800)]
    amounts = solve(system_of([[-CLEARED_PER_H]]), infusion, np.array([1.5]))
    assert amounts[0, 0, 0] == pytest.approx(_infused(1.5, 240, 20), rel=1e-13)


def _fed(dosed_elsewhere):
    """Two compartments that empty side by side; the second can be dosed by name."""
    system = system_of(np.diag([-CLEARED_PER_H, -2 * CLEARED_PER_H]))
    amounts = solve(
        dataclasses.replace(system, further_inputs={"other": 1}), dosed_elsewhere, np.array([1.0, 3.0, 9.0])
    )
    return amounts[:, :, 0]


def test_doses_enter_the_compartments_they_name():
    doses = [
        Infusion(start_h=0, duration_h=4, dose_mg=80),
        Infusion(start_h=0, duration_h=3, dose_mg=30, compartment="other"),
        Bolus(start_h=1, dose_mg=5, compartment="other"),
    ]
    central, other = _fed(doses)
    np.testing.assert_allclose(central, [_infused(t, 4, 20) for t in (1, 3, 9)], rtol=1e-13)
    twice = 2 * CLEARED_PER_H
    infused = [10 / twice * -math.expm1(-twice * min(t, 3)) * math.exp(-twice * max(t - 3, 0)) for t in (1, 3, 9)]
    np.testing.assert_allclose(
        other, [x + 5 * math.exp(-twice * (t - 1)) for x, t in zip(infused, (1, 3, 9), strict=True)], rtol=1e-13
    )
