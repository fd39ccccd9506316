"""A rule is set aside in writing, by somebody, with a reason; only a rule that allows it."""

import datetime

import pytest

from sciatwin.eligibility import Action, Verdict, assess, rulebook
from sciatwin.errors import InvalidInputError
from sciatwin.patient import Answer, Override
from support.eligibility.changed_answers import changed, finding


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


@pytest.mark.parametrize(
    ("today", "why"),
    [
        (datetime.date(2026, 3, 1), "the override of 2026-03-02 lies in the future"),
        (datetime.date(2026, 8, 30), "the override of 2026-03-02 is older than 180 days (assumed)"),
    ],
)
def test_an_override_out_of_its_time_leaves_the_rule_open_and_says_why(typical_patient, today, why):
    patient = changed(typical_patient, conditions__porphyria=Answer.YES, overrides=(_override("porphyria"),))
    found = finding(assess(patient, today), "porphyria")
    assert found.answer is Verdict.NEEDS_OVERRIDE
    assert why in found.explanation


@pytest.mark.parametrize("today", [datetime.date(2026, 3, 2), datetime.date(2026, 8, 29)])
def test_an_override_counts_for_half_a_year(typical_patient, today):
    patient = changed(typical_patient, conditions__porphyria=Answer.YES, overrides=(_override("porphyria"),))
    assert finding(assess(patient, today), "porphyria").answer is Verdict.CAUTION
