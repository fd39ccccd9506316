"""Every model answers a dose by each of its routes, and says what it cannot do; known models say what they lack."""

import numpy as np
import pytest

from sciatwin.analytes import BloodSite
from sciatwin.errors import ModelError
from sciatwin.evidence import PublishedModel, Route, Status
from sciatwin.pharmacokinetics.covariates import Covariates, covariate_notes
from sciatwin.pharmacokinetics.parameters import draw, typical
from sciatwin.pharmacokinetics.routes import concentrations_by_route, share_arriving
from sciatwin.pharmacokinetics.which_model.known_models import KNOWN_MODELS
from sciatwin.pharmacokinetics.which_model.library import MODELS, model_named
from sciatwin.regimen import Bolus

BY_ROUTE = [(key, route) for key, model in MODELS.items() for route in model.routes]
SCALES_ABOVE_ONE = {("simons_2022", Route.ORAL_THIN_FILM)}  # the swallowed share is a scale, 116 %
TIMES_H = np.linspace(0, 24, 97)


def _levels(model: PublishedModel, route: Route, dose_mg: float) -> np.ndarray:
    parameters = typical(model, 70.0, routes=(route,))
    return concentrations_by_route(model, parameters, {route: [Bolus(start_h=0, dose_mg=dose_mg)]}, TIMES_H)[:, :, 0]


@pytest.mark.parametrize(("key", "route"), BY_ROUTE)
def test_every_analyte_answers_a_dose_by_every_route(key, route):
    levels = _levels(model_named(key), route, 28)
    assert np.isfinite(levels).all()
    assert (levels[:, 1:] > 0).all()


@pytest.mark.parametrize(("key", "route"), BY_ROUTE)
def test_no_more_arrives_than_was_given(key, route):
    model = model_named(key)
    for parameters in (typical(model, 70.0, routes=(route,)), draw(model, 70.0, 500, 4, routes=(route,))):
        for dose_mg in (20.0, 84.0):
            arriving = sum(
                share_arriving(entry, parameters) * max(min(dose_mg, entry.up_to_mg) - entry.above_mg, 0.0)
                for entry in model.routes[route]
            )
            assert (np.asarray(arriving) > 0).all()
            assert (np.asarray(arriving) <= dose_mg * (1 + 1e-12)).all() or (key, route) in SCALES_ABOVE_ONE


@pytest.mark.parametrize(("key", "route"), BY_ROUTE)
def test_twice_the_dose_of_a_part_gives_twice_the_level(key, route):
    model = model_named(key)
    np.testing.assert_allclose(_levels(model, route, 20), 2 * _levels(model, route, 10), rtol=1e-12)


@pytest.mark.parametrize("key", MODELS)
def test_absorption_does_not_touch_disposition(key):
    """People drawn for another route are the people drawn for an infusion, with absorption added."""
    model = model_named(key)
    for_infusion, for_all = draw(model, 74.0, 20, 9), draw(model, 74.0, 20, 9, routes=tuple(model.routes))
    assert set(for_infusion) == set(model.parameters)
    for name, values in for_infusion.items():
        np.testing.assert_array_equal(values, for_all[name])
    if len(model.routes) > 1:
        assert set(for_all) == set(model.all_parameters)


@pytest.mark.parametrize("key", MODELS)
def test_absorption_numbers_can_be_traced(key):
    for parameter in model_named(key).absorption.values():
        assert parameter.typical.status is Status.PUBLISHED
        assert parameter.typical.place
        assert parameter.typical.inside(parameter.dimension) > 0


@pytest.mark.parametrize("key", MODELS)
def test_a_route_that_a_model_lacks_is_refused_with_the_choices(key):
    model = model_named(key)
    with pytest.raises(ModelError, match=r"available: intravenous|cannot predict"):
        _levels(model, Route.SUBCUTANEOUS, 10)


@pytest.mark.parametrize(("key", "route", "missing"), [
    ("hornik_2018", Route.INTRAMUSCULAR, "absorption rate was not found"),
    ("otto_2021", Route.ORAL, "absorption and transit rates were not found"),
])  # fmt: skip
def test_a_route_whose_numbers_are_missing_says_which(key, route, missing):
    with pytest.raises(ModelError, match=missing):
        _levels(model_named(key), route, 10)


def test_children_only_models_are_marked():
    children = {key for key, model in MODELS.items() if model.studied.children_only}
    assert children == {"flint_2017", "herd_2007", "elkomy_2015", "sherwin_2015", "hornik_2018"}


def test_hornik_carries_its_warning():
    model = model_named("hornik_2018")
    assert "WARNING" in model.title
    assert model.evidence == "C"
    assert "nothing until the paper has been checked" in model.valid_for


@pytest.mark.parametrize("key", MODELS)
def test_a_site_that_is_not_stated_or_presumed_says_so(key):
    model = model_named(key)
    if model.site is BloodSite.NOT_STATED:
        assert "not found" in model.site_assumed
    elif model.site_assumed:
        assert "presumed" in model.site_assumed


@pytest.mark.parametrize("key", MODELS)
def test_unknown_covariates_leave_the_typical_values_and_are_said(key):
    model = model_named(key)
    plain, unknown = typical(model, 70.0), typical(model, 70.0, Covariates())
    for name, values in plain.items():
        np.testing.assert_array_equal(values, unknown[name])
    effects = sum(len(parameter.covariates) for parameter in model.all_parameters.values())
    notes = covariate_notes(model, Covariates())
    assert len(notes) == effects
    assert all("unknown, so no effect is applied" in note for note in notes)


@pytest.mark.parametrize("key", KNOWN_MODELS)
def test_a_known_model_says_what_was_found_and_what_is_missing(key):
    known = KNOWN_MODELS[key]
    assert known.key == key
    assert known.found
    assert known.missing
    assert key not in MODELS
    with pytest.raises(ModelError, match="known but cannot be run"):
        model_named(key)


def test_an_unknown_model_names_the_choices():
    with pytest.raises(ModelError, match="simons_2022, otto_2021, perez_ruixo_2021"):
        model_named("nobody_1999")


def test_norketamine_clearance_of_flint_rises_with_hours_of_infusion():
    model = model_named("flint_2017")
    at = {h: typical(model, 70.0, Covariates(hours_since_first_dose=float(h)))["cl_nk"][0] for h in (0, 48, 100)}
    assert at[0] == pytest.approx(53.2)
    assert at[48] == pytest.approx(53.2 * (1 + 0.00870 * 48))
    assert at[100] == pytest.approx(53.2 * 1.87)
