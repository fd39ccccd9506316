"""A record that contradicts itself or its scale cannot exist, and collections keep their own order and sense."""

import dataclasses
import math

import pytest

from sciatwin.analytes import Analyte, BloodSite, Drug
from sciatwin.errors import InvalidInputError, RegimenError
from sciatwin.evidence.scale import scale
from sciatwin.observation import (
    Concentration,
    Dissociation,
    GivenSession,
    GlobalImpression,
    Impression,
    Observations,
    OpioidUse,
    PainScore,
    Period,
    Pressure,
    Questionnaire,
    QuestionnaireScore,
    Sedation,
    SideEffect,
    SideEffectSeen,
    observations_of_patient,
)
from sciatwin.observation.seen import dissociation, pain_score, questionnaire_score
from sciatwin.questionnaires import Questionnaires
from sciatwin.response.side_effects.session_side_effects import RISKS


def _level(**changes):
    fields = {"time_h": 1.0, "analyte": Analyte.KETAMINE, "site": BloodSite.VENOUS, "conc_ng_per_ml": 100.0}
    return Concentration(**fields | changes)


def _session(**changes):
    fields = {"start_h": 0.0, "duration_h": 2 / 3, "dose_mg": 37.0, "drug": Drug.RACEMIC_KETAMINE}
    return GivenSession(**fields | changes)


def _answer(effect, seen, *, index=0, time_h=1.0):
    return SideEffectSeen(time_h=time_h, session_index=index, effect=effect, seen=seen)


@pytest.mark.parametrize(
    ("key", "highest"),
    [
        ("nrs", pain_score.HIGHEST),
        ("cadss", dissociation.HIGHEST),
        *((item.value, questionnaire_score.HIGHEST[item]) for item in Questionnaire),
    ],
)
def test_range_is_that_of_the_scale(key, highest):
    assert (scale(key).lowest, scale(key).highest) == (0, highest)


def test_questionnaires_are_those_of_a_patient():
    assert {item.value for item in Questionnaire} == set(Questionnaires.model_fields) - {"phq9_item_9", "filled_in"}


def test_side_effects_are_those_that_a_session_may_bring():
    assert {effect.value for effect in SideEffect} == {risk.key for risk in RISKS}


def test_global_impression_has_the_seven_categories_two_of_which_are_response():
    responses = [item for item in Impression if GlobalImpression(time_h=1, impression=item).much_improved]
    assert len(Impression) == 7
    assert responses == ["very much improved", "much improved"]


@pytest.mark.parametrize(
    ("make", "part"),
    [
        (lambda: _level(conc_ng_per_ml=0.0), "conc_ng_per_ml: got 0 ng/mL"),
        (lambda: _level(conc_ng_per_ml=float("nan")), "conc_ng_per_ml"),
        (lambda: _level(conc_ng_per_ml=None), "Give a measured level, or the limit"),
        (lambda: _level(limit_ng_per_ml=2.0), "Give a measured level, or the limit"),
        (lambda: _level(conc_ng_per_ml=None, limit_ng_per_ml=-2.0), "limit_ng_per_ml: got -2"),
        (lambda: _level(time_h=float("inf")), "time_h"),
        (lambda: PainScore(time_h=1, score=10.5, period=Period.NOW), "from 0 to 10"),
        (lambda: PainScore(time_h=1, score=7.5, period=Period.NOW), "between two steps of 1"),
        (lambda: PainScore(time_h=1, score=7, period=Period.NOW, resolution=0), "resolution: got 0"),
        (lambda: Dissociation(time_h=1, cadss=93), "from 0 to 92"),
        (lambda: QuestionnaireScore(time_h=1, questionnaire=Questionnaire.ISI, score=29), "isi goes from 0 to 28"),
        (lambda: Pressure(time_h=1, systolic_mmhg=78, diastolic_mmhg=128), "swapped"),
        (lambda: Pressure(time_h=1, systolic_mmhg=128, diastolic_mmhg=78, heart_rate_per_min=0), "heart_rate_per_min"),
        (lambda: OpioidUse(time_h=1, morphine_mg_per_day=-1), "0 or more"),
        (lambda: _answer(SideEffect.NAUSEA, True, index=-1), "session_index: got -1"),
        (lambda: _session(bolus_mg=40.0), "The dose includes the bolus"),
        (lambda: _session(dose_mg=0.0), "dose_mg: got 0"),
        (lambda: _session(duration_h=0.0), "duration_h: got 0"),
        (lambda: _session(start_h=-1.0), "start_h: got -1"),
        (lambda: _session(duration_h=0.01, bolus_mg=5.0), "at least a minute"),
        (lambda: _session(duration_h=1e-6), "at least a minute"),
        (lambda: _session(start_h=1e300), "Check the date"),
        (lambda: _level(time_h=-1e300), "Check the date"),
        (lambda: _level(conc_ng_per_ml=1e9), "Check the unit"),
        (lambda: Dissociation(time_h=1, cadss=4.5), "sum of whole points"),
        (lambda: QuestionnaireScore(time_h=1, questionnaire=Questionnaire.PHQ9, score=9.5), "sum of whole points"),
    ],
)
def test_record_that_cannot_be_is_refused_with_the_value(make, part):
    with pytest.raises(InvalidInputError, match=part):
        make()


def test_a_pain_mark_on_a_line_is_a_step_of_its_scale():
    assert PainScore(time_h=1, score=6.3, period=Period.NOW, resolution=0.1).score == 6.3
    with pytest.raises(InvalidInputError, match="between two steps"):
        PainScore(time_h=1, score=6.35, period=Period.NOW, resolution=0.1)


def test_a_period_ends_when_pain_was_asked_about():
    week = PainScore(time_h=180, score=6, period=Period.WEEK)
    assert week.start_h == 180 - 7 * 24


@pytest.mark.parametrize(("awake", "deepest", "depth"), [(5, 0, 0.4), (1, 6, 0.4)])
def test_sedation_reads_scales_of_both_directions(awake, deepest, depth):
    score = awake + 0.4 * (deepest - awake)
    seen = Sedation(time_h=1, scale="local", score=score, awake_score=awake, deepest_score=deepest)
    assert seen.depth_fraction == pytest.approx(depth)


def test_sedation_outside_its_scale_is_refused():
    with pytest.raises(InvalidInputError, match="local goes from 0 to 5"):
        Sedation(time_h=1, scale="local", score=6, awake_score=5, deepest_score=0)


def test_observations_are_in_order_of_time_however_they_are_given():
    items = (_level(time_h=3.0), Dissociation(time_h=1, cadss=4), PainScore(time_h=-1, score=7, period=Period.NOW))
    forward, back = Observations(items), Observations(items[::-1])
    assert [item.time_h for item in forward.observed] == [-1, 1, 3]
    assert forward == back


def test_selection_by_kind_gives_that_kind_alone():
    seen = Observations((_level(time_h=3.0), Dissociation(time_h=1, cadss=4), _level(time_h=2.0)))
    assert [item.time_h for item in seen.of_kind(Concentration)] == [2, 3]
    assert seen.of_kind(OpioidUse) == ()


def test_observations_are_frozen():
    with pytest.raises(dataclasses.FrozenInstanceError):
        Observations().observed = ()


def test_up_to_a_time_holds_what_was_known_then():
    seen = Observations((_level(time_h=1.0), _level(time_h=73.0)), (_session(), _session(start_h=72.0)))
    known = seen.up_to(72)
    assert [item.time_h for item in known.observed] == [1]
    assert [session.start_h for session in known.sessions] == [0, 72]


def test_the_same_reading_twice_is_refused():
    with pytest.raises(InvalidInputError, match="the same as Concentration at 1 h"):
        Observations((_level(), _level()))
    with pytest.raises(InvalidInputError, match="the same as"):
        Observations((_level(),)).joined(Observations((_level(),)))


def test_given_sessions_become_the_regimen_of_a_body_weight():
    sessions = (_session(bolus_mg=7.0), _session(start_h=72.0, dose_mg=30.0))
    regimen = Observations((), sessions).regimen(74)
    assert regimen.total_mg(74) == pytest.approx(67)
    assert [session.start_h for session in regimen.sessions] == [0, 72]
    assert regimen.sessions[0].bolus_mg_per_kg * 74 == pytest.approx(7)
    assert sum(event.dose_mg for event in regimen.events(74)) == pytest.approx(67)


def test_a_body_weight_is_needed_to_be_above_zero():
    with pytest.raises(RegimenError, match="weight_kg"):
        Observations((), (_session(),)).regimen(0)


def test_no_session_is_no_infusion():
    assert Observations().regimen(74).is_none


def test_two_drugs_are_no_regimen():
    seen = Observations((), (_session(), _session(start_h=72.0, drug=Drug.S_KETAMINE)))
    with pytest.raises(RegimenError, match="two drugs"):
        seen.regimen(74)


def test_sessions_count_from_the_first_and_do_not_overlap():
    with pytest.raises(InvalidInputError, match="first session starts at 2 h"):
        Observations((), (_session(start_h=2.0),))
    with pytest.raises(InvalidInputError, match="before the one of session at 0 h ends"):
        Observations((), (_session(), _session(start_h=0.5)))


def test_steps_of_one_session_that_graze_by_rounding_are_one_visit():
    step = _session(start_h=1000.1, duration_h=1 / 3)
    next_start_h = math.nextafter(step.end_h, 0)  # read from a clock, a rounding early
    seen = Observations((), (_session(), step, _session(start_h=next_start_h, dose_mg=10.0)))
    assert len(seen.visits_h) == 2
    assert seen.regimen(74).total_mg(74) == pytest.approx(84)


def test_side_effects_belong_to_a_visit_and_agree():
    sessions = (_session(),)
    with pytest.raises(InvalidInputError, match="number 2 is asked about, but 1 were given"):
        Observations((_answer(SideEffect.NAUSEA, True, index=1),), sessions)
    with pytest.raises(InvalidInputError, match="is yes and no in one session"):
        Observations((_answer(SideEffect.NAUSEA, True), _answer(SideEffect.NAUSEA, False)), sessions)
    with pytest.raises(InvalidInputError, match="'any adverse event' is no, but 'nausea' is yes"):
        Observations((_answer(SideEffect.NAUSEA, True), _answer(SideEffect.ANY, False)), sessions)
    Observations((_answer(SideEffect.NAUSEA, False), _answer(SideEffect.ANY, True)), sessions)


def test_a_side_effect_is_not_asked_about_before_its_session_began():
    sessions = (_session(), _session(start_h=48.0))
    with pytest.raises(InvalidInputError, match="number 2 is asked about at 1 h, but it began at 48 h"):
        Observations((_answer(SideEffect.NAUSEA, True, index=1),), sessions)


def test_questionnaires_of_a_patient_are_observations_of_today(typical_patient):
    found = observations_of_patient(typical_patient).of_kind(QuestionnaireScore)
    assert {item.questionnaire.value: item.score for item in found} == {
        "phq9": 9,
        "gad7": 6,
        "isi": 14,
        "odi": 44,
        "roland_morris": 14,
        "bpi_interference": 6,
    }
    assert {item.time_h for item in found} == {0}


def test_a_questionnaire_that_nobody_filled_in_is_no_observation(typical_patient):
    empty = typical_patient.model_copy(update={"questionnaires": Questionnaires(gad7=3)})
    (only,) = observations_of_patient(empty).observed
    assert only.questionnaire is Questionnaire.GAD7
