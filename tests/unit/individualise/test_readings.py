"""Which observations are learned from, against which model, and what is said about the others."""

from dataclasses import replace

import numpy as np
import pytest

from sciatwin.analytes import Analyte, BloodSite, Drug
from sciatwin.individualise.likelihood import likelihood_of
from sciatwin.individualise.likelihoods.concentrations import error_of
from sciatwin.observation import (
    Dissociation,
    GlobalImpression,
    Impression,
    Observations,
    OpioidUse,
    Pressure,
    Questionnaire,
    QuestionnaireScore,
    Sedation,
    SideEffect,
    SideEffectSeen,
)
from sciatwin.patient import Vitals
from sciatwin.response.outcomes.opioid_use import Taper
from sciatwin.streams import Known
from sciatwin.twin.people import versions_of
from sciatwin.twin.simulate import simulate
from sciatwin.twin.versions.ensemble import draw_ensemble
from support.made_up_visits import below, sample, score, sessions


def _likelihood(patient, *observed, given=None, **more):
    return likelihood_of(patient, Observations(observed, sessions() if given is None else given), **more)


def _seen(effect, index=0, yes=True):
    return SideEffectSeen(time_h=1.0 + 48 * index, session_index=index, effect=effect, seen=yes)


@pytest.mark.parametrize("site", [BloodSite.VENOUS, BloodSite.NOT_STATED])
def test_a_sample_that_is_not_arterial_is_compared_with_the_venous_model_alone(typical_patient, site):
    likelihood = _likelihood(typical_patient, sample(0.7, site=site))
    arterial = [
        name for name in likelihood.unknowns.names if "Front Pain Res" in name
    ]  # the arterial model's estimates
    x = np.random.default_rng(1).standard_normal((20, likelihood.dimension))
    moved = x.copy()
    moved[:, [likelihood.unknowns.names.index(name) for name in arterial]] += 1.0
    assert arterial
    np.testing.assert_array_equal(likelihood.by_class(moved), likelihood.by_class(x))
    assert any("never compared with the arterial model" in note for note in likelihood.notes)


def test_that_a_site_was_not_stated_is_said(typical_patient):
    assert any(
        "do not state their site" in note
        for note in _likelihood(typical_patient, sample(0.7, site=BloodSite.NOT_STATED)).notes
    )


def test_an_arterial_sample_is_compared_with_the_arterial_model(typical_patient):
    likelihood = _likelihood(typical_patient, sample(0.7, site=BloodSite.ARTERIAL), given=sessions(1))
    typical = draw_ensemble(versions_of(typical_patient, 1), Known({}))
    course = simulate(typical, likelihood.setting.regimen, times_h=np.array([0.7]))
    level = likelihood.normal_of(np.zeros((1, likelihood.dimension)), np.zeros(1, dtype=int)).mean[0, 0]
    assert level == pytest.approx(float(course["ketamine_arterial"].squeeze()))
    assert level > 1.2 * float(course["ketamine_venous"].squeeze())


def test_error_of_a_level_is_proportional_with_a_floor(typical_patient):
    """Otto 2021: variance 0.055736 of the proportional error."""
    likelihood = _likelihood(typical_patient, sample(0.7), sample(2000.0))
    normal = likelihood.normal_of(np.zeros((1, likelihood.dimension)), np.zeros(1, dtype=int))
    assert normal.sd[0, 0] == pytest.approx(0.055736**0.5 * normal.mean[0, 0], rel=1e-3)
    assert normal.sd[1, 0] > 0.1


def test_the_additive_error_of_an_arterial_norketamine_level_is_read_in_nmol_per_ml():
    """Simons 2022 prints 0.058 nmol/mL; norketamine has 223.7 g/mol."""
    proportional, own = error_of(sample(1.0, site=BloodSite.ARTERIAL, analyte=Analyte.S_NORKETAMINE))
    assert (proportional, own) == pytest.approx((0.102, 12.97), rel=1e-3)


def test_below_the_limit_counts_as_a_probability_not_as_a_value(typical_patient):
    """A limit far above the level says nothing; one far below makes it improbable."""
    x = np.zeros((1, _likelihood(typical_patient, below(0.7, 1.0)).dimension))
    nothing, much = (_likelihood(typical_patient, below(0.7, limit)).by_class(x)[0, 0] for limit in (1e4, 1.0))
    assert nothing == pytest.approx(0.0, abs=1e-6)
    assert much < -5


def test_a_drug_that_was_not_given_cannot_be_learned_from(typical_patient):
    likelihood = _likelihood(
        typical_patient, sample(0.7, analyte=Analyte.R_KETAMINE), given=sessions(drug=Drug.S_KETAMINE)
    )
    assert len(likelihood.rows) == 0
    assert any("was not given" in note for note in likelihood.notes)


def test_what_was_seen_before_the_first_session_is_not_used(typical_patient):
    before = (
        score(-3),
        Dissociation(time_h=-1.0, cadss=2),
        Pressure(time_h=-20.0, systolic_mmhg=120, diastolic_mmhg=80),
        QuestionnaireScore(time_h=-24.0, questionnaire=Questionnaire.PHQ9, score=9),
        sample(-0.5),
        GlobalImpression(time_h=-24.0, impression=Impression.MUCH_IMPROVED),
    )
    likelihood = _likelihood(typical_patient, *before)
    assert len(likelihood.rows) == 0
    assert sum("before" in note for note in likelihood.notes) == len(before)


def test_without_a_resting_value_a_rise_is_not_learned(typical_patient):
    unknown = typical_patient.model_copy(update={"vitals": Vitals()})
    likelihood = _likelihood(unknown, Pressure(time_h=0.6, systolic_mmhg=150, diastolic_mmhg=90, heart_rate_per_min=90))
    assert len(likelihood.rows) == 0
    assert sum("is unknown" in note for note in likelihood.notes) == 2


def test_a_questionnaire_without_a_score_today_is_not_learned_from(typical_patient):
    answers = typical_patient.questionnaires.model_copy(update={"isi": None})
    unknown = typical_patient.model_copy(update={"questionnaires": answers})
    likelihood = _likelihood(unknown, QuestionnaireScore(time_h=300.0, questionnaire=Questionnaire.ISI, score=9))
    assert len(likelihood.rows) == 0
    assert any("isi" in note for note in likelihood.notes)


def test_effects_of_unknown_frequency_are_named_and_not_used(typical_patient):
    likelihood = _likelihood(typical_patient, _seen(SideEffect.HEADACHE), _seen(SideEffect.NAUSEA))
    assert likelihood.rows.words == ("nausea in session 1",)
    assert any("headache" in note for note in likelihood.notes)


def test_any_side_effect_counts_only_where_none_was_asked_by_itself(typical_patient):
    likelihood = _likelihood(
        typical_patient, _seen(SideEffect.ANY), _seen(SideEffect.NAUSEA), _seen(SideEffect.ANY, index=1)
    )
    assert set(likelihood.rows.words) == {"any adverse event in session 2", "nausea in session 1"}


def test_sedation_scores_count_once_a_session_unless_it_was_asked(typical_patient):
    depths = [
        Sedation(time_h=0.3 + 48 * visit, scale="OAA/S", score=value, awake_score=5, deepest_score=1)
        for visit, value in ((0, 5), (0, 4), (1, 5))
    ]
    depths[1] = replace(depths[1], time_h=0.6)
    likelihood = _likelihood(typical_patient, *depths)
    assert sorted(zip(likelihood.rows.words, likelihood.rows.value, strict=True)) == [
        ("sedation in session 1", 1.0),
        ("sedation in session 2", 0.0),
    ]
    asked = _likelihood(typical_patient, *depths, _seen(SideEffect.SEDATION, yes=False))
    assert dict(zip(asked.rows.words, asked.rows.value, strict=True))["sedation in session 1"] == 0.0


def test_a_sedation_score_tells_of_the_session_begun_up_to_a_day_before_the_end_of_it(typical_patient):
    """Sessions at 0 and 48 h, of 40 minutes."""
    deep = [
        Sedation(time_h=hour, scale="OAA/S", score=2, awake_score=5, deepest_score=1) for hour in (-0.1, 24.6, 25.0, 72)
    ]
    told = [_likelihood(typical_patient, one, given=sessions(2)).rows.words for one in deep]
    assert told == [(), ("sedation in session 1",), (), ("sedation in session 2",)]


def test_opioid_use_is_learned_from_only_with_a_taper(typical_patient):
    use = OpioidUse(time_h=14 * 24.0, morphine_mg_per_day=10)
    without = _likelihood(typical_patient, use)
    assert len(without.rows) == 0
    assert any("without a decision to taper" in note for note in without.notes)
    if "opioid" in without.setting.people(1).scores:
        taper = Taper(start_day=0, fraction_per_week=0.1, floor_fraction=None)
        assert _likelihood(typical_patient, use, taper=taper).rows.kind == ("opioid use",)


def test_without_a_session_there_are_only_natural_courses(typical_patient):
    likelihood = _likelihood(typical_patient, *(score(day) for day in range(1, 15)), given=())
    assert {group.response.account for group in likelihood.groups} == {""}
    assert not any(group.response.to_placebo for group in likelihood.groups)
    x = np.random.default_rng(1).standard_normal((20, likelihood.dimension))
    assert np.isfinite(likelihood.by_class(x)).all()
    assert np.exp(likelihood.log_prior(x)).sum(axis=0) == pytest.approx(np.ones(20))
