"""What was typed about organs, breathing and earlier ketamine moves a finding at the value its source names."""

import pytest

from sciatwin.eligibility import Verdict, assess
from sciatwin.patient import Answer, Side, TreatmentKind, TreatmentResult
from sciatwin.units import DAYS_PER_MONTH
from support.eligibility.changed_answers import changed, finding, medicines, treatments

BLOCK, OVERRIDE, OPEN = Verdict.BLOCK, Verdict.NEEDS_OVERRIDE, Verdict.OPEN_QUESTION
CAUTION, CLEAR = Verdict.CAUTION, Verdict.CLEAR


def answer(patient, rule, **answers):
    return finding(assess(changed(patient, **answers)), rule).answer


# NEWS2 (Royal College of Physicians 2017): 91 % or less scores 3, 92 to 93 % scores 2.
@pytest.mark.parametrize(
    ("fraction", "below_92", "below_94"),
    [
        (0.70, BLOCK, CLEAR),
        (0.91, BLOCK, CLEAR),
        (0.92, CLEAR, OVERRIDE),
        (0.93, CLEAR, OVERRIDE),
        (0.94, CLEAR, CLEAR),
    ],
)
def test_oxygen_saturation(typical_patient, fraction, below_92, below_94):
    patient = changed(typical_patient, vitals__oxygen_saturation_fraction=fraction)
    assert finding(assess(patient), "oxygen_saturation_below_92").answer is below_92
    assert finding(assess(patient), "oxygen_saturation_below_94").answer is below_94


@pytest.mark.parametrize(
    ("rule", "field", "value", "expected"),
    [
        ("fast_heart", "vitals__heart_rate_per_min", 110.0, CLEAR),
        ("fast_heart", "vitals__heart_rate_per_min", 111.0, OVERRIDE),
        ("vital_signs_outside_start_limits", "vitals__heart_rate_per_min", 151.0, BLOCK),
        ("fast_breathing", "vitals__respiratory_rate_per_min", 24.0, CLEAR),
        ("fast_breathing", "vitals__respiratory_rate_per_min", 25.0, OVERRIDE),
        ("kidney_disease", "laboratory__egfr_ml_per_min", 30.0, CLEAR),
        ("kidney_disease", "laboratory__egfr_ml_per_min", 29.0, CAUTION),
        ("kidney_failure", "laboratory__egfr_ml_per_min", 14.0, OVERRIDE),
        ("kidney_disease_denied_but_low_egfr", "laboratory__egfr_ml_per_min", 12.0, OPEN),
    ],
)
def test_circulation_breathing_and_kidney(typical_patient, rule, field, value, expected):
    assert answer(typical_patient, rule, **{field: value}) is expected


@pytest.mark.parametrize(
    ("listed", "treated", "expected"),
    [
        ((), Answer.YES, {"sleep_apnoea": CAUTION, "sleep_apnoea_untreated": CLEAR}),
        ((), Answer.NO, {"sleep_apnoea_untreated": OVERRIDE}),
        ((), Answer.UNKNOWN, {"sleep_apnoea_untreated": OPEN}),
        (("diazepam",), Answer.YES, {"sleep_apnoea_with_sedative": OVERRIDE}),
        (("morphine",), Answer.YES, {"sleep_apnoea_with_sedative": OVERRIDE}),
        (("pregabalin",), Answer.YES, {"sleep_apnoea_with_sedative": OVERRIDE}),
        (("ibuprofen",), Answer.YES, {"sleep_apnoea_with_sedative": CLEAR}),
    ],
)
def test_sleep_apnoea(typical_patient, listed, treated, expected):
    patient = changed(
        typical_patient,
        conditions__sleep_apnoea=Answer.YES,
        conditions__sleep_apnoea_treated=treated,
        medicines=medicines(*listed),
    )
    assert {key: finding(assess(patient), key).answer for key in expected} == expected


# ---- liver -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ({"alt_u_per_l": 900.0}, BLOCK),
        ({"alt_u_per_l": 120.0}, OPEN),  # 2.2 to 3.4 times usual limits: the laboratory's own decides
        ({"alt_u_per_l": 120.0, "alt_upper_limit_u_per_l": 35.0}, BLOCK),
        ({"alt_u_per_l": 120.0, "alt_upper_limit_u_per_l": 55.0}, CLEAR),
        ({"alt_u_per_l": 60.0}, CLEAR),
        ({"alt_u_per_l": 24.0, "highest_liver_test_times_upper_limit": 3.0}, BLOCK),
        ({"alt_u_per_l": None, "highest_liver_test_times_upper_limit": None}, OPEN),
        ({"highest_liver_test_times_upper_limit": None}, CLEAR),  # it follows from the four tests
    ],
)
def test_three_times_the_limit_is_computed_from_the_tests(typical_patient, answers, expected):
    typed = {f"laboratory__{name}": value for name, value in answers.items()}
    assert answer(typical_patient, "liver_tests_three_times_limit", **typed) is expected


@pytest.mark.parametrize(
    ("bilirubin", "alt", "expected"), [(80.0, 60.0, BLOCK), (80.0, 24.0, CLEAR), (20.0, 60.0, CLEAR)]
)
def test_bilirubin_above_twice_its_limit_with_a_raised_enzyme_blocks(typical_patient, bilirubin, alt, expected):
    patient = changed(typical_patient, laboratory__bilirubin_umol_per_l=bilirubin, laboratory__alt_u_per_l=alt)
    assert finding(assess(patient), "jaundice").answer is expected


def test_a_test_above_the_multiple_that_was_typed_is_asked_about(typical_patient):
    found = finding(assess(changed(typical_patient, laboratory__alt_u_per_l=160.0)), "liver_tests_above_their_multiple")
    assert found.answer is OPEN
    assert "yet the highest multiple is 0.7" in found.explanation


# ---- earlier ketamine --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "result", "rule", "expected"),
    [
        (TreatmentKind.KETAMINE, TreatmentResult.NO_RELIEF, "earlier_ketamine_failed", OVERRIDE),
        (TreatmentKind.KETAMINE, TreatmentResult.GOOD_RELIEF, "earlier_ketamine_failed", CLEAR),
        (TreatmentKind.KETAMINE, TreatmentResult.UNKNOWN, "earlier_ketamine_failed", OPEN),
        (TreatmentKind.KETAMINE, TreatmentResult.NOT_TOLERATED, "earlier_ketamine_not_tolerated", OVERRIDE),
        (TreatmentKind.KETAMINE_OTHERWISE, TreatmentResult.NO_RELIEF, "ketamine_otherwise_failed", CAUTION),
        (TreatmentKind.KETAMINE_OTHERWISE, TreatmentResult.NOT_TOLERATED, "earlier_ketamine_not_tolerated", OVERRIDE),
        (TreatmentKind.KETAMINE, TreatmentResult.NO_RELIEF, "ketamine_tried_but_never", OPEN),
    ],
)
def test_the_result_and_route_of_earlier_ketamine_count(typical_patient, kind, result, rule, expected):
    tried = (*typical_patient.treatments, *treatments((kind, result, Answer.YES)))
    assert answer(typical_patient, rule, treatments=tried) is expected


def test_a_failed_course_leads_everything_that_is_said(typical_patient):
    failed = treatments((TreatmentKind.KETAMINE, TreatmentResult.NO_RELIEF, Answer.YES))
    eligibility = assess(changed(typical_patient, treatments=(*typical_patient.treatments, *failed)))
    assert eligibility.leading_ways_out[0].startswith("The first reason against another course.")


# ---- "new" means new ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ({"sciatica__side": Side.BOTH, "sciatica__duration_days": 26 * DAYS_PER_MONTH}, CLEAR),
        ({"sciatica__side": Side.BOTH, "sciatica__duration_days": 10.0}, BLOCK),
        ({"sciatica__side": Side.BOTH, "red_flags__worsening_in_the_last_two_weeks": Answer.YES}, BLOCK),
        ({"sciatica__side": Side.BOTH, "red_flags__becoming_bilateral": Answer.YES}, BLOCK),
        ({"sciatica__side": Side.BOTH, "red_flags__becoming_bilateral": Answer.UNKNOWN}, OPEN),
        ({"sciatica__side": Side.BOTH, "red_flags__worsening_in_the_last_two_weeks": Answer.UNKNOWN}, OPEN),
        ({"red_flags__worsening_in_the_last_two_weeks": Answer.YES}, CLEAR),
        ({"red_flags__saddle_numbness": Answer.YES}, BLOCK),
        ({"red_flags__bladder_bowel_or_sexual_disturbance": Answer.YES}, BLOCK),
        ({"red_flags__deficit_in_both_legs": Answer.YES}, BLOCK),
    ],
)
def test_cauda_equina_is_new(typical_patient, answers, expected):
    assert answer(typical_patient, "cauda_equina", **answers) is expected


def test_old_sciatica_of_both_legs_is_a_caution(typical_patient):
    assert answer(typical_patient, "both_legs", sciatica__side=Side.BOTH) is CAUTION


def test_worse_in_the_last_two_weeks_alone_asks_for_an_examination(typical_patient):
    found = finding(
        assess(changed(typical_patient, red_flags__worsening_in_the_last_two_weeks=Answer.YES)), "recent_worsening"
    )
    assert found.answer is OVERRIDE
    assert "Examine the patient now" in found.rule.way_out


@pytest.mark.parametrize(
    ("age_yr", "years", "expected"), [(60.0, 3.0, CLEAR), (60.0, 0.5, CAUTION), (49.0, 0.5, CLEAR)]
)
def test_pain_known_for_years_is_not_new(typical_patient, age_yr, years, expected):
    patient = changed(typical_patient, age_yr=age_yr, sciatica__duration_days=years * 365.25)
    assert finding(assess(patient), "age_of_new_pain").answer is expected


# ---- pairs that do not go together -------------------------------------------------------------------------------


def test_glaucoma_drops_beside_no_glaucoma_are_asked_about(typical_patient):
    patient = changed(typical_patient, medicines=medicines("latanoprost", "timolol"))
    assert "glaucoma_treated_but_denied" in {item.rule.key for item in assess(patient).open_questions}
    known = changed(patient, conditions__glaucoma=Answer.YES)
    assert finding(assess(known), "glaucoma_treated_but_denied").answer is CLEAR


def test_ketamine_on_the_list_beside_never_is_asked_about(typical_patient):
    patient = changed(typical_patient, medicines=medicines("ketamine"))
    assert "ketamine_listed_but_never" in {item.rule.key for item in assess(patient).open_questions}


def test_an_unknown_answer_contradicts_nothing(typical_patient):
    patient = changed(typical_patient, medicines=medicines("latanoprost"), conditions__glaucoma=Answer.UNKNOWN)
    assert finding(assess(patient), "glaucoma_treated_but_denied").answer is CLEAR
