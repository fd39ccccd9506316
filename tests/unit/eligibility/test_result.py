"""The result: the worst verdict wins, and every rule can be looked up."""

import pytest

from sciatwin.eligibility import Eligibility, Verdict, assess, rulebook
from sciatwin.eligibility.verdict import worst
from sciatwin.patient import Answer, Jurisdiction, Sex
from sciatwin.units import DAYS_PER_MONTH
from support.eligibility.changed_answers import changed, finding


@pytest.mark.parametrize(
    ("verdicts", "expected"),
    [
        (["clear", "caution", "open question", "block"], "block"),
        (["caution", "open question", "clear"], "open question"),
        (["clear", "caution"], "caution"),
        (["clear"], "clear"),
        ([], "clear"),
    ],
)
def test_the_worst_verdict_wins(verdicts, expected):
    assert worst(map(Verdict, verdicts)) is Verdict(expected)


def test_nothing_found_is_clear():
    assert Eligibility.of([]).verdict is Verdict.CLEAR


def test_every_rule_yields_a_finding(typical_patient):
    eligibility = assess(typical_patient)
    assert tuple(item.rule for item in eligibility.findings) == rulebook()


def test_result_is_frozen(typical_patient):
    with pytest.raises(AttributeError):
        assess(typical_patient).verdict = Verdict.CLEAR


def test_unknown_red_flag_is_an_open_question(typical_patient):
    eligibility = assess(changed(typical_patient, red_flags__saddle_numbness=Answer.UNKNOWN))
    assert eligibility.verdict is Verdict.OPEN_QUESTION
    (question,) = eligibility.open_questions
    assert (question.rule.reference, question.explanation) == ("RF-01", "saddle numbness is not known")


def test_a_red_flag_blocks_even_while_others_are_unknown(typical_patient):
    patient = changed(typical_patient, red_flags__weight_loss=Answer.YES, red_flags__thoracic_pain=Answer.UNKNOWN)
    assert finding(assess(patient), "cancer").answer is Verdict.BLOCK


@pytest.mark.parametrize(
    ("systolic", "diastolic", "expected"),
    [
        (159.0, 100.0, Verdict.CAUTION),
        (160.0, 80.0, Verdict.NEEDS_OVERRIDE),
        (180.0, 100.0, Verdict.NEEDS_OVERRIDE),
        (181.0, 80.0, Verdict.BLOCK),
        (150.0, 101.0, Verdict.BLOCK),
    ],
)
def test_start_limits_of_blood_pressure(typical_patient, systolic, diastolic, expected):
    patient = changed(typical_patient, vitals__systolic_mmhg=systolic, vitals__diastolic_mmhg=diastolic)
    assert assess(patient).verdict is expected


def test_140_over_90_is_not_raised(typical_patient):
    patient = changed(typical_patient, vitals__systolic_mmhg=140.0, vitals__diastolic_mmhg=90.0)
    assert finding(assess(patient), "raised_blood_pressure").answer is Verdict.CLEAR


def test_unknown_blood_pressure_is_asked_once(typical_patient):
    eligibility = assess(changed(typical_patient, vitals__systolic_mmhg=None, vitals__diastolic_mmhg=None))
    assert [item.rule.key for item in eligibility.open_questions] == ["blood_pressure"]
    assert {item.rule.reference for item in eligibility.unanswered} == {"CI-03", "ST-01", "ST-02", "ST-03"}


def test_incomplete_liver_panel_keeps_the_plan_unsigned(typical_patient):
    eligibility = assess(changed(typical_patient, laboratory__ggt_u_per_l=None))
    (question,) = eligibility.open_questions
    assert (question.rule.reference, question.explanation) == ("L-06", "GGT is not known")


def test_pregnancy_is_not_asked_of_a_man(typical_patient):
    man = changed(typical_patient, sex=Sex.MALE, pregnancy=Answer.UNKNOWN, laboratory__pregnancy_test_done=Answer.NO)
    assert finding(assess(man), "pregnancy").answer is Verdict.CLEAR
    assert finding(assess(man), "pregnancy_test").answer is Verdict.CLEAR


def test_pregnancy_blocks_whatever_sex_is_written(typical_patient):
    patient = changed(typical_patient, sex=Sex.MALE, pregnancy=Answer.YES)
    assert finding(assess(patient), "pregnancy").answer is Verdict.BLOCK


def test_rules_of_nice_are_in_force_in_the_uk_only(typical_patient):
    from support.eligibility.changed_answers import medicines

    patient = changed(typical_patient, medicines=medicines("pregabalin"))
    abroad, uk = (assess(changed(patient, jurisdiction=where)) for where in (Jurisdiction.EU, Jurisdiction.UK))
    assert finding(abroad, "nice_drugs_not_offered").answer is Verdict.CLEAR
    assert finding(abroad, "nice_drugs_not_offered").explanation == (
        "this rule is in force only in UK; this patient is treated under EU"
    )
    assert finding(uk, "nice_drugs_not_offered").answer is Verdict.CAUTION


def test_a_gabapentinoid_is_never_required_in_the_uk(typical_patient):
    from sciatwin.patient import TreatmentKind, TreatmentResult
    from support.eligibility.changed_answers import treatments

    tried = treatments(
        (TreatmentKind.TRICYCLIC, TreatmentResult.NO_RELIEF, Answer.YES),
        (TreatmentKind.SNRI, TreatmentResult.NO_RELIEF, Answer.YES),
    )
    uk = assess(changed(typical_patient, jurisdiction=Jurisdiction.UK, treatments=tried))
    assert finding(uk, "two_drug_classes_uk").answer is Verdict.CLEAR


@pytest.mark.parametrize(
    ("months", "countdown"),
    [(2, "4.0 of 6 months since onset are left"), (9, "the 6 months since onset passed 3.0 months ago")],
)
def test_surgical_opinion_shows_a_countdown(typical_patient, months, countdown):
    patient = changed(typical_patient, treatments=(), sciatica__duration_days=months * DAYS_PER_MONTH)
    assert countdown in finding(assess(patient), "surgical_opinion").explanation


def test_grade_d_and_off_label_are_always_shown(typical_patient):
    informs = {item.rule.reference: item for item in assess(typical_patient).informs}
    assert "Off-label, evidence grade D" in informs["KI-01"].rule.says
    assert informs["KI-01"].rule.grade == "D, low"


def test_a_review_item_needs_a_reasoned_override(typical_patient):
    eligibility = assess(changed(typical_patient, age_yr=80.0))
    assert [item.rule.reference for item in eligibility.overrides_needed] == ["CI-20"]


def test_what_was_checked_and_clear_can_be_seen(typical_patient):
    findings = assess(typical_patient).findings
    clear = [item for item in findings if item.answer is Verdict.CLEAR and item.holds is Answer.NO]
    assert "saddle numbness: no" in clear[0].explanation
    assert not {item.rule.key for item in clear} & {item.rule.key for item in assess(typical_patient).informs}
