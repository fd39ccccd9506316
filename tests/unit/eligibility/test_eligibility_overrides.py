"""A rule is set aside in writing, by somebody, with a reason; only a rule that allows it."""

import datetime

import pytest
from eligibility_helpers import changed, finding

from sciatwin.eligibility import Action, Verdict, assess, rulebook
from sciatwin.errors import InvalidInputError
from sciatwin.patient import Answer, Override


def _override(rule):
    return Override(
        rule=rule, reason="agreed with the porphyria centre", by="physician", date=datetime.date(2026, 3, 2)
    )


def test_an_override_in_writing_leaves_a_caution_that_says_who_when_and_why(typical_patient):
    patient = changed(typical_patient, conditions__porphyria=Answer.YES, overrides=(_override("porphyria"),))
    found = finding(assess(patient), "porphyria")
    assert found.answer is Verdict.CAUTION
    assert "set aside by physician on 2026-03-02: agreed with the porphyria centre" in found.explanation


def test_an_override_does_not_answer_the_question(typical_patient):
    patient = changed(typical_patient, conditions__porphyria=Answer.UNKNOWN, overrides=(_override("porphyria"),))
    assert finding(assess(patient), "porphyria").answer is Verdict.OPEN_QUESTION


@pytest.mark.parametrize(
    "rule", [rule for rule in rulebook() if rule.action is not Action.OVERRIDE], ids=lambda r: r.key
)
def test_a_rule_that_cannot_be_set_aside_is_refused_by_field(typical_patient, rule):
    with pytest.raises(InvalidInputError, match=rf"overrides\.1\.rule: '{rule.key}' cannot be set aside"):
        assess(changed(typical_patient, overrides=(_override("porphyria"), _override(rule.key))))


def test_an_unknown_rule_is_refused_with_the_nearest_name(typical_patient):
    with pytest.raises(InvalidInputError, match=r"overrides\.0\.rule: there is no rule 'porfyria'.*'porphyria'"):
        assess(changed(typical_patient, overrides=(_override("porfyria"),)))
