"""Events against the formulas of textbooks (Gibaldi & Perrier, Pharmacokinetics, 1982), to 1e-10 of each value."""

import numpy as np
import pytest

from sciatwin.pharmacokinetics.engine import LinearSystem, solve
from sciatwin.pharmacokinetics.events import (
    Carry,
    Dose,
    Kinetics,
    Modelled,
    Observation,
    SteadyInfusion,
    SteadyState,
    amounts_at,
    doses_of,
    kinetics_of_system,
    rate_matrix,
    solve_events,
)
from sciatwin.pharmacokinetics.parameters import typical
from sciatwin.pharmacokinetics.systems import EffectSite, build_system
from sciatwin.pharmacokinetics.which_model.library import MODELS
from sciatwin.regimen import Bolus, Infusion

KA, KE, DOSE = 0.9, 0.13, 50.0
TIMES_H = np.array([0.0, 0.01, 0.5, 1.0, 2.5, 4.0, 7.9, 12.0, 30.0, 100.0, 250.0])
EXACT = {"rtol": 1e-10, "atol": 0.0}


def one_compartment(ke=KE, **more):
    return Kinetics(compartments=("central",), rate_per_h=rate_matrix(("central",), {("central", None): ke}), **more)


def with_depot(ka=KA, ke=KE, **more):
    names = ("depot", "central")
    flows = {("depot", "central"): ka, ("central", None): ke}
    return Kinetics(compartments=names, rate_per_h=rate_matrix(names, flows), **more)


def central(events, kinetics, times_h=TIMES_H):
    return amounts_at(events, kinetics, times_h)[:, kinetics.index("central")]


def dose(**more):
    return Dose(**{"time_h": 0, "amount_mg": DOSE, "compartment": "central"} | more)


def infused(time_h, rate, duration_h, ke=KE):
    """One compartment during and after one infusion that starts at 0."""
    during = np.clip(time_h, 0, duration_h)
    return rate / ke * -np.expm1(-ke * during) * np.exp(-ke * (np.maximum(time_h, during) - during))


def bateman(time_h, ka, ke=KE):
    """ka / (ka − ke) (e^(−ke t) − e^(−ka t)), written so that ka near ke loses nothing."""
    gap = (ka - ke) * time_h
    ratio = np.where(gap == 0, 1.0, -np.expm1(-gap) / np.where(gap == 0, 1.0, gap))
    return ka * time_h * np.exp(-ke * time_h) * ratio


def test_bolus_decays_exponentially():
    np.testing.assert_allclose(central([dose()], one_compartment()), DOSE * np.exp(-KE * TIMES_H), **EXACT)


@pytest.mark.parametrize("ka", [KA, KE, KE * (1 + 1e-12), KE * (1 + 1e-7), KE * (1 - 1e-9), 0.01, 40.0])
def test_depot_follows_bateman_even_where_both_rates_are_equal(ka):
    times_h = TIMES_H[1:]
    levels = central([dose(compartment="depot")], with_depot(ka=ka), times_h)
    expected = DOSE * bateman(times_h, ka)
    np.testing.assert_allclose(levels, expected, **EXACT)


@pytest.mark.parametrize("form", [{"rate_mg_per_h": 12.5}, {"duration_h": 4.0}])
def test_infusion_rises_and_falls(form):
    levels = central([dose(**form)], one_compartment())  # 4.0 h, its end, is among the times
    np.testing.assert_allclose(levels, infused(TIMES_H, DOSE / 4, 4.0), **EXACT)


def test_level_at_the_end_of_an_infusion_is_the_highest():
    end_h = 50 / 7
    times_h = np.array([end_h * (1 - 1e-9), end_h, end_h * (1 + 1e-9)])
    before, at, after = central([dose(rate_mg_per_h=7.0)], one_compartment(), times_h)
    assert at > before
    assert at > after
    np.testing.assert_allclose(at, 7 / KE * -np.expm1(-KE * end_h), **EXACT)


def test_additional_doses_accumulate():
    repeated, since_h, interval_h = 9, 3.7, 6.0
    levels = central([dose(additional=repeated, interval_h=interval_h)], one_compartment(), [9 * interval_h + since_h])
    accumulation = -np.expm1(-(repeated + 1) * KE * interval_h) / -np.expm1(-KE * interval_h)
    np.testing.assert_allclose(levels, DOSE * accumulation * np.exp(-KE * since_h), **EXACT)


def test_steady_state_of_boluses():
    series = dose(interval_h=8, steady_state=SteadyState.REPLACE)
    times_h = np.linspace(0, 7.9, 20)
    expected = DOSE * np.exp(-KE * times_h) / -np.expm1(-KE * 8)
    np.testing.assert_allclose(central([series], one_compartment(), times_h), expected, **EXACT)


def test_steady_state_of_a_depot():
    series = dose(compartment="depot", interval_h=8, steady_state=SteadyState.REPLACE)
    times_h = np.linspace(0, 7.9, 20)
    terms = [np.exp(-k * times_h) / -np.expm1(-k * 8) for k in (KE, KA)]
    expected = DOSE * KA / (KA - KE) * (terms[0] - terms[1])
    np.testing.assert_allclose(central([series], with_depot(), times_h), expected, **EXACT)


def steady_infusion(time_h, rate, duration_h, interval_h):
    """One compartment at steady state, ``time_h`` after the last start; the part beyond whole intervals is constant."""
    whole, part_h = divmod(duration_h, interval_h)
    tail = infused(interval_h, rate, part_h) / -np.expm1(-KE * interval_h)
    return whole * rate / KE + infused(time_h, rate, part_h) + tail * np.exp(-KE * time_h)


@pytest.mark.parametrize("duration_h", [0.001, 2.0, 7.999, 8.0, 8.001, 11.0, 16.0, 29.0, 163.2])
@pytest.mark.parametrize("form", ["rate", "duration", "modelled rate", "modelled duration"])
def test_steady_state_of_infusions_shorter_and_longer_than_their_interval(duration_h, form):
    rate = DOSE / duration_h
    given = {
        "rate": {"rate_mg_per_h": rate},
        "duration": {"duration_h": duration_h},
        "modelled rate": {"modelled": Modelled.RATE},
        "modelled duration": {"modelled": Modelled.DURATION},
    }[form]
    kinetics = one_compartment(modelled_rate_mg_per_h={"central": rate}, modelled_duration_h={"central": duration_h})
    series = dose(interval_h=8, additional=30, steady_state=SteadyState.REPLACE, **given)
    times_h = np.linspace(0, 7.9, 20)
    expected = steady_infusion(times_h, rate, duration_h, 8)
    np.testing.assert_allclose(central([series], kinetics, times_h), expected, **EXACT)
    np.testing.assert_allclose(central([series], kinetics, times_h + 8 * 25), expected, rtol=1e-9)


def test_infusions_of_a_steady_state_run_on_until_the_last_one_ends():
    series = dose(interval_h=8, duration_h=20.0, steady_state=SteadyState.REPLACE)
    times_h = np.array([0.0, 3.9, 4.0, 5.0, 11.9, 12.0, 13.0, 19.9, 20.0, 40.0])
    rate, starts_h = DOSE / 20, -8.0 * np.arange(200)
    expected = sum(infused(times_h - start, rate, 20.0) for start in starts_h)
    np.testing.assert_allclose(central([series], one_compartment(), times_h), expected, **EXACT)


def test_constant_infusion_has_brought_rate_over_elimination_and_stops():
    event = SteadyInfusion(time_h=0, compartment="central", rate_mg_per_h=9)
    kinetics = one_compartment(bioavailability_fraction={"central": 0.3}, lag_h={"central": 2})  # neither applies
    np.testing.assert_allclose(central([event], kinetics), 9 / KE * np.exp(-KE * TIMES_H), **EXACT)


@pytest.mark.parametrize("lag_h", [0.25, 3.0, 7.75])
def test_lagged_steady_state_shows_the_previous_interval_until_the_dose_arrives(lag_h):
    series = dose(interval_h=8, additional=3, steady_state=SteadyState.REPLACE)
    times_h = np.array([0.0, 0.1, 2.9, 3.0, 3.1, 7.7, 7.8, 8.0, 15.0])
    expected = DOSE * np.exp(-KE * ((times_h - lag_h) % 8)) / -np.expm1(-KE * 8)
    kinetics = one_compartment(lag_h={"central": lag_h})
    np.testing.assert_allclose(central([series], kinetics, times_h), expected, **EXACT)


def test_lagged_infusion_of_the_previous_interval_may_still_run():
    series = dose(interval_h=12, duration_h=6.0, steady_state=SteadyState.REPLACE, additional=2)
    kinetics = one_compartment(lag_h={"central": 8})  # the last one arrived at −4 h and runs until 2 h
    times_h = np.array([0.0, 0.5, 1.9, 2.0, 2.1, 7.9, 8.0, 9.0, 14.0, 19.9])
    expected = steady_infusion((times_h - 8) % 12, DOSE / 6, 6.0, 12)
    np.testing.assert_allclose(central([series], kinetics, times_h), expected, **EXACT)


@pytest.mark.parametrize(
    ("form", "rate_factor", "duration_factor"),
    [
        ({"rate_mg_per_h": 10.0}, 1.0, 0.4),
        ({"modelled": Modelled.RATE}, 1.0, 0.4),
        ({"duration_h": 5.0}, 0.4, 1.0),
        ({"modelled": Modelled.DURATION}, 0.4, 1.0),
    ],
)
def test_bioavailability_changes_what_the_form_of_the_infusion_leaves_open(form, rate_factor, duration_factor):
    kinetics = one_compartment(
        bioavailability_fraction={"central": 0.4},
        modelled_rate_mg_per_h={"central": 10},
        modelled_duration_h={"central": 5},
    )
    expected = infused(TIMES_H, 10 * rate_factor, 5 * duration_factor)
    np.testing.assert_allclose(central([dose(**form)], kinetics), expected, **EXACT)


def test_two_compartments_follow_two_exponentials():
    ke, k12, k21 = 0.5, 1.2, 0.07
    names = ("central", "peripheral")
    flows = {("central", None): ke, ("central", "peripheral"): k12, ("peripheral", "central"): k21}
    kinetics = Kinetics(compartments=names, rate_per_h=rate_matrix(names, flows))
    total = ke + k12 + k21
    alpha = (total + np.sqrt(total**2 - 4 * ke * k21)) / 2
    beta = ke * k21 / alpha
    first, second = ((rate - k21) * np.exp(-rate * TIMES_H) for rate in (alpha, beta))
    np.testing.assert_allclose(central([dose()], kinetics), DOSE * (first - second) / (alpha - beta), **EXACT)


def test_without_elimination_everything_stays():
    np.testing.assert_allclose(central([dose()], one_compartment(ke=0.0)), DOSE, **EXACT)
    levels = central([dose(duration_h=4)], one_compartment(ke=0.0))
    np.testing.assert_allclose(levels, DOSE * np.clip(TIMES_H / 4, 0, 1), **EXACT)


@pytest.mark.parametrize("carry", Carry)
def test_parameters_change_at_records(carry):
    """BACKWARD: the rate of the record that ends an interval. FORWARD: of the one that begins it."""
    times_h, rates = np.array([0.0, 1.0, 1.0, 4.0, 6.0]), np.array([0.3, 0.1, 0.7, 0.2, 0.5])
    events = [dose(), *(Observation(time_h=time_h) for time_h in times_h[1:])]
    amounts = solve_events(events, [one_compartment(ke) for ke in rates], carry=carry)[:, 0]
    held = rates[1:] if carry is Carry.BACKWARD else rates[:-1]
    expected = DOSE * np.exp(-np.concatenate([[0], np.cumsum(held * np.diff(times_h))]))
    np.testing.assert_allclose(amounts, expected, **EXACT)


REGIMEN = (
    Bolus(start_h=0, dose_mg=8),
    Infusion(start_h=0, duration_h=2 / 3, dose_mg=30),
    Infusion(start_h=0.5, duration_h=3, dose_mg=24),
    Bolus(start_h=2, dose_mg=5),
    Bolus(start_h=30, dose_mg=5),
)
REGIMEN_TIMES_H = np.union1d(np.linspace(0, 26, 40), [0.5, 2 / 3, 2.0, 3.5])


def test_events_give_what_the_engine_for_many_individuals_gives():
    names = ("depot", "central", "peripheral")
    flows = {
        ("depot", "central"): 1.1,
        ("central", None): 0.8,
        ("central", "peripheral"): 2.0,
        ("peripheral", "central"): 0.3,
    }
    system = LinearSystem(
        rate_per_h=rate_matrix(names, flows)[:, :, None],
        dosed_state=1,
        output_state=np.arange(3),
        output_scale=np.ones((3, 1)),
        output_names=names,
        further_inputs={"depot": 0, "peripheral": 2},
    )
    regimen = (*REGIMEN, Infusion(start_h=1, duration_h=5, dose_mg=9, compartment="depot"))
    doses = sorted(doses_of(regimen, "central"), key=lambda one: one.time_h)
    amounts = amounts_at(doses, kinetics_of_system(system, "central"), REGIMEN_TIMES_H)
    np.testing.assert_allclose(amounts.T, solve(system, regimen, REGIMEN_TIMES_H)[:, :, 0], rtol=1e-11, atol=1e-13)


@pytest.mark.parametrize("key", MODELS)
def test_every_library_model_gives_the_same_levels_through_events(key):
    model = MODELS[key]
    site = EffectSite(name="effect site", analyte=model.analytes[0], rate_per_h=5.0)
    system = build_system(model, typical(model, 82.0), effect_sites=(site,))
    kinetics = kinetics_of_system(system, model.dose_compartment)
    amounts = amounts_at(doses_of(REGIMEN, model.dose_compartment), kinetics, REGIMEN_TIMES_H)
    expected = solve(system, REGIMEN, REGIMEN_TIMES_H)[:, :, 0]
    for output, state in enumerate(system.output_state):
        scale = kinetics.conc_ng_per_ml_per_mg[kinetics.compartments[state]]
        np.testing.assert_allclose(amounts[:, state] * scale, expected[output], rtol=1e-9, atol=1e-9)


@pytest.mark.parametrize("key", MODELS)
def test_every_library_model_reaches_its_steady_state(key):
    """Solved for, and after 400 days of the same infusions."""
    model = MODELS[key]
    kinetics = kinetics_of_system(build_system(model, typical(model, 82.0)), model.dose_compartment)
    days = {"compartment": model.dose_compartment, "amount_mg": 40.0, "duration_h": 2 / 3, "interval_h": 24.0}
    series = Dose(time_h=9600, additional=2, steady_state=SteadyState.REPLACE, **days)
    times_h = 9600 + np.array([0, 0.5, 2 / 3, 1, 6, 24, 30, 72])
    many = amounts_at([Dose(time_h=0, additional=402, **days)], kinetics, times_h)
    np.testing.assert_allclose(amounts_at([series], kinetics, times_h), many, rtol=1e-8, atol=1e-9)
