"""Every answer of the patient file counts, or the product says that it does not, and why.

Fields come from the description of the record, so a new one cannot be forgotten.
"""

import datetime

import numpy as np
import pytest

from sciaclinic.answers.plan.compose.inputs import inputs
from sciatwin.eligibility import assess
from sciatwin.eligibility.rulebook import rulebook
from sciatwin.patient import (
    Answer,
    ImagingFinding,
    Medicine,
    Override,
    Patient,
    RiskAssessment,
    SafetyOutcome,
    Sex,
    Side,
)
from sciatwin.patient.uses import FOR_PREDICTION, FOR_THE_PLAN, RECORDED_ONLY
from sciatwin.plan import plan_infusion
from sciatwin.questions import questions_of
from sciatwin.regimen import Regimen
from sciatwin.twin import Twin
from support.changed_record import set_at

FIELDS = questions_of(Patient)
MAGNITUDES = (0.1, 0.5, 1.0, 3.0, 6.0, 12.0, 16.0, 28.0, 45.0, 100.0, 130.0, 165.0, 240.0, 900.0, 20000.0)


def extremes(field, ordinary):
    """Answers far from the ordinary one."""
    if field.choices:
        return [field.kind(choice) if isinstance(field.kind, type) else choice for choice in field.choices]
    if field.path.endswith("_fraction"):
        return [0.7, 0.93]
    if field.path == "sciatica.weakness_mrc_grade":
        return [0, 2, 4]
    return [value for value in MAGNITUDES if value != ordinary] if field.is_number else []


@pytest.fixture(scope="module")
def ordinary(typical_patient):
    """People in whom a question arises: no single person is asked everything."""
    p = typical_patient
    assessment = RiskAssessment(
        by="physician",
        date=datetime.date(2026, 3, 2),
        outcome=SafetyOutcome.SAFE_TO_GO_ON,
        decided="safety plan agreed",
    )
    return [
        p,
        set_at(p, "conditions.suspected_or_high_risk_heart_disease", Answer.YES),
        set_at(p, "conditions.sleep_apnoea", Answer.YES),
        set_at(p, "conditions.severe_kidney_disease", Answer.YES),
        set_at(p, "sciatica.weakness", Answer.YES),
        set_at(p, "sciatica.side", Side.BOTH),
        set_at(p, "medicines", (Medicine(name="pregabalin"),)),
        *(set_at(p, f"laboratory.{test}_u_per_l", 120.0) for test in ("alt", "ast", "ggt")),
        set_at(p, "laboratory.alp_u_per_l", 330.0),
        set_at(set_at(p, "laboratory.bilirubin_umol_per_l", 38.0), "laboratory.alt_u_per_l", 60.0),
        set_at(p, "self_harm_assessment", assessment),
        set_at(p, "days_since_ketamine_course", 60.0),
    ]


def findings(patient):
    return [(item.rule.key, item.answer, item.holds) for item in assess(patient).findings]


def moves_a_finding(field, people):
    for person in people:
        if field.path.startswith("self_harm_assessment.") and person.self_harm_assessment is None:
            continue
        before = findings(person)
        if any(findings(set_at(person, field.path, value)) != before for value in extremes(field, None)):
            return True
    return False


READ_BY_RULES = {field for rule in rulebook() for field in rule.condition.fields} | {
    "jurisdiction" for rule in rulebook() if rule.only_in or rule.not_in
}
BY_RULES = sorted(path for path in READ_BY_RULES if path not in ("medicines", "treatments"))


@pytest.mark.parametrize("path", BY_RULES)
def test_a_field_that_rules_read_moves_a_finding(path, ordinary):
    assert moves_a_finding(FIELDS[path], ordinary)


def test_every_field_counts_or_says_why_it_does_not():
    used = READ_BY_RULES | FOR_PREDICTION | FOR_THE_PLAN
    assert [path for path in FIELDS if path not in used and path not in RECORDED_ONLY] == []


def test_no_field_that_counts_is_called_unused():
    used = READ_BY_RULES | FOR_PREDICTION | FOR_THE_PLAN
    assert used & set(RECORDED_ONLY) == set()


def test_uses_name_fields_that_there_are():
    named = READ_BY_RULES | FOR_PREDICTION | FOR_THE_PLAN | set(RECORDED_ONLY)
    assert named - set(FIELDS) == {"treatments.detail"}


def test_an_answer_that_changes_nothing_is_said_beside_it(typical_patient):
    assessed = typical_patient.model_copy(
        update={
            "self_harm_assessment": RiskAssessment(
                by="physician",
                date=datetime.date(2026, 3, 2),
                outcome=SafetyOutcome.SAFE_TO_GO_ON,
                decided="safety plan agreed",
            )
        }
    )
    said = {item.field: item.why_not_used for item in inputs(assessed)}
    for path, why in RECORDED_ONLY.items():
        if path not in ("shows", "treatments.detail"):
            assert said[path] == why
    assert said["treatments.0"] == RECORDED_ONLY["treatments.detail"]
    assert not said["conditions.porphyria"]


# ---- the predictions ---------------------------------------------------------------------------------------------

ANSWERS_FAR_AWAY = {
    "age_yr": 78.0,
    "sex": Sex.MALE,
    "weight_kg": 110.0,
    "height_cm": 150.0,
    "sciatica.duration_days": 30.0,
    "sciatica.back_pain": 9.0,
    "sciatica.imaging": ImagingFinding.NO_COMPRESSION,
    "sciatica.side": Side.BOTH,
    "sciatica.weakness_mrc_grade": 1,
    "vitals.systolic_mmhg": 170.0,
    "vitals.diastolic_mmhg": 60.0,
    "medicines": (Medicine(name="oxycodone", dose="10 mg", times_per_day=2),),
    "treatments": (),
    "overrides": (Override(rule="porphyria", reason="for a test", by="physician", date=datetime.date(2026, 3, 2)),),
}
TEXTS = {"shows", "goals.in_own_words", "confirmed", "self_harm_assessment"}


def far_away(field):
    if field.path in ANSWERS_FAR_AWAY:
        return ANSWERS_FAR_AWAY[field.path]
    if field.choices:
        return field.kind(next(choice for choice in field.choices if choice not in ("no", "none", "unknown")))
    return 0.85 if field.path.endswith("_fraction") else 3


def _course(patient):
    regimen = Regimen.repeat(dose_mg_per_kg=0.5, duration_h=2 / 3, count=2)
    return Twin(patient, draws=20, seed=1).simulate(regimen, despite_block=True)


def _differs(course, other):
    if set(course.data_vars) != set(other.data_vars):
        return True
    return any(
        not np.array_equal(course[name].to_numpy(), other[name].to_numpy(), equal_nan=True) for name in course.data_vars
    )


def test_the_answers_called_used_for_prediction_are_those_that_move_a_course(typical_patient):
    ordinary = _course(typical_patient)
    asked = [field for path, field in FIELDS.items() if path.split(".")[0] not in TEXTS and path not in TEXTS]
    moved = {
        field.path
        for field in asked
        if _differs(_course(set_at(typical_patient, field.path, far_away(field))), ordinary)
    }
    assert moved == FOR_PREDICTION


# ---- the plan ----------------------------------------------------------------------------------------------------

CHANGES_A_PLAN = {
    "days_since_ketamine_course": ({"last_course_mg": 300.0}, 200.0, 8.0),
    "last_course_mg": ({"days_since_ketamine_course": 60.0}, 5.0, 400.0),
    "goals.least_worthwhile_gain": ({}, 1.0, 6.0),
    "goals.review_week": ({}, 4, 12),
}


def _plan(patient, site):
    plan = plan_infusion(Twin(patient, draws=20, seed=3), site)
    return plan.decision, plan.headline, plan.reasons, repr(plan.regimen)


@pytest.mark.parametrize("path", CHANGES_A_PLAN)
def test_an_answer_called_used_for_the_plan_changes_a_plan(typical_patient, outpatient_site, path):
    given, one, other = CHANGES_A_PLAN[path]
    patient = typical_patient.model_copy(update=given)
    assert _plan(set_at(patient, path, one), outpatient_site) != _plan(set_at(patient, path, other), outpatient_site)
