"""Known covariates change typical values as printed; unknown ones change nothing, and it is said."""

import numpy as np
import pytest

from sciatwin.errors import ModelError
from sciatwin.evidence import Route
from sciatwin.pharmacokinetics.covariates import Covariates, covariate_notes, covariates_of
from sciatwin.pharmacokinetics.parameters import draw, typical
from sciatwin.pharmacokinetics.which_model.applicability import FitLevel, applicability
from sciatwin.pharmacokinetics.which_model.library import model_named

PEREZ = model_named("perez_ruixo_2021")


def _typical(**known):
    return {name: v[0] for name, v in typical(PEREZ, 70.0, Covariates(**known), routes=(Route.INTRANASAL,)).items()}


@pytest.mark.parametrize(("age_yr", "flow"), [(18, 151), (60, 151), (61, 148.81), (70, 129.1), (86, 94.06)])
def test_liver_flow_falls_after_60(age_yr, flow):
    assert _typical(age_yr=age_yr)["q_h"] == pytest.approx(flow)


def test_ancestry_acts_where_it_was_found():
    plain, asian, japanese = _typical(), _typical(asian=True), _typical(japanese=True)
    assert asian["k_el"] / plain["k_el"] == pytest.approx(0.36)
    assert asian["cl_nk"] / plain["cl_nk"] == pytest.approx(0.81)
    assert asian["f_nasal"] == plain["f_nasal"]
    assert japanese["f_nasal"] / plain["f_nasal"] == pytest.approx(1.34)
    assert japanese["k_el"] == asian["k_el"]  # Japanese ancestry is Asian ancestry
    assert _typical(asian=False, japanese=False) == plain


def test_each_of_many_people_has_own_covariates():
    ages, japanese = np.array([40.0, 70.0, 50.0]), np.array([False, False, True])
    many = typical(PEREZ, np.full(3, 70.0), Covariates(age_yr=ages, japanese=japanese), routes=(Route.INTRANASAL,))
    for person in range(3):
        alone = _typical(age_yr=float(ages[person]), japanese=bool(japanese[person]))
        assert {name: values[person] for name, values in many.items()} == pytest.approx(alone)


def test_people_are_drawn_around_their_own_typical_values():
    plain = draw(PEREZ, 70.0, 50, 3, routes=(Route.INTRANASAL,))
    older = draw(PEREZ, 70.0, 50, 3, Covariates(age_yr=70.0, japanese=True), routes=(Route.INTRANASAL,))
    np.testing.assert_allclose(older["q_h"] / plain["q_h"], 129.1 / 151)
    np.testing.assert_allclose(older["v_c"], plain["v_c"])
    assert (older["f_nasal"] > plain["f_nasal"]).all()
    assert older["f_nasal"].max() < 1


def test_nasal_fraction_spreads_on_the_logit_scale():
    drawn = draw(PEREZ, 70.0, 40_000, 3, routes=(Route.INTRANASAL,))["f_nasal"]
    logits = np.log(drawn / (1 - drawn))
    uncertainty = 0.10 / (1 - 0.54)  # the assumed error of an estimate whose own was not found
    assert logits.mean() == pytest.approx(np.log(0.54 / 0.46), abs=0.02)
    assert logits.std() == pytest.approx(np.hypot(0.708, uncertainty), rel=0.02)


def test_notes_say_what_was_applied_and_what_is_unknown():
    notes = " | ".join(covariate_notes(PEREZ, Covariates(age_yr=67, asian=False)))
    assert "liver blood flow: -2.19 L/h per year of age above 60 years; applied at 67" in notes
    assert "× 0.36 with Asian ancestry; does not apply" in notes
    assert "Japanese ancestry is unknown, so no effect is applied" in notes


def test_applicability_says_which_covariates_act(typical_patient):
    older = typical_patient.model_copy(update={"age_yr": 67.0})
    fit = applicability(PEREZ, older)
    assert fit.level is FitLevel.PARTLY_COMPATIBLE  # nobody with chronic pain was studied
    assert any("applied at 67" in note for note in fit.covariates)
    assert sum("unknown" in note for note in fit.covariates) == 3
    known = applicability(PEREZ, older, Covariates(age_yr=67, asian=True, japanese=False))
    assert not any("unknown" in note for note in known.covariates)
    assert covariates_of(older).age_yr == 67.0


@pytest.mark.parametrize("age_yr", [18.0, 40.0, 86.0])
def test_children_only_models_do_not_describe_an_adult(typical_patient, age_yr):
    for key in ("flint_2017", "herd_2007", "elkomy_2015", "sherwin_2015", "hornik_2018"):
        fit = applicability(model_named(key), typical_patient.model_copy(update={"age_yr": age_yr}))
        assert fit.level is FitLevel.INCOMPATIBLE
        assert any("studied in children only" in reason for reason in fit.reasons)


def test_an_older_patient_is_described_by_the_model_that_studied_the_old(typical_patient):
    old = typical_patient.model_copy(update={"age_yr": 84.0})
    assert applicability(PEREZ, old).level is FitLevel.PARTLY_COMPATIBLE
    assert applicability(model_named("simons_2022"), old).level is FitLevel.INCOMPATIBLE


@pytest.mark.parametrize(
    "wrong", [{"age_yr": -1.0}, {"age_yr": float("nan")}, {"asian": False, "japanese": True}], ids=str
)
def test_impossible_covariates_are_refused(wrong):
    with pytest.raises(ModelError):
        Covariates(**wrong)
