"""Go on, change or stop: what in the record decides, and in which order."""

from dataclasses import replace

import pytest

from sciatwin.observation import GivenSession, Observations
from sciatwin.observation.dissociation import Dissociation
from sciatwin.observation.global_impression import GlobalImpression, Impression
from sciatwin.observation.pain_score import PainScore, Period
from sciatwin.observation.pressure import Pressure
from sciatwin.observation.questionnaire_score import Questionnaire, QuestionnaireScore
from sciatwin.observation.sedation import Sedation
from sciatwin.plan.next_step import Step, StopValues, Weighs, advise, dangers_seen, relief_seen
from sciatwin.plan.session.checklist import all_rows
from sciatwin.plan.session.settings import SessionSettings
from sciatwin.regimen import Drug
from sciatwin.units import parse_quantity

SESSION = GivenSession(start_h=0.0, duration_h=0.5, dose_mg=37.0, drug=Drug.RACEMIC_KETAMINE)
TWO = (SESSION, replace(SESSION, start_h=72.0))


def _observations(*seen, sessions=TWO):
    return Observations(tuple(seen), sessions)


def _diary(score, *days):
    return tuple(PainScore(time_h=24.0 * day, score=score, period=Period.DAY) for day in days)


def _advice(patient, observations, forbidden=(), plan=None):
    return advise(patient, observations, forbidden_by=forbidden, plan=plan, stops=StopValues())


@pytest.mark.parametrize(
    ("seen", "weighs"),
    [
        (Pressure(time_h=0.5, systolic_mmhg=188, diastolic_mmhg=100), Weighs.STOP),
        (Pressure(time_h=0.5, systolic_mmhg=150, diastolic_mmhg=112), Weighs.STOP),
        (Pressure(time_h=0.5, systolic_mmhg=165, diastolic_mmhg=95), Weighs.CHANGE),
        (Pressure(time_h=0.5, systolic_mmhg=130, diastolic_mmhg=80, heart_rate_per_min=160), Weighs.STOP),
        (Dissociation(time_h=0.5, cadss=92), Weighs.STOP),
        (Dissociation(time_h=0.5, cadss=38), Weighs.CHANGE),
        (Sedation(time_h=0.5, scale="MOAA/S", score=0, awake_score=5, deepest_score=0), Weighs.STOP),
        (QuestionnaireScore(time_h=160, questionnaire=Questionnaire.PHQ9, score=22), Weighs.STOP),
        (QuestionnaireScore(time_h=160, questionnaire=Questionnaire.PHQ9, score=14), Weighs.STOP),
        (GlobalImpression(time_h=160, impression=Impression.VERY_MUCH_WORSE), Weighs.STOP),
        (GlobalImpression(time_h=160, impression=Impression.MINIMALLY_WORSE), Weighs.CHANGE),
    ],
)
def test_a_danger_in_the_record_is_said_and_decides(typical_patient, seen, weighs):
    observations = _observations(seen, *_diary(2.0, 4, 5, 6))
    (found,) = dangers_seen(typical_patient, observations, StopValues())
    assert found.weighs is weighs
    assert _advice(typical_patient, observations).step is Step(weighs.value)


@pytest.mark.parametrize(
    "seen",
    [
        Pressure(time_h=0.5, systolic_mmhg=140, diastolic_mmhg=88, heart_rate_per_min=90),
        Dissociation(time_h=0.5, cadss=12),
        Sedation(time_h=0.5, scale="MOAA/S", score=4, awake_score=5, deepest_score=0),
        QuestionnaireScore(time_h=160, questionnaire=Questionnaire.PHQ9, score=10),
        GlobalImpression(time_h=160, impression=Impression.MUCH_IMPROVED),
    ],
)
def test_what_is_usual_speaks_against_nothing(typical_patient, seen):
    observations = _observations(seen, *_diary(3.0, 4, 5, 6))
    assert dangers_seen(typical_patient, observations, StopValues()) == ()
    assert _advice(typical_patient, observations).step is Step.GO_ON


def test_a_clinic_that_stops_earlier_is_obeyed(typical_patient):
    observations = _observations(Pressure(time_h=0.5, systolic_mmhg=168, diastolic_mmhg=90))
    (found,) = dangers_seen(typical_patient, observations, StopValues(systolic_mmhg=160.0))
    assert found.weighs is Weighs.STOP


@pytest.mark.parametrize(("score", "step"), [(6.0, Step.STOP), (5.6, Step.GO_ON), (3.0, Step.GO_ON)])
def test_after_two_sessions_a_fall_of_a_fifth_is_asked_for(typical_patient, score, step):
    """The typical patient has 7 of 10; four fifths of it are 5.6."""
    diary = tuple(replace(item, resolution=0.1) for item in _diary(3.0, 4, 5, 6, 7, 8))
    diary = tuple(replace(item, score=score) for item in diary)
    assert _advice(typical_patient, _observations(*diary)).step is step


def test_relief_under_the_drug_and_before_the_last_session_does_not_count(typical_patient):
    now = PainScore(time_h=72.4, score=0, period=Period.NOW)
    assert relief_seen(typical_patient, _observations(now, *_diary(1.0, 1, 2))).now is None


def test_one_session_without_relief_does_not_end_the_course(typical_patient):
    one = _observations(*_diary(7.0, 1, 2, 3), sessions=(SESSION,))
    advice = _advice(typical_patient, one)
    assert advice.step is Step.GO_ON
    assert "after two sessions" in advice.rule


def test_a_pause_within_a_visit_makes_no_second_visit(typical_patient):
    paused = (replace(SESSION, dose_mg=20.0), replace(SESSION, start_h=0.5, dose_mg=17.0))
    assert relief_seen(typical_patient, _observations(*_diary(7.0, 1, 2), sessions=paused)).visits == 1


def test_a_rule_that_forbids_comes_before_everything(typical_patient):
    advice = _advice(typical_patient, _observations(*_diary(1.0, 4, 5)), forbidden=("Pregnancy",))
    assert advice.step is Step.STOP
    assert advice.rule == "Pregnancy"


def test_stop_values_are_those_that_a_session_shows():
    """Two places that stop at different values would be one too many."""
    values = {name: text for row in all_rows() for name, text in row.values.items()}
    stops = StopValues()
    for name, value, dimension in (
        ("stop_systolic", stops.systolic_mmhg, "blood pressure"),
        ("stop_diastolic", stops.diastolic_mmhg, "blood pressure"),
        ("slow_systolic", stops.slow_systolic_mmhg, "blood pressure"),
        ("stop_heart_rate_above", stops.pulse_above_per_min, "rate per minute"),
        ("stop_heart_rate_below", stops.pulse_below_per_min, "rate per minute"),
    ):
        assert parse_quantity(values[name], dimension) == value


def test_the_values_of_a_clinic_come_first():
    own = SessionSettings.model_validate({"stop_systolic": "165 mmHg", "stop_heart_rate_above": "110 /min"})
    stops = StopValues.of(own)
    assert (stops.systolic_mmhg, stops.pulse_above_per_min, stops.diastolic_mmhg) == (165.0, 110.0, 110.0)
