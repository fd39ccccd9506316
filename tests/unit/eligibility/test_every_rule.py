"""Every rule can answer clear, its action and unknown, found by flipping the fields its condition names."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sciatwin.eligibility import Action, Verdict, assess, rulebook
from sciatwin.eligibility.assess import apply
from sciatwin.eligibility.conditions.choice import ChoiceCondition
from sciatwin.eligibility.conditions.record import AlwaysCondition, MissingCondition
from sciatwin.eligibility.conditions.unlikely import UnlikelyCondition
from sciatwin.eligibility.facts.fields import asked, choices
from sciatwin.patient import Answer
from support.eligibility.changed_answers import changed
from support.eligibility.variants import ALWAYS_ANSWERED, leaves, variants

RULES = [rule for rule in rulebook() if not isinstance(rule.condition, AlwaysCondition | UnlikelyCondition)]
# That nobody assessed the risk, graded the weakness or typed the multiple is an answer.
NEVER_UNKNOWN = {
    "self_harm_not_now",
    "self_harm_assessed",
    "liver_tests_above_their_multiple",
}
VERDICTS = {
    Action.BLOCK: Verdict.BLOCK,
    Action.OVERRIDE: Verdict.NEEDS_OVERRIDE,
    Action.CAUTION: Verdict.CAUTION,
    Action.INFORM: Verdict.CLEAR,
    Action.ASK: Verdict.OPEN_QUESTION,
}


@pytest.mark.parametrize("rule", RULES, ids=[rule.key for rule in RULES])
def test_every_rule_can_answer_clear_its_action_and_unknown(rule, typical_patient):
    answers = {(item.holds, item.answer) for item in (apply(rule, p) for p in variants(rule, typical_patient))}
    expected = {(Answer.YES, VERDICTS[rule.action]), (Answer.NO, Verdict.CLEAR)}
    looked_at = [leaf for leaf in leaves(rule.condition) if not isinstance(leaf, MissingCondition)]
    can_be_unknown = any(getattr(leaf, "field", "a list") not in ALWAYS_ANSWERED for leaf in looked_at)
    if can_be_unknown and rule.key not in NEVER_UNKNOWN:
        unknown = Verdict.OPEN_QUESTION if rule.unknown_leaves_open_question else Verdict.CLEAR
        expected.add((Answer.UNKNOWN, unknown))
    assert answers == expected


@pytest.mark.parametrize("rule", RULES, ids=[rule.key for rule in RULES])
def test_every_explanation_says_something(rule, typical_patient):
    assert all(apply(rule, patient).explanation for patient in variants(rule, typical_patient))


def _choice_fields():
    found = {leaf.field for rule in RULES for leaf in leaves(rule.condition) if isinstance(leaf, ChoiceCondition)}
    return sorted(field for field in found - ALWAYS_ANSWERED if "unknown" in asked(field).choices)


@settings(deadline=None, max_examples=60)
@given(data=st.data())
def test_hiding_an_answer_never_answers_a_rule_otherwise(typical_patient, data):
    answered = st.sampled_from(_choice_fields())
    patient = typical_patient
    for field in data.draw(st.lists(answered, max_size=6, unique=True)):
        kind = asked(field).kind
        patient = changed(patient, **{field.replace(".", "__"): kind(data.draw(st.sampled_from(choices(field))))})
    hidden_field = data.draw(answered)
    hidden = changed(patient, **{hidden_field.replace(".", "__"): asked(hidden_field).kind("unknown")})
    for before, after in zip(assess(patient).findings, assess(hidden).findings, strict=True):
        assert after.holds in (before.holds, Answer.UNKNOWN)


@settings(deadline=None, max_examples=60)
@given(hidden=st.lists(st.sampled_from(_choice_fields()), min_size=1, unique=True))
def test_a_rule_without_an_answer_keeps_the_plan_unsigned(typical_patient, hidden):
    unknown = {field.replace(".", "__"): asked(field).kind("unknown") for field in hidden}
    eligibility = assess(changed(typical_patient, **unknown))
    assert bool(eligibility.unanswered) == bool(eligibility.open_questions)
    if eligibility.unanswered:
        assert eligibility.verdict is Verdict.OPEN_QUESTION
