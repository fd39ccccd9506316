"""What the example patients get as an answer, readable by a clinician."""

import pytest
import yaml

from sciatwin.eligibility import Verdict, assess
from sciatwin.patient import Patient, RedFlags, read_patient

EXAMPLES = ("typical", "blocked", "outside_models", "likely_recovers")


@pytest.fixture
def answer(examples):
    return lambda name: assess(read_patient(examples / f"{name}.yaml"))


def _keys(findings):
    return {finding.rule.key for finding in findings}


def test_typical_candidate_is_not_blocked(answer):
    eligibility = answer("typical")
    assert eligibility.verdict is Verdict.CAUTION
    assert _keys(eligibility.cautions) == {"alcohol"}
    assert not eligibility.blocks
    assert not eligibility.open_questions


def test_blocked_patient_is_blocked_for_three_reasons(answer):
    eligibility = answer("blocked")
    assert eligibility.verdict is Verdict.BLOCK
    assert {finding.rule.key: finding.explanation for finding in eligibility.blocks} == {
        "cauda_equina": "saddle numbness: yes",
        "uncontrolled_blood_pressure": ("systolic 196 mmHg is above 180 mmHg; diastolic 112 mmHg is above 100 mmHg"),
        "theophylline": "theophylline on the list",
    }


def test_blocked_patient_takes_18_mg_morphine_equivalents(answer):
    (opioid,) = [finding for finding in answer("blocked").cautions if finding.rule.key == "opioid"]
    assert "18 mg morphine equivalents a day" in opioid.explanation  # codeine 30 mg × 4 × 0.15


def test_patient_outside_the_models_is_not_blocked_by_rules(answer):
    eligibility = answer("outside_models")
    assert eligibility.verdict is Verdict.NEEDS_OVERRIDE
    assert _keys(eligibility.overrides_needed) == {"above_75_years"}
    assert _keys(eligibility.cautions) == {
        "age_of_new_pain",
        "antihypertensive",
        "body_mass_index",
        "hypertension",
        "medicine_checked_by_hand",
    }


def test_three_weeks_of_sciatica_are_too_early(answer):
    eligibility = answer("likely_recovers")
    assert eligibility.verdict is Verdict.NEEDS_OVERRIDE
    assert _keys(eligibility.overrides_needed) == {
        "too_early",
        "two_drug_classes",
        "supervised_rehabilitation",
        "surgical_opinion",
    }
    assert "natural_recovery" in _keys(eligibility.informs)


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_example_says_what_it_shows_and_leaves_out_no_field(examples, name):
    content = yaml.safe_load((examples / f"{name}.yaml").read_text(encoding="utf-8"))
    assert content["shows"]
    signed = {"overrides", "self_harm_assessment", "confirmed"}  # only where something had to be signed or confirmed
    signed |= {"last_course_dose", "last_course_drug"}  # only after an earlier course
    assert set(content) | signed == {info.alias or field for field, info in Patient.model_fields.items()}
    assert set(content["red_flags"]) == set(RedFlags.model_fields)
