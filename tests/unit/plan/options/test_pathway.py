"""Outcomes, organ warnings and the pathway of a plan: what is asked of the science, and for whom it stays silent."""

import math

import pytest

from sciatwin.eligibility import assess
from sciatwin.patient import Answer, Goals, read_patient
from sciatwin.plan.options.pathway import pathway
from sciatwin.plan.told.beyond_pain import organ_warnings, score_outcomes, score_weeks, side_effect_chances
from sciatwin.plotting import plot_alternatives
from sciatwin.regimen import Regimen
from sciatwin.twin import Twin
from sciatwin.twin.shown.pathway_shown import PathwayShown

FIVE_DAYS = Regimen.repeat(dose_mg_per_kg=0.5, duration_h=40 / 60, count=5)


@pytest.fixture(scope="module")
def twin(typical_patient):
    return Twin(typical_patient, draws=40)


@pytest.fixture(scope="module")
def treated(twin):
    return twin.simulate(FIVE_DAYS)


@pytest.fixture(scope="module")
def untreated(twin):
    return twin.simulate(Regimen.none())


def test_weeks_are_the_review_week_and_week_12_once_each():
    assert score_weeks(Goals(review_week=4)) == (4, 12)
    assert score_weeks(Goals(review_week=12)) == (12,)


def test_todays_score_is_what_the_patient_filled_in(treated, typical_patient):
    today = {score.outcome: score.today for score in score_outcomes(treated, (4,))}
    assert today["depression"] == typical_patient.questionnaires.phq9
    assert today["disability"] == typical_patient.questionnaires.odi
    assert today["much_improved"] is None


def test_side_effect_whose_name_has_several_words_has_a_chance(treated):
    chances = {chance.key: chance.probability for chance in side_effect_chances(treated)}
    assert chances["any adverse event"] is not None


def test_no_sessions_no_side_effects_and_no_warnings(untreated, typical_patient):
    assert side_effect_chances(untreated) == ()
    assert organ_warnings(typical_patient, Regimen.none()) == ()


def test_first_single_session_warns_of_nothing_and_an_unknown_history_does(typical_patient):
    one = Regimen.repeat(dose_mg_per_kg=0.5, duration_h=1, count=1)
    never = typical_patient.model_copy(update={"days_since_ketamine_course": math.inf})
    unknown = typical_patient.model_copy(update={"days_since_ketamine_course": None})
    assert organ_warnings(never, one) == ()
    assert "Nobody knows when the last course" in organ_warnings(unknown, one)[0].says


def test_pathway_holds_ketamine_only_where_it_was_infused(treated, untreated, typical_patient):
    eligibility = assess(typical_patient)
    assert _has_ketamine(pathway(typical_patient, treated, eligibility))
    alone = pathway(typical_patient, untreated, eligibility)
    assert not _has_ketamine(alone)
    assert len(alone.windows) == 3
    assert alone.alternatives == pathway(typical_patient, treated, eligibility).alternatives


def test_contraindication_leaves_the_other_treatments_and_a_red_flag_does_not(untreated, typical_patient, examples):
    conditions = typical_patient.conditions.model_copy(update={"active_psychosis_or_schizophrenia": Answer.YES})
    psychotic = typical_patient.model_copy(update={"conditions": conditions})
    assert pathway(psychotic, untreated, assess(psychotic)) is not None
    emergency = read_patient(examples / "blocked.yaml")
    assert pathway(emergency, untreated, assess(emergency)) is None


def test_patient_without_leg_pain_has_nothing_for_ketamine_to_take(typical_patient):
    sciatica = typical_patient.sciatica.model_copy(update={"leg_pain": 0.0})
    painless = typical_patient.model_copy(update={"sciatica": sciatica})
    course = Twin(painless, draws=20).simulate(FIVE_DAYS)
    assert not _has_ketamine(pathway(painless, course, assess(painless)))


def test_figure_without_ketamine_has_no_row_for_it(untreated, typical_patient):
    ax = plot_alternatives(PathwayShown.of(pathway(typical_patient, untreated, assess(typical_patient))))
    words = [label.get_text() for label in (*ax.get_yticklabels(), *ax.get_legend().get_texts())]
    assert words
    assert not any("ketamine" in text for text in words)


def _has_ketamine(compared):
    return any(window.ketamine is not None for window in compared.windows)
