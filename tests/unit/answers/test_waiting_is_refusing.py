"""A contraindication that waits for an answer stops the dose, whoever asks for that answer."""

import pytest

from sciatwin.eligibility import Action, assess, rulebook
from sciatwin.patient import Answer, Medicine, Patient, Side
from sciatwin.plan import plan_infusion
from sciatwin.questions import questions_of
from sciatwin.suitability import Readiness, Suitability
from sciatwin.twin import Twin
from support.changed_record import set_at

FIELDS = questions_of(Patient)
BLOCKING = [rule for rule in rulebook() if rule.action is Action.BLOCK]

# Without these the rule is decided by other answers, so nothing is waited for.
NOT_WAITED_FOR = {
    "questionnaires.phq9": "a PHQ-9 need not be filled in; its item 9 is asked of everybody",
    "self_harm_assessment.outcome": "a missing assessment is itself the answer: it forbids, or it is not needed",
    "last_course_mg": "a dose that nobody knows leaves limits that cannot be checked; only a typed one may be mistyped",
    "laboratory.highest_liver_test_times_upper_limit": "it follows from the tests",
    **{
        f"laboratory.{test}_upper_limit_u_per_l": "usual limits stand in; what hangs on the limit is unknown"
        for test in ("alt", "ast", "alp", "ggt")
    },
    "laboratory.bilirubin_upper_limit_umol_per_l": "usual limits stand in; what hangs on the limit is unknown",
}


def unknown(field):
    if "unknown" in field.choices:
        return next(member for member in field.kind if member.value == "unknown")
    return None


def people(patient):
    """The typical person, and those in whom an answer is needed that she need not give."""
    no_multiple = set_at(patient, "laboratory.highest_liver_test_times_upper_limit", None)
    return (
        patient,
        set_at(patient, "sciatica.weakness", Answer.YES),
        set_at(patient, "sciatica.side", Side.BOTH),
        no_multiple,
        set_at(no_multiple, "laboratory.bilirubin_umol_per_l", 60.0),
        set_at(patient, "laboratory.ggt_u_per_l", 50.0),
        set_at(patient, "last_course_mg", 1.5),
    )


def cases():
    for rule in BLOCKING:
        for path in rule.condition.fields:
            if not FIELDS[path].required and path not in NOT_WAITED_FOR:
                yield pytest.param(rule, path, id=f"{rule.key}-{path}")


def _waits(patient, rule):
    return any(finding.rule is rule for finding in assess(patient).could_block)


def _refused(patient):
    return Suitability.of(patient).readiness is Readiness.NO_DOSE


@pytest.mark.parametrize(("rule", "path"), list(cases()))
def test_an_unknown_input_of_a_blocking_rule_gives_no_dose(rule, path, typical_patient):
    hidden = [set_at(person, path, unknown(FIELDS[path])) for person in people(typical_patient)]
    waiting = [patient for patient in hidden if _waits(patient, rule)]
    assert waiting, f"nothing waits for {path}: name it in NOT_WAITED_FOR with the reason"
    assert all(map(_refused, waiting))


MISREAD = (
    "theofyline",
    "ergometrin maleat xx",
    "unknown",
    "wundermittel",
    "ibuprofen (with theofyline)",
    "?",
    "Ütropin",
)


@pytest.mark.parametrize("name", MISREAD)
def test_a_medicine_that_is_not_read_to_the_last_word_gives_no_dose(name, typical_patient):
    medicines = (*typical_patient.medicines, Medicine.model_construct(name=name, route="oral"))
    assert _refused(typical_patient.model_copy(update={"medicines": medicines}))


@pytest.mark.parametrize("name", ["theophylline", "aminophylline", "Uniphyllin", "ibuprofen (with theophylline)"])
def test_a_forbidden_medicine_gives_no_dose(name, typical_patient):
    medicines = (Medicine(name=name),)
    assert _refused(typical_patient.model_copy(update={"medicines": medicines}))


PLANNED = {
    "medicines": None,
    "vitals.heart_rate_per_min": None,
    "vitals.oxygen_saturation_fraction": None,
    "days_since_ketamine_course": None,
    "questionnaires.phq9_item_9": None,
    "red_flags.saddle_numbness": Answer.UNKNOWN,
    "pregnancy": Answer.UNKNOWN,
    "consents_to_ketamine": Answer.UNKNOWN,
    "laboratory.alt_u_per_l": 120.0,
}


@pytest.mark.parametrize("path", PLANNED)
def test_the_plan_has_no_dose_while_a_contraindication_waits(path, typical_patient, outpatient_site):
    plan = plan_infusion(Twin(set_at(typical_patient, path, PLANNED[path]), draws=20), outpatient_site)
    assert plan.readiness is Readiness.NO_DOSE
    assert plan.regimen.is_none
    assert plan.conduct is None
    assert plan.compared is None
    assert not plan.trade_offs
    assert not plan.templates


def test_what_is_hidden_for_brevity_is_not_hidden_from_the_gate(typical_patient):
    eligibility = assess(typical_patient.model_copy(update={"medicines": None}))
    shown = {finding.rule.key for finding in eligibility.open_questions}
    waiting = {finding.rule.key for finding in eligibility.could_block}
    assert "theophylline" in waiting - shown
