"""Thoughts of self-harm seen after sessions stop the course until the patient file holds an assessment of the risk."""

import datetime

import pytest

from sciatwin.analytes import Drug
from sciatwin.individualise import learn
from sciatwin.observation import (
    Decided,
    GivenSession,
    Observations,
    PainScore,
    Period,
    Review,
    SelfHarmThoughts,
    read_observations,
)
from sciatwin.patient import RiskAssessment, SafetyOutcome
from sciatwin.plan import Decision, plan_infusion
from sciatwin.plan.next_step import Step, StopValues, advise
from sciatwin.twin import Twin

BEGAN = datetime.datetime(2026, 3, 2, 9, 30)
DAY_OF_ANSWER = datetime.date(2026, 3, 8)
SESSIONS = tuple(
    GivenSession(start_h=start_h, duration_h=0.5, dose_mg=37.0, drug=Drug.RACEMIC_KETAMINE) for start_h in (0.0, 72.0)
)
RELIEF = tuple(PainScore(time_h=24.0 * day, score=2.0, period=Period.DAY) for day in (5, 6, 7))
REVIEW = Review(time_h=170.0, decided=Decided.MAY_GO_ON, by="pain physician")


def _seen(item_9=1, began=BEGAN):
    return Observations((SelfHarmThoughts(time_h=144.0, phq9_item_9=item_9), *RELIEF, REVIEW), SESSIONS, began=began)


def _assessed(patient, days_after, outcome=SafetyOutcome.SAFE_TO_GO_ON):
    date = DAY_OF_ANSWER + datetime.timedelta(days=days_after)
    signed = RiskAssessment(by="psychiatrist", date=date, outcome=outcome, decided="safety plan made with the patient")
    return patient.model_copy(update={"self_harm_assessment": signed})


def _advice(patient, observations, today=None):
    return advise(patient, observations, forbidden_by=(), plan=None, stops=StopValues(), today=today)


@pytest.mark.parametrize("item_9", [1, 2, 3])
def test_a_review_does_not_lift_thoughts_of_self_harm_and_the_way_out_is_named(typical_patient, item_9):
    advice = _advice(typical_patient, _seen(item_9))
    assert advice.step is Step.STOP
    assert advice.headline == "Stop: no further session until the risk of self-harm is assessed."
    assert (
        "until the patient file holds a 'self_harm_assessment' with the outcome 'safe to go on with a safety plan' "
        "dated 2026-03-08 or later; a row of kind 'review' does not lift it" in advice.rule
    )


@pytest.mark.parametrize("days_after", [0, 1, 20])
def test_an_assessment_of_that_day_or_later_lifts_it_to_a_change(typical_patient, days_after):
    advice = _advice(_assessed(typical_patient, days_after), _seen())
    assert advice.step is Step.CHANGE
    assert "by psychiatrist: safe to go on with a safety plan" in advice.rule


def test_an_assessment_before_the_answer_or_against_going_on_lifts_nothing(typical_patient):
    assert _advice(_assessed(typical_patient, -1), _seen()).step is Step.STOP
    assert _advice(_assessed(typical_patient, 1, SafetyOutcome.NOT_NOW), _seen()).step is Step.STOP


def test_observations_without_dates_cannot_be_followed_by_an_assessment(typical_patient):
    advice = _advice(_assessed(typical_patient, 20), _seen(began=None))
    assert advice.step is Step.STOP
    assert "carry no dates" in advice.rule


@pytest.mark.parametrize(("days", "why"), [(-1, "lies in the future"), (29, "is older than 28 days")])
def test_an_assessment_counts_neither_before_its_day_nor_for_ever(typical_patient, days, why):
    patient = _assessed(typical_patient, 1)
    advice = _advice(patient, _seen(), patient.self_harm_assessment.date + datetime.timedelta(days=days))
    assert advice.step is Step.STOP
    assert why in advice.rule


def test_a_plan_stops_until_the_assessment_is_in_the_patient_file(typical_patient, outpatient_site):
    def plan(patient):
        learned = learn(Twin(patient, draws=100, seed=4), _seen(), method="laplace")
        return plan_infusion(learned.twin, outpatient_site, goes_on=True)

    stopped = plan(typical_patient)
    assert stopped.decision is Decision.STOPPED
    assert "'self_harm_assessment'" in stopped.reasons[0]
    assert plan(_assessed(typical_patient, 1)).decision is not Decision.STOPPED


@pytest.mark.parametrize("zone", ["", "Z", "+09:00", "-08:00"])
def test_the_day_of_an_answer_is_that_of_the_clock_on_the_wall(tmp_path, zone):
    rows = (f"2026-03-02T09:30{zone},session,37,mg,base,30 min", f"2026-03-08T00:30{zone},phq9_item_9,1,,,")
    drug = "racemic ketamine"
    file = tmp_path / "seen.csv"
    file.write_text(f"time,kind,value,unit,mass_of,duration,drug\n{rows[0]},{drug}\n{rows[1]},\n", encoding="utf-8")
    read = read_observations(file)
    (answer,) = read.of_kind(SelfHarmThoughts)
    assert read.date_of(answer.time_h) == read.up_to(1e4).date_of(answer.time_h) == DAY_OF_ANSWER


def test_hours_and_days_carry_no_date(tmp_path):
    file = tmp_path / "seen.csv"
    file.write_text("day,kind,value\n6,phq9_item_9,1\n", encoding="utf-8")
    assert read_observations(file).date_of(144.0) is None
