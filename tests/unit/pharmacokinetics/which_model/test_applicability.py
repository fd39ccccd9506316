"""Asking a model about someone outside its studied population gives an answer with reasons, never silence."""

import pytest

from sciatwin.patient import Answer
from sciatwin.pharmacokinetics.which_model.applicability import FitLevel, applicability
from sciatwin.pharmacokinetics.which_model.library import model_named

SIMONS = model_named("simons_2022")  # 19 to 32 years, 53 to 93 kg, healthy


@pytest.fixture
def answer(typical_patient):
    def ask(model=SIMONS, **changes):
        return applicability(model, typical_patient.model_copy(update=changes))

    return ask


def test_someone_within_the_studied_range_still_has_pain_that_was_not_studied(answer):
    fit = answer(age_yr=25.0, weight_kg=70.0)
    assert fit.level is FitLevel.PARTLY_COMPATIBLE
    assert fit.reasons == ("studied in healthy people, not in chronic pain",)
    assert fit.model_key == "simons_2022"


@pytest.mark.parametrize(("age_yr", "partly"), [(19, False), (32, False), (33, True), (18.5, True), (79, True)])
def test_an_age_outside_the_studied_range_is_named(answer, age_yr, partly):
    fit = answer(age_yr=float(age_yr), weight_kg=70.0)
    assert any("19 to 32 years" in reason for reason in fit.reasons) == partly


@pytest.mark.parametrize("age_yr", [5.0, 17.9])
def test_children_are_never_described(answer, age_yr):
    fit = answer(age_yr=age_yr, weight_kg=60.0)
    assert fit.level is FitLevel.INCOMPATIBLE
    assert any("adults only" in reason for reason in fit.reasons)


@pytest.mark.parametrize(("age_yr", "level"), [(80.0, FitLevel.PARTLY_COMPATIBLE), (81.0, FitLevel.INCOMPATIBLE)])
def test_far_above_every_age_studied_no_answer_is_given(answer, age_yr, level):
    assert answer(age_yr=age_yr, weight_kg=70.0).level is level


@pytest.mark.parametrize(
    ("weight_kg", "level"),
    [
        (53 / 1.5 - 0.1, FitLevel.INCOMPATIBLE),
        (53 / 1.5 + 0.1, FitLevel.PARTLY_COMPATIBLE),
        (93 * 1.5 - 0.1, FitLevel.PARTLY_COMPATIBLE),
        (93 * 1.5 + 0.1, FitLevel.INCOMPATIBLE),
    ],
)
def test_weight_may_stray_by_half_from_what_was_studied(answer, weight_kg, level):
    fit = answer(age_yr=25.0, weight_kg=weight_kg)
    assert fit.level is level
    assert any("53 to 93 kg" in reason for reason in fit.reasons)


def test_severe_liver_disease_is_described_by_no_model(answer, typical_patient):
    sick = typical_patient.conditions.model_copy(update={"severe_liver_disease": Answer.YES})
    fit = answer(age_yr=25.0, weight_kg=70.0, conditions=sick)
    assert fit.level is FitLevel.INCOMPATIBLE
    assert any("liver" in reason for reason in fit.reasons)


def test_ranges_that_were_not_found_are_said_to_be_missing(answer):
    reasons = " ".join(answer(model_named("domino_1984"), age_yr=25.0, weight_kg=70.0).reasons)
    assert "ages studied were not found" in reasons
    assert "weights studied were not found" in reasons
