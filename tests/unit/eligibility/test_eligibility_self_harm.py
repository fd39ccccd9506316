"""PHQ-9 item 9 and severe depression: open until the risk is assessed, no dose while it is high or "not now"."""

import pytest
from eligibility_helpers import assessed, changed, finding

from sciatwin.eligibility import Verdict, assess
from sciatwin.patient import SafetyOutcome


def _answered(patient, score, item_9, outcome=None):
    assessment = None if outcome is None else assessed(outcome)
    patient = changed(patient, questionnaires__phq9=score, questionnaires__phq9_item_9=item_9)
    return assess(changed(patient, self_harm_assessment=assessment))


@pytest.mark.parametrize("item_9", [1, 2, 3])
@pytest.mark.parametrize("score", [9.0, None])
def test_item_9_at_any_frequency_is_open_until_the_risk_is_assessed(typical_patient, score, item_9):
    found = finding(_answered(typical_patient, score, item_9), "self_harm")
    assert found.answer is Verdict.OPEN_QUESTION
    assert f"{item_9} is at least 1" in found.explanation


@pytest.mark.parametrize("score", [9.0, None])
def test_item_9_at_zero_is_clear(typical_patient, score):
    eligibility = _answered(typical_patient, score, 0)
    assert {finding(eligibility, key).answer for key in ("self_harm", "self_harm_high")} == {Verdict.CLEAR}


def test_a_phq9_without_its_item_9_leaves_a_question_open_and_could_block(typical_patient):
    eligibility = _answered(typical_patient, 9.0, None)
    assert finding(eligibility, "self_harm").answer is Verdict.OPEN_QUESTION
    assert [item.rule.key for item in eligibility.could_block] == ["self_harm_high"]
    assert [item.rule.key for item in eligibility.open_questions] == ["self_harm"]


def test_nobody_has_to_fill_in_a_phq9(typical_patient):
    eligibility = _answered(typical_patient, None, None)
    assert not eligibility.unanswered


@pytest.mark.parametrize(("score", "item_9"), [(9.0, 2), (9.0, 3), (None, 2), (20.0, 0), (27.0, 3), (20.0, None)])
def test_frequent_thoughts_or_severe_depression_give_no_dose(typical_patient, score, item_9):
    eligibility = _answered(typical_patient, score, item_9)
    assert [item.rule.key for item in eligibility.blocks] == ["self_harm_high"]
    assert "today" in eligibility.blocks[0].rule.way_out


@pytest.mark.parametrize(("score", "item_9"), [(9.0, 1), (19.0, 0)])
def test_below_that_nothing_blocks(typical_patient, score, item_9):
    assert not _answered(typical_patient, score, item_9).blocks


@pytest.mark.parametrize(("score", "item_9"), [(9.0, 1), (27.0, 3)])
def test_an_assessment_lifts_the_block_and_says_who_when_and_what(typical_patient, score, item_9):
    eligibility = _answered(typical_patient, score, item_9, SafetyOutcome.SAFE_TO_GO_ON)
    assert not eligibility.blocks
    assert not {"self_harm", "self_harm_high"} & {item.rule.key for item in eligibility.unanswered}
    said = finding(eligibility, "self_harm_assessed")
    assert said.answer is Verdict.CAUTION
    assert "psychiatrist on call on 2026-03-02: safety plan agreed" in said.explanation


@pytest.mark.parametrize(("score", "item_9"), [(9.0, 0), (27.0, 3), (None, None)])
def test_an_assessment_that_says_not_now_blocks(typical_patient, score, item_9):
    eligibility = _answered(typical_patient, score, item_9, SafetyOutcome.NOT_NOW)
    assert [item.rule.key for item in eligibility.blocks] == ["self_harm_not_now"]
