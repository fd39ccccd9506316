"""PHQ-9 item 9 and severe depression: open until the risk is assessed, no dose while it is high or "not now"."""

import datetime
from itertools import product

import pytest

from sciatwin.eligibility import Verdict, assess
from sciatwin.eligibility.waited_for import answers_waited_for
from sciatwin.patient import SafetyOutcome
from support.eligibility.changed_answers import assessed, changed, finding


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


def test_everybody_is_asked_item_9_with_or_without_a_phq9(typical_patient):
    patient = changed(typical_patient, questionnaires__phq9=None, questionnaires__phq9_item_9=None)
    eligibility = assess(patient)
    assert [item.rule.key for item in eligibility.unanswered] == ["self_harm"]
    assert not eligibility.could_block
    assert [field.written for field in answers_waited_for(patient, eligibility)] == ["questionnaires.phq9_item_9"]


def test_nobody_has_to_fill_in_a_phq9(typical_patient):
    assert not _answered(typical_patient, None, 0).unanswered


@pytest.mark.parametrize(("score", "item_9"), [(9.0, 1), (27.0, 3), (None, 2)])
def test_taking_answers_away_never_makes_a_patient_ready(typical_patient, score, item_9):
    for kept in product((score, None), (item_9, None)):
        eligibility = _answered(typical_patient, *kept)
        assert eligibility.blocks or eligibility.unanswered


def test_once_item_9_is_positive_the_assessment_is_asked_for(typical_patient):
    patient = changed(typical_patient, questionnaires__phq9_item_9=1)
    assert [field.written for field in answers_waited_for(patient, assess(patient))] == ["self_harm_assessment.outcome"]


# ---- dates -------------------------------------------------------------------------------------------------------

ASSESSED_ON = datetime.date(2026, 3, 2)
DAY = datetime.timedelta(days=1)


def _dated(patient, filled_in=None, today=None, outcome=SafetyOutcome.SAFE_TO_GO_ON, item_9=2):
    patient = changed(patient, questionnaires__phq9_item_9=item_9, questionnaires__filled_in=filled_in)
    return assess(changed(patient, self_harm_assessment=assessed(outcome)), today)


@pytest.mark.parametrize(
    ("filled_in", "today", "why"),
    [
        (ASSESSED_ON + DAY, None, "older than the questionnaires of 2026-03-03"),
        (ASSESSED_ON + DAY, ASSESSED_ON + DAY, "older than the questionnaires of 2026-03-03"),
        (None, ASSESSED_ON - DAY, "lies in the future"),
        (None, ASSESSED_ON + 29 * DAY, "older than 28 days (assumed): assess again"),
    ],
)
def test_an_assessment_out_of_its_time_lifts_no_block_and_says_why(typical_patient, filled_in, today, why):
    (found,) = _dated(typical_patient, filled_in, today).blocks
    assert found.rule.key == "self_harm_high"
    assert why in found.explanation


@pytest.mark.parametrize("filled_in", [None, ASSESSED_ON, ASSESSED_ON - DAY])
@pytest.mark.parametrize("today", [None, ASSESSED_ON, ASSESSED_ON + 28 * DAY])
def test_an_assessment_of_the_day_or_after_counts(typical_patient, filled_in, today):
    assert not _dated(typical_patient, filled_in, today).blocks


@pytest.mark.parametrize("today", [ASSESSED_ON - DAY, ASSESSED_ON + 4000 * DAY])
def test_not_now_counts_whatever_its_date(typical_patient, today):
    eligibility = _dated(typical_patient, ASSESSED_ON + DAY, today, SafetyOutcome.NOT_NOW, item_9=0)
    assert [item.rule.key for item in eligibility.blocks] == ["self_harm_not_now"]


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
