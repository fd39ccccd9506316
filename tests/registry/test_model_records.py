"""Every model says where it comes from, who was studied, where blood was drawn, and what of it is assumed."""

import math

import pytest

from sciatwin.evidence import Estimate, Status
from sciatwin.pharmacokinetics import enantiomers, parameters
from sciatwin.pharmacokinetics.which_model import applicability
from sciatwin.pharmacokinetics.which_model.library import MODELS, model_named

ASSUMPTIONS = [
    applicability.FAR_OUTSIDE,
    applicability.OLDEST_EXTRAPOLATION,
    enantiomers.S_OVER_R_CLEARANCE,
    parameters.SHARED_DEVIATION,
    parameters.UNPRINTED_RELATIVE_ERROR,
]


def _estimates(model):
    for parameter in model.parameters.values():
        yield parameter.typical
        if parameter.omega_squared is not None:
            yield parameter.omega_squared
    yield from model.correlations.values()
    yield from model.residual_sd.values()


def test_library_keys_are_those_of_the_models():
    assert all(key == model.key for key, model in MODELS.items())
    assert all(model_named(key) is model for key, model in MODELS.items())


def test_model_names_a_doi_or_the_place_where_it_was_read(model):
    assert model.source.doi.startswith("10.") or model.source.read_at
    assert model.source.citation


def test_every_number_can_be_traced(model):
    for estimate in _estimates(model):
        assert estimate.source is not None or estimate.reason, estimate.meaning
        assert estimate.status is not Status.PUBLISHED or estimate.place, estimate.meaning
        assert estimate.origin.startswith(str(estimate.status))


@pytest.mark.parametrize("estimate", ASSUMPTIONS, ids=lambda estimate: estimate.meaning)
def test_an_assumption_of_the_code_has_a_reason_and_a_range(estimate):
    _require_reason_and_range(estimate)


def test_an_assumed_number_has_a_reason_and_a_range(model):
    for estimate in _estimates(model):
        if estimate.status is Status.ASSUMED:
            _require_reason_and_range(estimate)


def _require_reason_and_range(estimate: Estimate):
    assert estimate.status is Status.ASSUMED
    assert len(estimate.reason) > 20
    assert estimate.low is not None
    assert estimate.high is not None
    assert estimate.low < estimate.high
    assert estimate.low <= estimate.value <= estimate.high


def test_every_unit_parses_to_a_positive_number(model):
    for parameter in model.parameters.values():
        inside = parameter.typical.inside(parameter.dimension)
        assert math.isfinite(inside)
        assert inside > 0


def test_model_says_who_was_studied(model):
    assert len(model.studied.summary) > 20
    for studied in (model.studied.age_yr, model.studied.weight_kg):
        assert studied is None or 0 < studied[0] < studied[1]


def test_model_says_where_blood_was_drawn(model):
    assert model.site in {"arterial", "venous", "mixed"} or model.site_assumed


def test_model_says_what_it_is_good_for_and_how_far_it_strays(model):
    assert len(model.valid_for) > 20
    assert model.deviations
    assert all(deviation.endswith(".") for deviation in model.deviations)
    assert model.evidence[0] in "ABCD"


def test_dosed_analyte_is_measured_in_the_dosed_compartment(model):
    dosed = next(c for c in model.compartments if c.name == model.dose_compartment)
    assert dosed.analyte is model.dosed


def test_residual_error_is_given_for_analytes_that_the_model_has(model):
    assert set(model.residual_sd) <= set(model.analytes)


def test_fractions_lie_between_none_and_all(model):
    for flow in model.flows:
        if flow.fraction:
            assert 0 <= model.parameters[flow.fraction].typical.value <= 1


def test_no_compartment_keeps_its_drug_for_ever(model):
    for compartment in model.compartments:
        assert any(flow.source == compartment.name for flow in model.flows), compartment.name
