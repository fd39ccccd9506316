"""Patients with every combination of the answers that a rule looks at, found from its condition."""

from itertools import product

from sciatwin.eligibility.conditions.choice import ChoiceCondition
from sciatwin.eligibility.conditions.combined import AllCondition, AnyCondition, NotCondition
from sciatwin.eligibility.conditions.liver import LiverTestCondition, LiverTestsAboveMultipleCondition
from sciatwin.eligibility.conditions.medicine import MedicineCondition
from sciatwin.eligibility.conditions.number import NumberCondition
from sciatwin.eligibility.conditions.record import MissingCondition
from sciatwin.eligibility.conditions.treatment import (
    FailedTreatmentsCondition,
    NamedInDetailsCondition,
    TreatmentCondition,
)
from sciatwin.eligibility.facts.fields import asked, choices
from sciatwin.eligibility.facts.liver import USUAL_LIMITS, field_of
from sciatwin.eligibility.medicines import formulary
from sciatwin.patient import Answer, Jurisdiction, TreatmentKind, TreatmentResult
from support.eligibility.changed_answers import changed, medicines, named_in_details, treatments

# A patient file must have them, so what follows from them alone is known.
ALWAYS_ANSWERED = {"age_yr", "sex", "sciatica.duration_days", "sciatica.side", "body_mass_index"}

NOT_IN_THE_BOOKS = "wundermittel"


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
        return leaf.field, _choice_answers(leaf.field, kind)
    if isinstance(leaf, NumberCondition):
        return _number_answers(leaf)
    if isinstance(leaf, LiverTestCondition):
        return _liver_answers(leaf)
    if isinstance(leaf, LiverTestsAboveMultipleCondition):
        return "laboratory.alt_u_per_l", [24.0, 900.0, None]
    if isinstance(leaf, MedicineCondition):
        members = [next(iter(formulary().medicine_class(key).medicines)) for key in leaf.medicine_class]
        return "medicines", [(), None, medicines(NOT_IN_THE_BOOKS), *map(medicines, members)]
    if isinstance(leaf, TreatmentCondition | FailedTreatmentsCondition):
        return "treatments", [(), None, *(_all(result, adequate) for result, adequate in _RESULTS)]
    if isinstance(leaf, NamedInDetailsCondition):
        return "treatments", [(), None, named_in_details("theophylline 200 mg"), named_in_details("pregabalin")]
    if isinstance(leaf, MissingCondition):
        return leaf.missing, _missing_answers(leaf.missing)
    looked_up = {"name": NOT_IN_THE_BOOKS, "reviewed_by": "pharmacist, 2026-11-29"}
    return "medicines", [None, (), medicines(NOT_IN_THE_BOOKS), medicines("montelukast"), medicines(looked_up)]


_RESULTS = (
    (TreatmentResult.NO_RELIEF, Answer.YES),
    (TreatmentResult.NO_RELIEF, Answer.UNKNOWN),
    (TreatmentResult.GOOD_RELIEF, Answer.YES),
    (TreatmentResult.NOT_TOLERATED, Answer.NO),
    (TreatmentResult.UNKNOWN, Answer.UNKNOWN),
)


def _choice_answers(field, kind):
    if field.startswith("self_harm_assessment."):
        return [None, *choices(field)]
    return [kind(choice) for choice in asked(field).choices]


def _number_answers(leaf):
    inside = leaf.threshold().inside
    if leaf.field == "body_mass_index":
        return "weight_kg", [inside * 1.68**2 + step for step in (-3, 0.5, 3)]
    field = "sciatica.back_pain" if leaf.field == "back_pain_above_leg_pain" else leaf.field
    inside += 7 if leaf.field == "back_pain_above_leg_pain" else 0  # the leg pain of the typical patient
    step = 0.01 if field.endswith("_fraction") else 1
    return field, [inside - step, inside, inside + step, *([] if field in ALWAYS_ANSWERED else [None])]


def _liver_answers(leaf):
    """Of the first test: healthy, hanging on the upper limit, beyond any limit, and none."""
    test, times = leaf.liver_tests[0], leaf.at_least_times_upper_limit
    usual = USUAL_LIMITS[test]
    return field_of(test), [1.0, times * (usual.low + usual.high) / 2, times * usual.high, None]


def _missing_answers(field):
    if field in ("medicines", "treatments"):
        return [None, ()]
    return [None, choices(field)[0] if choices(field) else 0.5]


def _all(result, adequate):
    return treatments(*((kind, result, adequate) for kind in TreatmentKind))


def variants(rule, patient):
    """Patients with every combination of the answers that the rule looks at."""
    tried = {}
    for field, answers in map(answers_of, leaves(rule.condition)):
        tried[field] = list(dict.fromkeys(tried.get(field, []) + answers))
    classes = [leaf.medicine_class[0] for leaf in leaves(rule.condition) if isinstance(leaf, MedicineCondition)]
    if len(classes) > 1:  # one medicine of each, for a rule on two together
        tried["medicines"].append(
            medicines(*(next(iter(formulary().medicine_class(key).medicines)) for key in classes))
        )
    where = rule.only_in[0] if rule.only_in else Jurisdiction.US
    names = [field.replace(".", "__") for field in tried]
    for combination in product(*tried.values()):
        yield changed(patient, jurisdiction=where, **dict(zip(names, combination, strict=True)))
