"""Every rule can answer clear, its action and unknown, found by flipping the fields its condition names."""

from itertools import product

import pytest
from eligibility_helpers import changed, medicines, treatments
from hypothesis import given, settings
from hypothesis import strategies as st

from sciatwin.eligibility import Action, Verdict, assess, rulebook
from sciatwin.eligibility.assess import apply
from sciatwin.eligibility.conditions.choice import ChoiceCondition
from sciatwin.eligibility.conditions.combined import AllCondition, AnyCondition, NotCondition
from sciatwin.eligibility.conditions.medicine import MedicineCondition
from sciatwin.eligibility.conditions.number import NumberCondition
from sciatwin.eligibility.conditions.record import AlwaysCondition, MissingCondition
from sciatwin.eligibility.conditions.treatment import FailedTreatmentsCondition, TreatmentCondition
from sciatwin.eligibility.conditions.unlikely import UnlikelyCondition
from sciatwin.eligibility.fields import asked, choices
from sciatwin.eligibility.medicines import formulary
from sciatwin.patient import Answer, Jurisdiction, TreatmentKind, TreatmentResult

ALWAYS_ANSWERED = {"age_yr", "sex", "sciatica.duration_days", "sciatica.side"}  # a patient file must have them
RULES = [rule for rule in rulebook() if not isinstance(rule.condition, AlwaysCondition | UnlikelyCondition)]
VERDICTS = {
    Action.BLOCK: Verdict.BLOCK,
    Action.OVERRIDE: Verdict.NEEDS_OVERRIDE,
    Action.CAUTION: Verdict.CAUTION,
    Action.INFORM: Verdict.CLEAR,
    Action.ASK: Verdict.OPEN_QUESTION,
}


def leaves(condition):
    if isinstance(condition, AllCondition | AnyCondition):
        for part in condition.all_of if isinstance(condition, AllCondition) else condition.any_of:
            yield from leaves(part)
    elif isinstance(condition, NotCondition):
        yield from leaves(condition.not_)
    else:
        yield condition
        if getattr(condition, "needed_if", None):
            yield condition.needed_if


def answers_of(leaf):
    """Where a leaf looks, and the answers worth trying there."""
    if isinstance(leaf, ChoiceCondition):
        kind = asked(leaf.field).kind
        return leaf.field, [kind(choice) for choice in choices(leaf.field)] + _unknown(leaf.field, kind)
    if isinstance(leaf, NumberCondition):
        inside = leaf.threshold().inside
        return leaf.field, [inside - 1, inside, inside + 1, *([] if leaf.field in ALWAYS_ANSWERED else [None])]
    if isinstance(leaf, MedicineCondition):
        members = [next(iter(formulary().medicine_class(key).medicines)) for key in leaf.medicine_class]
        return "medicines", [(), None, medicines("wundermittel"), *map(medicines, members)]
    if isinstance(leaf, TreatmentCondition | FailedTreatmentsCondition):
        return "treatments", [(), None, _all_failed(Answer.YES), _all_failed(Answer.UNKNOWN)]
    if isinstance(leaf, MissingCondition):
        return leaf.missing, [None, () if leaf.missing in ("medicines", "treatments") else 0.5]
    looked_up = {"name": "wundermittel", "reviewed_by": "pharmacist, 2026-11-29"}
    return "medicines", [None, (), medicines("wundermittel"), medicines("montelukast"), medicines(looked_up)]


def _unknown(field, kind):
    return [] if field in ALWAYS_ANSWERED else [kind("unknown")]


def _all_failed(adequate):
    return treatments(*((kind, TreatmentResult.NO_RELIEF, adequate) for kind in TreatmentKind))


def variants(rule, patient):
    """Patients with every combination of the answers that the rule looks at."""
    tried = {}
    for field, answers in map(answers_of, leaves(rule.condition)):
        tried[field] = list(dict.fromkeys(tried.get(field, []) + answers))
    where = rule.only_in[0] if rule.only_in else Jurisdiction.US
    names = [field.replace(".", "__") for field in tried]
    for combination in product(*tried.values()):
        yield changed(patient, jurisdiction=where, **dict(zip(names, combination, strict=True)))


@pytest.mark.parametrize("rule", RULES, ids=[rule.key for rule in RULES])
def test_every_rule_can_answer_clear_its_action_and_unknown(rule, typical_patient):
    answers = {(item.holds, item.answer) for item in (apply(rule, p) for p in variants(rule, typical_patient))}
    expected = {(Answer.YES, VERDICTS[rule.action]), (Answer.NO, Verdict.CLEAR)}
    looked_at = [leaf for leaf in leaves(rule.condition) if not isinstance(leaf, MissingCondition)]
    if any(getattr(leaf, "field", "a list") not in ALWAYS_ANSWERED for leaf in looked_at):
        unknown = Verdict.CLEAR if rule.action is Action.INFORM else Verdict.OPEN_QUESTION
        expected.add((Answer.UNKNOWN, unknown))
    assert answers == expected


@pytest.mark.parametrize("rule", RULES, ids=[rule.key for rule in RULES])
def test_every_explanation_says_something(rule, typical_patient):
    assert all(apply(rule, patient).explanation for patient in variants(rule, typical_patient))


def _choice_fields():
    found = {leaf.field for rule in RULES for leaf in leaves(rule.condition) if isinstance(leaf, ChoiceCondition)}
    return sorted(found - ALWAYS_ANSWERED)


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
