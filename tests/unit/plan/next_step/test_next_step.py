"""Go on, change or stop: what in the record decides, and in which order."""

from dataclasses import replace

import pytest

from sciatwin.analytes import Drug
from sciatwin.observation import (
    Decided,
    Event,
    GivenSession,
    Observations,
    OxygenSaturation,
    RespiratoryRate,
    Review,
    SelfHarmThoughts,
    SeriousEvent,
    SideEffect,
    SideEffectSeen,
)
from sciatwin.observation.seen.dissociation import Dissociation
from sciatwin.observation.seen.global_impression import GlobalImpression, Impression
from sciatwin.observation.seen.pain_score import PainScore, Period
from sciatwin.observation.seen.pressure import Pressure
from sciatwin.observation.seen.questionnaire_score import Questionnaire, QuestionnaireScore
from sciatwin.observation.seen.sedation import Sedation
from sciatwin.plan.next_step import Step, StopValues, Weighs, advise, dangers_seen, relief_seen
from sciatwin.plan.session import conduct
from sciatwin.plan.session.checklist import checklist
from sciatwin.plan.session.stop_rule import most_pain_for_another, stop_after_two
from sciatwin.plan.sheet.settings import SessionSettings
from sciatwin.regimen import Regimen
from sciatwin.response.side_effects import blood_pressure, cadss_limits

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
        (Pressure(time_h=0.5, systolic_mmhg=84, diastolic_mmhg=50), Weighs.STOP),
        (OxygenSaturation(time_h=0.5, saturation_percent=91), Weighs.STOP),
        (RespiratoryRate(time_h=0.5, breaths_per_min=9), Weighs.STOP),
        (RespiratoryRate(time_h=0.5, breaths_per_min=0), Weighs.STOP),
        (SelfHarmThoughts(time_h=160, phq9_item_9=1), Weighs.STOP),
        (Review(time_h=160, decided=Decided.STOP, by="pain physician"), Weighs.STOP),
        *((SeriousEvent(time_h=0.5, event=event), Weighs.STOP) for event in Event),
        *(
            (SideEffectSeen(time_h=0.5, session_index=0, effect=effect, seen=True), Weighs.CHANGE)
            for effect in (SideEffect.PSYCHOTOMIMETIC, SideEffect.ANY)
        ),
        (Dissociation(time_h=0.5, cadss=92), Weighs.STOP),
        (Dissociation(time_h=0.5, cadss=46), Weighs.STOP),
        (Dissociation(time_h=0.5, cadss=45), Weighs.CHANGE),
        (Dissociation(time_h=0.5, cadss=23), Weighs.CHANGE),
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
        Pressure(time_h=0.5, systolic_mmhg=92, diastolic_mmhg=55),
        Pressure(time_h=0.5, systolic_mmhg=140, diastolic_mmhg=88, heart_rate_per_min=90),
        OxygenSaturation(time_h=0.5, saturation_percent=92),
        RespiratoryRate(time_h=0.5, breaths_per_min=10),
        SelfHarmThoughts(time_h=160, phq9_item_9=0),
        Review(time_h=160, decided=Decided.MAY_GO_ON, by="pain physician"),
        *(SideEffectSeen(time_h=0.5, session_index=0, effect=effect, seen=False) for effect in SideEffect),
        Dissociation(time_h=0.5, cadss=22),
        Sedation(time_h=0.5, scale="MOAA/S", score=4, awake_score=5, deepest_score=0),
        QuestionnaireScore(time_h=160, questionnaire=Questionnaire.PHQ9, score=10),
        GlobalImpression(time_h=160, impression=Impression.MUCH_IMPROVED),
    ],
)
def test_what_is_usual_speaks_against_nothing(typical_patient, seen):
    observations = _observations(seen, *_diary(3.0, 4, 5, 6))
    assert dangers_seen(typical_patient, observations, StopValues()) == ()
    assert _advice(typical_patient, observations).step is Step.GO_ON


STOPPING = (
    Pressure(time_h=1.0, systolic_mmhg=188, diastolic_mmhg=112),
    Pressure(time_h=1.0, systolic_mmhg=84, diastolic_mmhg=50),
    Pressure(time_h=1.0, systolic_mmhg=130, diastolic_mmhg=80, heart_rate_per_min=160),
    OxygenSaturation(time_h=1.0, saturation_percent=85),
    RespiratoryRate(time_h=1.0, breaths_per_min=6),
    SeriousEvent(time_h=1.0, event=Event.SEIZURE),
    Dissociation(time_h=1.0, cadss=60),
    QuestionnaireScore(time_h=1.0, questionnaire=Questionnaire.PHQ9, score=22),
    GlobalImpression(time_h=1.0, impression=Impression.VERY_MUCH_WORSE),
    Review(time_h=1.0, decided=Decided.STOP, by="pain physician"),
)


@pytest.mark.parametrize("danger", STOPPING, ids=lambda item: type(item).__name__)
def test_every_stop_names_its_way_out_and_a_later_review_is_one(typical_patient, danger):
    """A stop that nobody could lift would end the course for ever; a review lifts it to a change, never to nothing."""
    review = Review(time_h=30.0, decided=Decided.MAY_GO_ON, by="pain physician")
    diary = _diary(2.0, 5, 6, 7)
    stopped = _advice(typical_patient, _observations(danger, *diary))
    assert stopped.step is Step.STOP
    assert "until a row of kind 'review' says 'may go on'" in stopped.rule
    lifted = _advice(typical_patient, _observations(danger, review, *diary))
    assert lifted.step is Step.CHANGE
    assert "reviewed on day 1 by pain physician: may go on" in lifted.rule


@pytest.mark.parametrize("danger", STOPPING, ids=lambda item: type(item).__name__)
@pytest.mark.parametrize("reviewed_h", [-1.0, 0.5, 1.0])
def test_a_review_lifts_nothing_that_was_not_yet_seen(typical_patient, danger, reviewed_h):
    review = Review(time_h=reviewed_h, decided=Decided.MAY_GO_ON, by="pain physician")
    assert _advice(typical_patient, _observations(danger, review, *_diary(2.0, 5, 6, 7))).step is Step.STOP


def test_a_later_decision_to_stop_counts_over_an_earlier_one_to_go_on(typical_patient):
    danger, on = STOPPING[0], Review(time_h=30.0, decided=Decided.MAY_GO_ON, by="pain physician")
    off = Review(time_h=40.0, decided=Decided.STOP, by="head of the clinic")
    assert _advice(typical_patient, _observations(danger, on, off, *_diary(2.0, 5, 6))).step is Step.STOP
    again = replace(on, time_h=50.0)
    assert _advice(typical_patient, _observations(danger, on, off, again, *_diary(2.0, 5, 6))).step is Step.CHANGE


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


@pytest.mark.parametrize(("period", "first_h"), [(Period.DAY, 24.0), (Period.WEEK, 168.0)])
def test_a_day_or_week_that_holds_the_infusion_is_no_relief(typical_patient, period, first_h):
    """The evening of the infusion itself is the best of all, and says nothing of what lasts."""
    end_h = TWO[-1].start_h + TWO[-1].duration_h
    evening = PainScore(time_h=end_h + 9, score=0, period=period)
    too_early = PainScore(time_h=end_h + first_h - 1, score=0, period=period)
    after = PainScore(time_h=end_h + first_h, score=7, period=period)
    assert relief_seen(typical_patient, _observations(evening, too_early)).now is None
    assert relief_seen(typical_patient, _observations(evening, too_early, after)).now == 7


@pytest.mark.parametrize("pain", [3.0, 4.9, 6.8, 7.0, 10.0])
def test_the_sheet_and_the_record_hold_one_rule_of_relief(typical_patient, pain):
    sciatica = typical_patient.sciatica.model_copy(update={"leg_pain": pain})
    patient = typical_patient.model_copy(update={"sciatica": sciatica})
    most = most_pain_for_another(pain)
    sheet = stop_after_two(patient, Regimen.on_days([0, 3, 7, 10], rate_mg_per_kg_h=0.3, duration_h=2))
    assert f"at most {most:.1f}" in sheet
    for score, too_little in ((most, False), (round(most + 0.1, 1), True)):
        diary = tuple(replace(item, resolution=0.1, score=score) for item in _diary(0, 5, 6, 7))
        assert relief_seen(patient, _observations(*diary)).is_too_little is too_little


def test_as_many_evenings_are_judged_as_the_sheet_says(typical_patient):
    sheet = stop_after_two(typical_patient, Regimen.on_days([0, 3, 10], rate_mg_per_kg_h=0.3, duration_h=2))
    relief = relief_seen(typical_patient, _observations(*_diary(0.0, 5), *_diary(6.0, 6, 7, 8)))
    assert "mean of 3 evening scores" in sheet
    assert (relief.scores, relief.now) == (3, 6.0)


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


def test_stop_values_are_those_that_a_session_shows(typical_patient):
    """Whatever a clinic does not set, the sheet proposes: two places that stop at different values would be one too
    many."""
    shown = " ".join(row.text for row in checklist(typical_patient, SessionSettings(), {}))
    stops = StopValues()
    for text in (
        f"Systolic above {stops.systolic_mmhg:g} mmHg",
        f"Systolic below {stops.systolic_below_mmhg:g} mmHg",
        f"diastolic above {stops.diastolic_mmhg:g} mmHg",
        f"Systolic {stops.slow_systolic_mmhg:g} mmHg or more",
        f"Pulse above {stops.pulse_above_per_min:g} /min or below {stops.pulse_below_per_min:g} /min",
        f"SpO2 below {100 * stops.saturation_below_fraction:g} %",
        f"breathing below {stops.breathing_below_per_min:g} /min",
    ):
        assert text in shown


def test_a_predicted_pressure_is_a_danger_where_a_session_stops():
    stops = StopValues()
    assert blood_pressure.SEVERE_SYSTOLIC.estimate.value == stops.systolic_mmhg
    assert blood_pressure.SEVERE_DIASTOLIC.estimate.value == stops.diastolic_mmhg


@pytest.mark.parametrize("limit", [cadss_limits.NOT_REPEATED, cadss_limits.STOP])
def test_the_sheet_and_the_record_hold_one_cadss_limit(typical_patient, outpatient_site, limit):
    course = Regimen.repeat(dose_mg_per_kg=1, duration_h=2, count=3)
    (row,) = [row for row in conduct(typical_patient, course, outpatient_site).rows if row.row.key == "cadss"]
    assert f"{limit.value:g}" in row.text
    (seen,) = dangers_seen(typical_patient, _observations(Dissociation(time_h=1, cadss=limit.value)), StopValues())
    assert f"from {limit.value:g}" in seen.limit
    assert "assumed" in row.text


def test_the_values_of_a_clinic_come_first():
    own = SessionSettings.model_validate(
        {
            "stop_systolic": "165 mmHg",
            "stop_heart_rate_above": "110 /min",
            "stop_systolic_below": "95 mmHg",
            "stop_saturation_below": "94 %",
            "stop_breathing_below": "12 /min",
        }
    )
    stops = StopValues.of(own)
    assert (stops.systolic_below_mmhg, stops.saturation_below_fraction) == (95.0, pytest.approx(0.94))
    assert stops.breathing_below_per_min == 12.0
    assert (stops.systolic_mmhg, stops.pulse_above_per_min, stops.diastolic_mmhg) == (165.0, 110.0, 110.0)
