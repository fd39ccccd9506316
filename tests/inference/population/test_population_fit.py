"""Population fits recover what was simulated, and meet an independent integral of the same likelihood."""

import numpy as np
import pytest
from scipy.integrate import quad

from sciatwin.errors import ModelError
from sciatwin.population import (
    Cohort,
    Parameter,
    Person,
    PopulationModel,
    Priors,
    diagnose,
    fit_population,
    one_compartment,
    sample_population,
    simulated_levels,
    two_compartments,
    visual_predictive_check,
)
from sciatwin.population.bayes import LogDensity
from sciatwin.population.foce import objective
from sciatwin.regimen import Bolus, Infusion

SAMPLES_H = np.array([0.25, 0.5, 1.0, 1.5, 2.0, 4.0, 8.0, 12.0, 24.0])

ONE = PopulationModel(
    structure=one_compartment,
    parameters=(
        Parameter(name="clearance", start=60.0, start_spread=0.3, weight_power=0.75),
        Parameter(name="volume", start=150.0, start_spread=0.3, weight_power=1.0),
    ),
    proportional=0.2,
)
ONE_TRUE = {"clearance": 80.0, "volume": 250.0, "spread_clearance": 0.25, "spread_volume": 0.2, "proportional": 0.1}

TWO = PopulationModel(
    structure=two_compartments,
    parameters=(
        Parameter(name="clearance", start=60.0, start_spread=0.3),
        Parameter(name="volume", start=50.0, start_spread=0.3),
        Parameter(name="exchange", start=60.0),
        Parameter(name="peripheral_volume", start=100.0, start_spread=0.3),
    ),
    proportional=0.2,
    additive_ng_per_ml=0.5,
)
TWO_TRUE = {
    "clearance": 80.0,
    "volume": 70.0,
    "exchange": 90.0,
    "peripheral_volume": 180.0,
    "spread_clearance": 0.25,
    "spread_volume": 0.3,
    "spread_peripheral_volume": 0.2,
    "proportional": 0.1,
    "additive_ng_per_ml": 0.3,
}


def _theta(model, true):
    return np.log([true[name] for name in model.names])


def _simulated(model, true, people, seed):
    """People of 50 to 100 kg with infusions of two sizes over 40 minutes; half of them have a second one."""
    random = np.random.default_rng(seed)
    cohort = Cohort(
        [
            Person(
                name=str(index),
                events=tuple(
                    Infusion(start_h=start_h, duration_h=2 / 3, dose_mg=35.0 + 35 * (index % 2))
                    for start_h in (0.0, 6.0)[: 1 + (index // 2) % 2]
                ),
                times_h=SAMPLES_H,
                level_ng_per_ml=np.ones(len(SAMPLES_H)),
                weight_kg=random.uniform(50, 100),
            )
            for index in range(people)
        ]
    )
    return cohort.with_levels(simulated_levels(cohort, model, _theta(model, true), replicates=1, seed=seed)[0])


@pytest.fixture(scope="module")
def one():
    cohort = _simulated(ONE, ONE_TRUE, people=60, seed=11)
    return cohort, fit_population(cohort, ONE)


@pytest.fixture(scope="module")
def two():
    cohort = _simulated(TWO, TWO_TRUE, people=60, seed=12)
    return cohort, fit_population(cohort, TWO)


def _departures(fit, true):
    errors = fit.relative_standard_errors
    return {name: (np.log(fit.estimates[name]) - np.log(value)) / errors[name] for name, value in true.items()}


def test_one_compartment_population_recovers_its_parameters(one):
    _, fit = one
    assert fit.converged
    for name, value in ONE_TRUE.items():
        low, high = fit.interval(name, 0.99)
        assert low < value < high, name
    assert max(fit.relative_standard_errors.values()) < 0.15


def test_two_compartment_population_recovers_its_parameters(two):
    _, fit = two
    assert fit.converged
    for name, value in TWO_TRUE.items():
        low, high = fit.interval(name, 0.99)
        assert low < value < high, name


def test_fit_does_not_depend_on_where_it_starts(one):
    cohort, fit = one
    elsewhere = PopulationModel(
        structure=one_compartment,
        parameters=(
            Parameter(name="clearance", start=150.0, start_spread=0.6, weight_power=0.75),
            Parameter(name="volume", start=500.0, start_spread=0.1, weight_power=1.0),
        ),
        proportional=0.4,
    )
    other = fit_population(cohort, elsewhere)
    assert other.objective == pytest.approx(fit.objective, abs=1e-3)
    np.testing.assert_allclose(other.theta, fit.theta, atol=1e-3)


def test_predictions_meet_the_closed_form_of_one_compartment():
    cohort = Cohort(
        [
            Person(
                name=str(dose),
                events=(Bolus(start_h=0.0, dose_mg=dose), Bolus(start_h=5.0, dose_mg=dose / 2)),
                times_h=np.array([1.0, 3.0, 7.0, 7.0]),
                level_ng_per_ml=np.ones(4),
                weight_kg=weight,
            )
            for dose, weight in ((20.0, 70.0), (50.0, 35.0))
        ]
    )
    theta = _theta(ONE, ONE_TRUE)
    predicted = cohort.predict(ONE, cohort.log_parameters(ONE, theta, np.zeros((2, 2)))).reshape(2, 4)
    for row, (dose, ratio) in enumerate(((20.0, 1.0), (50.0, 0.5))):
        volume = 250.0 * ratio
        k = 80.0 * ratio**0.75 / volume
        late = dose * np.exp(-7 * k) + dose / 2 * np.exp(-2 * k)
        expected = 1000 / volume * np.array([dose * np.exp(-k), dose * np.exp(-3 * k), late, late])
        np.testing.assert_allclose(predicted[row], expected, rtol=1e-10)


def _one_effect(spread, additive, count):
    """One bolus into a known volume: only the clearance differs."""
    model = PopulationModel(
        structure=one_compartment,
        parameters=(
            Parameter(name="clearance", start=10.0, start_spread=spread),
            Parameter(name="volume", start=100.0),
        ),
        additive_ng_per_ml=additive,
    )
    times = np.linspace(1, 10, count)
    random = np.random.default_rng(5)
    people = []
    for index in range(6):
        clearance = 10 * np.exp(spread * random.standard_normal())
        levels = 1000 * np.exp(-clearance / 100 * times) + additive * random.standard_normal(count)
        events = (Bolus(start_h=0.0, dose_mg=100.0),)
        people.append(Person(name=str(index), events=events, times_h=times, level_ng_per_ml=levels))
    return model, Cohort(people)


def _integrated(model, cohort, spread, additive):
    """−2 log of the integral over the random effect, without N log 2π: by quadrature, from the closed form."""
    total = 0.0
    for person in cohort.people:

        def density(effect, person=person):
            predicted = 1000 * np.exp(-10 * np.exp(effect) / 100 * person.times_h)
            misfit = ((person.level_ng_per_ml - predicted) ** 2).sum() / additive**2
            return np.exp(-(misfit + (effect / spread) ** 2) / 2)

        grid = np.linspace(-5 * spread, 5 * spread, 2001)
        peak = grid[np.argmax([density(effect) for effect in grid])]
        area = quad(density, peak - 1.0, peak + 1.0, points=[peak], limit=400, epsabs=0, epsrel=1e-10)[0]
        total += -2 * np.log(area / np.sqrt(2 * np.pi) / spread) + len(person.times_h) * np.log(additive**2)
    return total


@pytest.mark.parametrize(("count", "tolerance"), [(4, 0.05), (40, 0.01)])
def test_objective_meets_the_integral_over_the_random_effect(count, tolerance):
    model, cohort = _one_effect(spread=0.2, additive=20.0, count=count)
    value = objective(cohort, model, model.start[None])[0]
    assert value == pytest.approx(_integrated(model, cohort, 0.2, 20.0), abs=tolerance * len(cohort.people))


def test_residuals_of_the_right_model_are_standard_normal(one):
    cohort, fit = one
    diagnostics = diagnose(cohort, fit)
    residual = diagnostics.conditional_residual
    assert abs(residual.mean()) < 4 / np.sqrt(len(residual))
    assert residual.std() == pytest.approx(1, abs=0.1)
    assert np.corrcoef(diagnostics.individual_ng_per_ml, cohort.level_ng_per_ml)[0, 1] > 0.95


def test_fewer_levels_leave_more_shrinkage(one):
    cohort, fit = one
    few = Cohort(
        [
            Person(
                name=person.name,
                events=person.events,
                times_h=person.times_h[:1],
                level_ng_per_ml=person.level_ng_per_ml[:1],
                weight_kg=person.weight_kg,
            )
            for person in cohort.people
        ]
    )
    rich, poor = diagnose(cohort, fit).effect_shrinkage, diagnose(few, fit).effect_shrinkage
    assert rich["clearance"] < 0.15
    assert poor["clearance"] > 0.5


def test_predictive_check_accepts_the_right_model_and_notices_a_wrong_one(one):
    cohort, fit = one
    assert visual_predictive_check(cohort, fit, replicates=200).inside_fraction > 0.7
    wrong = cohort.with_levels(cohort.level_ng_per_ml * np.where(cohort.times_h > 3, 2.0, 1.0))
    assert visual_predictive_check(wrong, fit, replicates=200).inside_fraction < 0.6


@pytest.mark.parametrize("model", [ONE, TWO], ids=["one", "two"])
def test_gradient_of_the_log_posterior_is_its_slope(model):
    true = ONE_TRUE if model is ONE else TWO_TRUE
    cohort = _simulated(model, true, people=3, seed=1)
    theta = _theta(model, true)
    non_centred = np.linspace(0, 1, len(model.random))
    density = LogDensity(cohort, model, Priors(), theta, 0.1 * np.eye(len(theta)), non_centred)
    position = np.random.default_rng(2).normal(size=len(theta) + 3 * len(model.random))
    _, gradient = density(position)
    steps = 1e-5 * np.eye(len(position))
    slopes = [(density(position + step)[0] - density(position - step)[0]) / 2e-5 for step in steps]
    np.testing.assert_allclose(gradient, slopes, rtol=1e-4, atol=1e-3)


@pytest.mark.slow
def test_sampler_agrees_with_the_fit():
    pytest.importorskip("nutpie")
    sparse = _simulated(ONE, ONE_TRUE, people=30, seed=3)
    fit = fit_population(sparse, ONE)
    chains = sample_population(sparse, fit, seed=4, chains=2, tune=200, draws=300)
    assert chains.r_hat.max() < 1.05
    mean, spread = chains.theta.mean(axis=(0, 1)), chains.theta.std(axis=(0, 1))
    errors = np.array(list(fit.relative_standard_errors.values()))
    assert (np.abs(mean - fit.theta) < 0.6 * errors).all()
    np.testing.assert_allclose(spread, errors, rtol=0.35)


def test_a_model_in_which_nobody_differs_is_refused():
    with pytest.raises(ModelError, match="start_spread"):
        PopulationModel(
            structure=one_compartment, parameters=(Parameter(name="clearance", start=1.0),), proportional=0.1
        )


def test_levels_and_times_must_match():
    with pytest.raises(ModelError, match="one shape"):
        Person(name="a", events=(), times_h=np.array([1.0]), level_ng_per_ml=np.array([1.0, 2.0]))
