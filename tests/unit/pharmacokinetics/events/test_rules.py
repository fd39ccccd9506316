"""The rules that decide what happens at one time, and between two records."""

import numpy as np
import pytest
from scipy.linalg import expm

from sciatwin.errors import ModelError, RegimenError
from sciatwin.pharmacokinetics.events import (
    Carry,
    Dose,
    Kinetics,
    Modelled,
    Observation,
    OtherEvent,
    Reset,
    SteadyInfusion,
    SteadyState,
    amounts_at,
    rate_matrix,
    solve_events,
)
from sciatwin.pharmacokinetics.events.propagator import propagator

KE = 0.2


def kinetics(ke=KE, **more):
    return Kinetics(compartments=("central",), rate_per_h=rate_matrix(("central",), {("central", None): ke}), **more)


def dose(time_h=0.0, amount_mg=10.0, **more):
    return Dose(time_h=time_h, amount_mg=amount_mg, compartment="central", **more)


def see(time_h):
    return Observation(time_h=time_h)


def central(events, parameters, **more):
    return solve_events(events, parameters, **more)[:, 0]


def test_observation_sees_the_doses_before_it_in_the_list():
    amounts = central([see(0), dose(), see(0), dose(amount_mg=5), see(0)], kinetics())
    assert amounts.tolist() == [0, 10, 10, 15, 15]


def test_times_of_an_array_see_the_doses_of_their_time():
    amounts = amounts_at([dose(1), dose(2)], kinetics(ke=0), np.array([0, 1, 1.5, 2, 2]))
    assert amounts[:, 0].tolist() == [0, 10, 10, 20, 20]


@pytest.mark.parametrize("step_h", [0.1, 0.7, 1 / 3])
def test_rounding_of_times_does_not_move_a_dose_behind_its_observation(step_h):
    """3 × 0.1 h is 0.30000000000000004 h, and still the dose of 0.3 h."""
    train = dose(additional=60, interval_h=step_h)
    times_h = np.array([round(count * step_h, 12) for count in range(61)])
    np.testing.assert_allclose(amounts_at([train], kinetics(ke=0), times_h)[:, 0], 10 * np.arange(1, 62))
    separate = [dose(count * step_h) for count in range(61)]
    np.testing.assert_allclose(amounts_at(separate, kinetics(ke=0), times_h)[:, 0], 10 * np.arange(1, 62))


def test_additional_and_lagged_doses_arrive_before_the_records_of_their_time():
    train = dose(additional=1, interval_h=12)
    assert central([train, see(12), dose(12), see(12)], kinetics(ke=0)).tolist() == [10, 20, 30, 30]
    lagged = kinetics(ke=0, lag_h={"central": 3})
    assert central([dose(), see(2.999), see(3), see(15)], lagged).tolist() == [0, 0, 10, 10]


def test_reset_forgets_amounts_infusions_and_doses_to_come_and_may_turn_the_clock_back():
    busy = [dose(additional=9, interval_h=1), dose(rate_mg_per_h=1), see(3)]
    amounts = central([*busy, Reset(time_h=1), see(1), see(20)], kinetics(lag_h={"central": 2}))
    assert amounts[2] > 0
    assert amounts[3:].tolist() == [0, 0, 0]


def test_reset_and_dose_starts_anew():
    once = central([dose(2), see(5)], kinetics())
    again = central([dose(), see(9), dose(2, reset_first=True), see(5)], kinetics())
    np.testing.assert_array_equal(again[2:], once)


def test_time_cannot_go_back_without_a_reset():
    with pytest.raises(RegimenError, match=r"back from 5 h to 4 h.*Reset"):
        central([dose(5), see(4)], kinetics())
    with pytest.raises(RegimenError, match=r"times_h must not go back.*2 h follows 3 h"):
        amounts_at([dose()], kinetics(), np.array([3.0, 2.0]))


def test_steady_state_1_replaces_and_2_adds():
    series = {"interval_h": 6, "steady_state": SteadyState.REPLACE}
    alone = central([dose(4, **series), see(20)], kinetics())
    before = [dose(0, 70, additional=5, interval_h=5), dose(1, 70, rate_mg_per_h=2)]
    np.testing.assert_array_equal(central([*before, dose(4, **series), see(20)], kinetics())[2:], alone)
    added = central([*before, dose(4, **series | {"steady_state": SteadyState.ADD}), see(20)], kinetics())[2:]
    without = central([*before, see(4), see(20)], kinetics())[2:]
    np.testing.assert_allclose(added, alone + without, rtol=1e-13)


def test_steady_state_uses_the_parameters_of_its_own_record():
    parameters = [kinetics(ke=0.5), kinetics(ke=0.1), kinetics(ke=0.1)]
    amounts = central([see(0), dose(3, interval_h=6, steady_state=SteadyState.REPLACE), see(5)], parameters)
    np.testing.assert_allclose(amounts[1:], 10 / -np.expm1(-0.6) * np.exp([0, -0.2]), rtol=1e-13)


@pytest.mark.parametrize(("carry", "fraction"), [(Carry.BACKWARD, 0.5), (Carry.FORWARD, 0.25)])
def test_bioavailability_is_that_of_the_record_in_force_when_a_dose_arrives(carry, fraction):
    """The dose itself at 0 h arrives with its own record's 1.0; the additional ones between and at records."""
    parameters = [kinetics(ke=0, bioavailability_fraction={"central": part}) for part in (1.0, 0.25, 0.5)]
    amounts = central([dose(additional=3, interval_h=2), see(3), see(6)], parameters, carry=carry)
    at_2 = 0.25 if carry is Carry.BACKWARD else 1.0
    np.testing.assert_allclose(amounts, 10 * np.cumsum([1.0, at_2, fraction + 0.5]), rtol=1e-14)


def test_covariate_change_at_a_dose_acts_before_the_dose_and_not_on_what_follows():
    """BACKWARD: the record's parameters rule the interval that ends with it."""
    parameters = [kinetics(0.1), kinetics(0.9), kinetics(0.1)]
    amounts = central([dose(), dose(2), see(5)], parameters)
    at_2 = 10 * np.exp(-0.9 * 2) + 10
    np.testing.assert_allclose(amounts, [10, at_2, at_2 * np.exp(-0.1 * 3)], rtol=1e-14)


def test_modelled_rate_acts_for_as_long_as_it_runs():
    parameters = [kinetics(ke=0, modelled_rate_mg_per_h={"central": rate}) for rate in (9, 2, 1, 4)]
    amounts = central([dose(modelled=Modelled.RATE), see(2), see(4), see(20)], parameters)
    np.testing.assert_allclose(amounts, [0, 2 * 2, 2 * 2 + 2 * 1, 10], rtol=1e-14)


def test_modelled_duration_is_fixed_when_the_infusion_starts():
    parameters = [kinetics(ke=0, modelled_duration_h={"central": hours}) for hours in (5, 1, 1)]
    amounts = central([dose(modelled=Modelled.DURATION), see(2), see(4)], parameters)
    np.testing.assert_allclose(amounts, [0, 4, 8], rtol=1e-14)


def test_lag_time_is_that_of_the_dose_record_for_all_its_doses():
    parameters = [kinetics(ke=0, lag_h={"central": hours}) for hours in (1, 7, 7, 7, 7)]
    train = dose(additional=1, interval_h=4)
    assert central([train, see(0.5), see(1), see(4.5), see(5)], parameters).tolist() == [0, 0, 10, 10, 20]


def test_lag_and_bioavailability_belong_to_their_compartment():
    names = ("depot", "central")
    both = Kinetics(
        compartments=names,
        rate_per_h=np.zeros((2, 2)),
        lag_h={"central": 2},
        bioavailability_fraction={"depot": 0.5},
    )
    doses = [Dose(time_h=0, amount_mg=10, compartment=name) for name in names]
    assert solve_events([*doses, see(1), see(2)], both)[2:].tolist() == [[5, 0], [5, 10]]


def test_nothing_arrives_where_nothing_is_available():
    none = kinetics(bioavailability_fraction={"central": 0})
    events = [dose(), dose(rate_mg_per_h=1), dose(interval_h=3, duration_h=1, steady_state=SteadyState.ADD), see(2)]
    assert central(events, none).tolist() == [0, 0, 0, 0]


def test_steady_state_needs_a_lag_below_the_interval():
    late = kinetics(lag_h={"central": 6})
    with pytest.raises(RegimenError, match=r"lag time of 'central' \(6 h\).*shorter than interval_h \(6 h\)"):
        central([dose(interval_h=6, steady_state=SteadyState.REPLACE)], late)


@pytest.mark.parametrize("trap", [0.0, 1e-16])
def test_there_is_no_steady_state_where_drug_never_leaves(trap):
    names = ("central", "trap")
    flows = {("central", None): 0.5, ("central", "trap"): 0.1, ("trap", "central"): trap}
    closed = Kinetics(compartments=names, rate_per_h=rate_matrix(names, flows))
    for event in (
        dose(interval_h=6, steady_state=SteadyState.REPLACE),
        SteadyInfusion(time_h=0, compartment="central", rate_mg_per_h=1),
    ):
        with pytest.raises(ModelError, match="no steady state"):
            solve_events([event], closed)


def test_a_closed_compartment_that_drug_cannot_reach_does_not_matter():
    names = ("central", "elsewhere")
    apart = Kinetics(compartments=names, rate_per_h=rate_matrix(names, {("central", None): KE}))
    series = dose(interval_h=6, steady_state=SteadyState.REPLACE)
    np.testing.assert_allclose(solve_events([series], apart)[0], [10 / -np.expm1(-6 * KE), 0], rtol=1e-13)


def test_modelled_input_must_be_among_the_kinetics():
    with pytest.raises(ModelError, match=r"'central' needs modelled_duration_h"):
        central([dose(modelled=Modelled.DURATION), see(1)], kinetics())


def test_unknown_compartment_is_named():
    with pytest.raises(ModelError, match=r"no compartment 'nose' \(available: central\)"):
        solve_events([Dose(time_h=0, amount_mg=1, compartment="nose")], kinetics())


def test_kinetics_must_match_the_events():
    with pytest.raises(RegimenError, match="2 events need one Kinetics or 2; got 1"):
        solve_events([see(0), see(1)], [kinetics()])
    other = Kinetics(compartments=("other",), rate_per_h=np.zeros((1, 1)))
    with pytest.raises(RegimenError, match="same compartments"):
        solve_events([see(0), see(1)], [kinetics(), other])


def test_no_events_give_no_amounts():
    assert solve_events([], kinetics()).shape[0] == 0
    assert amounts_at([], kinetics(), np.array([0.0, 1.0])).tolist() == [[0], [0]]


def test_other_events_only_mark_a_time():
    with_mark = central([dose(), OtherEvent(time_h=1.3), see(4)], kinetics())
    np.testing.assert_allclose(with_mark[[0, 2]], central([dose(), see(4)], kinetics()), rtol=1e-14)


def test_propagator_is_the_matrix_exponential():
    names = ("depot", "central", "shallow", "deep")
    flows = {
        ("depot", "central"): 0.7,
        ("central", None): 0.7,
        ("central", "shallow"): 2,
        ("shallow", "central"): 0.3,
        ("central", "deep"): 0.1,
        ("deep", "central"): 0.004,
    }
    rate = rate_matrix(names, flows)
    for length_h in (0.0, 1e-9, 0.3, 5.0, 120.0):
        ours = propagator(rate, length_h)
        np.testing.assert_allclose(ours.amount, expm(rate * length_h), rtol=1e-11, atol=1e-13)
        with_input = expm(np.block([[rate, np.eye(4)], [np.zeros((4, 8))]]) * length_h)
        np.testing.assert_allclose(ours.input, with_input[:4, 4:], rtol=1e-11, atol=1e-13)


def test_propagator_keeps_the_relative_accuracy_of_tails():
    """1e-87 of a dose after 200 half-lives, to ten digits."""
    assert propagator(np.array([[-1.0]]), 200.0).amount[0, 0] == pytest.approx(np.exp(-200.0), rel=1e-12)
