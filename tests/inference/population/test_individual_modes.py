"""The most probable random effects of a person are those that NONMEM prints, or that a search without slopes finds."""

from dataclasses import replace

import numpy as np
import pytest
from scipy.optimize import minimize

from sciatwin.errors import ModelError
from sciatwin.pharmacokinetics.engine import LinearSystem
from sciatwin.pharmacokinetics.events import Dose
from sciatwin.population import (
    Cohort,
    Parameter,
    Person,
    PopulationModel,
    diagnose,
    fit_population,
    one_compartment,
    simulated_levels,
    trust_region,
    two_compartments,
)
from sciatwin.population import modes as search_of_modes
from sciatwin.population.foce import PopulationFit, objective
from sciatwin.population.modes import individual_modes
from sciatwin.regimen import Bolus, Infusion

NG_PER_ML = 1000.0  # in the mg/L of the NONMEM runs


def _oral(parameters):
    clearance, volume, absorption = (parameters[name] for name in ("clearance", "volume", "absorption"))
    none = np.zeros_like(clearance)
    rate = np.array([[-absorption, none], [absorption, -clearance / volume]])
    return LinearSystem(rate, 0, np.array([1]), (NG_PER_ML / volume)[None], ("concentration",))


def _oral_model(variance):
    typical = {"clearance": 4.0, "volume": 70.0, "absorption": 1.0}
    return PopulationModel(
        structure=_oral,
        parameters=tuple(Parameter(name=n, start=v, start_spread=variance**0.5) for n, v in typical.items()),
        proportional=0.05**0.5,
    )


def _person(name, doses, times_h, levels_mg_per_l):
    return Person(
        name=name,
        events=doses,
        times_h=np.array(times_h),
        level_ng_per_ml=NG_PER_ML * np.array(levels_mg_per_l),
    )


def _daily(amount_mg, first_h):
    return Dose(time_h=first_h, amount_mg=amount_mg, compartment="", additional=6, interval_h=24)


ONCE, LATER = (Dose(time_h=0, amount_mg=10_000, compartment=""),), (_daily(10_000, 72),)

# NONMEM 7.4.4, run001 of mapbayr (github.com/FelicienLL/mapbayr, inst/nm001: data_to_fit001.csv and run001.phi).
NONMEM = [
    (
        _person("1", ONCE + LATER, [1.5, 4.4, 7.1, 24.6], [91.2904, 110.826, 79.384, 20.6671]),
        [4.05058386e-1, 7.28505976e-2, -7.49540941e-2],
        27.967767051231519,
    ),
    (
        _person("3", ONCE + LATER, [215, 216, 221, 222.6], [7.79911, 6.7926, 96.7771, 72.8342]),
        [7.67680982e-1, -1.39206821e-1, 8.21537434e-2],
        23.269101579198335,
    ),
]


@pytest.mark.parametrize(("person", "effects", "printed"), NONMEM, ids=["first days", "tenth day"])
def test_modes_and_objective_are_those_of_nonmem(person, effects, printed):
    model, cohort = _oral_model(0.2), Cohort([person])
    modes = individual_modes(cohort, model, model.start[None])
    np.testing.assert_allclose(modes.effects[0, :, 0], effects, atol=2e-6)
    value = objective(cohort, model, model.start[None])[0] - 2 * len(person.times_h) * np.log(NG_PER_ML)
    assert value == pytest.approx(printed, abs=1e-5)


def _deviance(cohort, model, effects):
    return float(trust_region.deviance(cohort, model, model.start[None], effects[None, :, None])[0, 0])


def _by_nelder_mead(cohort, model, start):
    options = {"xatol": 1e-8, "fatol": 1e-9, "maxiter": 20_000, "maxfev": 20_000}
    return minimize(lambda x: _deviance(cohort, model, x), start, method="Nelder-Mead", options=options)


@pytest.mark.parametrize("variance", [0.2, 0.6, 1.0, 2.0])
def test_modes_of_people_who_differ_widely_are_found(variance):
    """A person of run 502 of github.com/FelicienLL/mapbayr-CPTPSP-2021: a level falls a thousandfold in a day."""
    levels = [154.81, 442.917, 146.225, 0.136537]
    person = _person("3485", (Bolus(start_h=0, dose_mg=30_000),), [0.5, 4.4, 7.7, 28.7], levels)
    model, cohort = _oral_model(variance), Cohort([person])
    modes = individual_modes(cohort, model, model.start[None])
    assert modes.arrived.all()
    reference = min(
        (_by_nelder_mead(cohort, model, np.array(start)) for start in ([0, 0, 0], [1, -1, -1], [-0.5, 0.5, 0.5])),
        key=lambda found: found.fun,
    )
    assert modes.deviance[0, 0] == pytest.approx(reference.fun, abs=1e-6)
    np.testing.assert_allclose(modes.effects[0, :, 0], reference.x, atol=1e-4)


@pytest.mark.parametrize("variance", [0.6, 2.0])
@pytest.mark.parametrize("seed", range(3))
def test_everybody_arrives_however_people_differ(variance, seed):
    """Sixty people whose levels span five decades, those below 0.1 mg/L written as 0.1, as the runs have them."""
    model, times_h = _oral_model(variance), [1.5, 4.4, 24.6, 215.0, 217.3]
    cohort = Cohort([_person(str(number), ONCE + LATER, times_h, np.ones(5)) for number in range(60)])
    levels = simulated_levels(cohort, model, model.start, replicates=1, seed=seed)[0]
    cohort = cohort.with_levels(np.maximum(levels, 0.1 * NG_PER_ML))
    modes = individual_modes(cohort, model, model.start[None])
    assert modes.arrived.all()
    steps = np.random.default_rng(seed).normal(size=(20, 3, 60)) * 1e-3
    around = trust_region.deviance(cohort, model, np.repeat(model.start[None], 20, axis=0), modes.effects + steps)
    assert (around > modes.deviance).all()


TWO = PopulationModel(
    structure=two_compartments,
    parameters=tuple(
        Parameter(name=name, start=start, start_spread=0.3)
        for name, start in (("clearance", 80), ("volume", 70), ("exchange", 90), ("peripheral_volume", 180))
    ),
    proportional=0.15,
)
TIMES_H = np.array([0.5, 1.0, 2.0, 4.0, 8.0, 12.0])


def _infused(levels):
    events = (Infusion(start_h=0, duration_h=2 / 3, dose_mg=35),)
    return Cohort([Person(name="a", events=events, times_h=TIMES_H, level_ng_per_ml=levels)])


def _typical_levels():
    cohort = _infused(np.ones(6))
    return cohort.predict(TWO, cohort.log_parameters(TWO, TWO.start, np.zeros((4, 1))))


@pytest.mark.parametrize(
    "factor", [[1, 1, 1, 1, 1, 0.1], [4] * 6, [1, 10, 1, 1, 1, 1], [0.05] * 6], ids=["diluted", "all", "one", "low"]
)
def test_a_level_that_contradicts_the_model_does_not_keep_a_search_from_arriving(factor):
    cohort = _infused(_typical_levels() * factor)
    modes = individual_modes(cohort, TWO, TWO.start[None])
    assert modes.arrived.all()
    reference = _by_nelder_mead(cohort, TWO, modes.effects[0, :, 0] + 0.05)
    assert modes.deviance[0, 0] <= reference.fun + 1e-6
    np.testing.assert_allclose(modes.effects[0, :, 0], reference.x, atol=1e-3)


def test_true_curvature_is_that_of_the_deviance():
    model = PopulationModel(
        structure=TWO.structure, parameters=TWO.parameters, proportional=0.2, additive_ng_per_ml=2.0
    )
    cohort = _infused(_typical_levels() * [1, 3, 1, 0.2, 1, 1])
    effects, step = np.array([0.1, -0.2, 0.3, 0.05]), 1e-3 * np.eye(4)
    found = trust_region._quadratic(cohort, model, model.start[None], effects[None, :, None])
    curvature = found.axes[0, 0] @ np.diag(found.curvature[0, 0]) @ found.axes[0, 0].T / 0.3**2

    def value(shift):
        return _deviance(cohort, model, effects + shift) / 2

    expected = [[value(a + b) - value(a - b) - value(b - a) + value(-a - b) for a in step] for b in step]
    np.testing.assert_allclose(curvature, np.array(expected) / 4e-6, rtol=1e-4, atol=0.05)


@pytest.fixture
def hurried(monkeypatch):
    """A search that is stopped before it can arrive."""
    monkeypatch.setattr(search_of_modes, "ROUNDS", 1)
    monkeypatch.setattr(trust_region, "ROUNDS", 1)


def test_modes_that_were_not_found_are_said_wherever_they_are_used(hurried):
    one = PopulationModel(
        structure=one_compartment,
        parameters=(
            Parameter(name="clearance", start=80, start_spread=0.3),
            Parameter(name="volume", start=250, start_spread=0.3),
        ),
        proportional=0.1,
    )
    levels = _typical_levels()
    people = [replace(_infused(factor * levels).people[0], name=name) for name, factor in (("a", 2.0), ("b", 0.5))]
    cohort = Cohort(people)
    with pytest.raises(ModelError, match="a: the search for this person's mode did not arrive"):
        objective(cohort, one, one.start[None])
    fit = PopulationFit(one, one.start, np.eye(5), 0.0, np.zeros((2, 2)), True, "")
    assert diagnose(cohort, fit).not_arrived == ("a", "b")
    found = fit_population(cohort, one)
    assert not found.converged
    assert "a: the search for this person's mode" in found.message
