"""The language of rule files: each kind of condition reads yes, no or unknown from a patient."""

import math

import pytest
from pydantic import TypeAdapter, ValidationError

from sciatwin.eligibility.conditions import Condition
from sciatwin.patient import Answer, NeuropathicGrade, Sex, TreatmentKind, TreatmentResult
from support.eligibility.changed_answers import changed, treatments

YES, NO, UNKNOWN = Answer.YES, Answer.NO, Answer.UNKNOWN
SYSTOLIC = {"field": "vitals.systolic_mmhg", "above": "180 mmHg"}
MRC = {
    "field": "sciatica.weakness_mrc_grade",
    "at_most": 3,
    "needed_if": {"field": "sciatica.weakness", "is": True},
}
TWO_FAILED = {"treatments_failed": ["SNRI", "gabapentinoid", "opioid"], "at_least": 2}


def condition(data):
    return TypeAdapter(Condition).validate_python(data)


def test_180_is_not_above_180(typical_patient):
    reading = condition(SYSTOLIC).read(changed(typical_patient, vitals__systolic_mmhg=180.0))
    assert reading.answer is NO
    assert reading.text == "systolic 180 mmHg is not above 180 mmHg"


def test_explanation_echoes_the_value_of_the_patient(typical_patient):
    reading = condition(SYSTOLIC).read(changed(typical_patient, vitals__systolic_mmhg=196.0))
    assert reading.answer is YES
    assert reading.text == "systolic 196 mmHg is above 180 mmHg"


def test_missing_number_is_unknown(typical_patient):
    reading = condition(SYSTOLIC).read(changed(typical_patient, vitals__systolic_mmhg=None))
    assert reading.answer is UNKNOWN
    assert reading.text == "systolic is not known"


@pytest.mark.parametrize(
    ("comparison", "answers"),
    [("above", (NO, NO, YES)), ("at_least", (NO, YES, YES)), ("below", (YES, NO, NO)), ("at_most", (YES, YES, NO))],
)
def test_comparisons_at_the_edge(typical_patient, comparison, answers):
    rule = condition({"field": "vitals.heart_rate_per_min", comparison: "50 /min"})
    patients = [changed(typical_patient, vitals__heart_rate_per_min=rate) for rate in (49.0, 50.0, 51.0)]
    assert tuple(rule.read(patient).answer for patient in patients) == answers


def test_duration_is_shown_in_the_unit_of_the_rule(typical_patient):
    three_weeks = changed(typical_patient, sciatica__duration_days=21.0)
    reading = condition({"field": "sciatica.duration_days", "below": "12 weeks"}).read(three_weeks)
    assert reading.text == "duration of sciatica 3 weeks is below 12 weeks"


def test_never_is_longer_than_any_duration(typical_patient):
    rule = condition({"field": "days_since_ketamine_course", "at_most": "16 days"})
    reading = rule.read(changed(typical_patient, days_since_ketamine_course=math.inf))
    assert (reading.answer, reading.text) == (NO, "time since the last ketamine course: never")


@pytest.mark.parametrize(
    ("weakness", "grade", "expected"),
    [(NO, None, NO), (NO, 2, YES), (UNKNOWN, None, UNKNOWN), (UNKNOWN, 2, YES), (YES, None, UNKNOWN), (YES, 4, NO)],
)
def test_an_answer_that_need_not_be_asked_is_no(typical_patient, weakness, grade, expected):
    patient = changed(typical_patient, sciatica__weakness=weakness, sciatica__weakness_mrc_grade=grade)
    assert condition(MRC).read(patient).answer is expected


def test_choice_accepts_several_answers(typical_patient):
    rule = condition({"field": "sciatica.neuropathic_grade", "is": ["unlikely", "possible"]})
    answers = [
        rule.read(changed(typical_patient, sciatica__neuropathic_grade=grade)).answer
        for grade in (NeuropathicGrade.POSSIBLE, NeuropathicGrade.PROBABLE, NeuropathicGrade.UNKNOWN)
    ]
    assert answers == [YES, NO, UNKNOWN]


def test_missing_is_never_unknown_itself(typical_patient):
    rule = condition({"missing": "laboratory.alt_u_per_l"})
    assert rule.read(typical_patient).answer is NO
    assert rule.read(changed(typical_patient, laboratory__alt_u_per_l=None)).answer is YES


def test_combination_keeps_only_the_statements_that_decide(typical_patient):
    female = {"field": "sex", "is": "female"}
    rule = condition({"all_of": [female, {"not": SYSTOLIC}]})
    man = changed(typical_patient, sex=Sex.MALE)
    assert rule.read(typical_patient).text == "sex: female; systolic 124 mmHg is not above 180 mmHg"
    assert (rule.read(man).answer, rule.read(man).text) == (NO, "sex: male")


def test_treatment_that_is_not_tolerated_counts_as_failed(typical_patient):
    tried = treatments(
        (TreatmentKind.SNRI, TreatmentResult.NOT_TOLERATED, NO),
        (TreatmentKind.OPIOID, TreatmentResult.NO_RELIEF, YES),
    )
    assert condition(TWO_FAILED).read(changed(typical_patient, treatments=tried)).answer is YES


def test_treatment_with_good_relief_has_not_failed(typical_patient):
    tried = treatments(
        (TreatmentKind.SNRI, TreatmentResult.GOOD_RELIEF, YES),
        (TreatmentKind.OPIOID, TreatmentResult.NO_RELIEF, YES),
    )
    assert condition(TWO_FAILED).read(changed(typical_patient, treatments=tried)).answer is NO


def test_unknown_dose_of_a_treatment_leaves_the_count_unknown(typical_patient):
    tried = treatments(
        (TreatmentKind.SNRI, TreatmentResult.NO_RELIEF, UNKNOWN),
        (TreatmentKind.OPIOID, TreatmentResult.NO_RELIEF, YES),
    )
    assert condition(TWO_FAILED).read(changed(typical_patient, treatments=tried)).answer is UNKNOWN
    assert condition(TWO_FAILED).read(changed(typical_patient, treatments=None)).answer is UNKNOWN


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ({"field": "conditions.hypertention", "is": True}, "Did you mean 'conditions.hypertension'"),
        ({"field": "vitals.systolic", "is": True}, "Near it: vitals.systolic_mmhg, vitals.diastolic_mmhg."),
        ({"field": "vitals.systolic_mmhg", "above": 180}, "a unit is needed"),
        ({"field": "vitals.systolic_mmhg", "above": "180 kg"}, "unit of body weight"),
        ({"field": "sciatica.leg_pain", "above": "5 points"}, "bare number"),
        ({"field": "vitals.systolic_mmhg", "above": "180 mmHg", "below": "90 mmHg"}, "exactly one of"),
        ({"field": "sex", "is": "unknown"}, "its answers are: female, male"),
        ({"field": "sex", "above": 3}, "not a number"),
        ({"missing": "laboratory.troponin"}, "no field 'laboratory.troponin'"),
        ({"medicine_class": "statin"}, "no medicine class 'statin'"),
        ({"treatment": "acupuncture"}, "supervised exercise"),
        ({"maybe": True}, "tag"),
    ],
)
def test_a_condition_that_cannot_be_read_fails_loudly(data, message):
    with pytest.raises(ValidationError, match=message.replace("(", r"\(")):
        condition(data)
