"""PHQ-9 item 9: any answer above 0 is a caution, and a PHQ-9 without it leaves a question open."""

import pytest
from eligibility_helpers import changed, finding

from sciatwin.eligibility import Verdict, assess


def _answer(patient, score, item_9):
    patient = changed(patient, questionnaires__phq9=score, questionnaires__phq9_item_9=item_9)
    return finding(assess(patient), "self_harm")


@pytest.mark.parametrize("item_9", [1, 2, 3])
@pytest.mark.parametrize("score", [9.0, None])
def test_item_9_at_any_frequency_needs_an_override(typical_patient, score, item_9):
    found = _answer(typical_patient, score, item_9)
    assert found.answer is Verdict.NEEDS_OVERRIDE
    assert f"{item_9} is at least 1" in found.explanation


@pytest.mark.parametrize("score", [9.0, None])
def test_item_9_at_zero_is_clear(typical_patient, score):
    assert _answer(typical_patient, score, 0).answer is Verdict.CLEAR


def test_a_phq9_without_its_item_9_leaves_a_question_open(typical_patient):
    assert _answer(typical_patient, 9.0, None).answer is Verdict.OPEN_QUESTION


def test_nobody_has_to_fill_in_a_phq9(typical_patient):
    assert _answer(typical_patient, None, None).answer is Verdict.CLEAR


def test_it_must_be_set_aside_in_writing(typical_patient):
    patient = changed(typical_patient, questionnaires__phq9_item_9=1)
    assert "self_harm" in {item.rule.key for item in assess(patient).overrides_needed}
