"""Rules that look at the whole course: when to stop early, when to test the liver, what is left in the vial."""

import pytest

from sciatwin.analytes import Drug
from sciatwin.plan.clinic.dosing_weight import DosingWeight, dosing_weight_kg
from sciatwin.plan.session import Titration, as_given, conduct
from sciatwin.plan.session.liver_days import liver_test_days
from sciatwin.plan.session.stop_rule import stop_after_two
from sciatwin.plan.sheet.words import visits_words
from sciatwin.regimen import Regimen


def _course(days):
    return Regimen.on_days(days, rate_mg_per_kg_h=0.3, duration_h=2)


def test_course_ends_after_two_sessions_unless_pain_fell_by_a_fifth(typical_patient):
    said = stop_after_two(typical_patient, _course([0, 3, 7, 10]))
    assert "Give session 3 only if the mean of 3 evening scores" in said
    assert "at most 5.6" in said  # 7 less a fifth


def test_daily_course_is_judged_by_the_one_evening_there_is(typical_patient):
    assert "the evening score before it" in stop_after_two(typical_patient, _course([0, 1, 2, 3]))


@pytest.mark.parametrize("days", [[0], [0, 7]])
def test_one_or_two_sessions_are_judged_by_the_review(typical_patient, days):
    assert stop_after_two(typical_patient, _course(days)) == ""


@pytest.mark.parametrize(
    ("days", "words"),
    [
        ([0], ""),
        ([0, 1], ""),
        ([0, 1, 2, 3, 4], ", before the sessions on days 2 and 4"),
        ([0, 3, 7, 10, 14], ", before the session on day 14"),
        ([0, 28, 56], ", before the sessions on days 28 and 56"),
    ],
)
def test_liver_is_tested_every_48_h_of_daily_sessions_and_every_two_weeks_of_others(days, words):
    assert liver_test_days(_course(days)) == words


@pytest.mark.parametrize(
    ("numbers", "words"),
    [
        ((1,), "session 1"),
        ((2, 3), "sessions 2 and 3"),
        ((2, 3, 4, 5), "sessions 2 to 5"),
        ((1, 3, 6), "sessions 1, 3 and 6"),
    ],
)
def test_sessions_are_named_in_short(numbers, words):
    assert visits_words(numbers) == words


def _conduct(patient, site, regimen, given_visits=0):
    titration = Titration.of(patient, regimen.drug, site.session, patient.weight_kg)
    given = as_given(regimen, patient.weight_kg, site.supply, site.syringe, titration)
    return conduct(patient, given, site, given_visits)


def test_what_is_left_in_the_vial_is_said_with_its_witness(typical_patient, outpatient_site):
    made = _conduct(typical_patient, outpatient_site, Regimen.repeat(dose_mg_per_kg=2, duration_h=4, count=5))
    (row,) = [row for row in made.rows if row.row.key == "vial_left"]
    assert "382 mg after session 1 (if all 118 mg are given)" in row.text
    assert "352 mg after sessions 2 to 5 (if all 148 mg are given)" in row.text
    assert "witness" in row.text
    assert "stock the smallest that holds 148 mg" in row.text


def test_one_concentration_serves_the_whole_course(typical_patient, outpatient_site):
    made = _conduct(typical_patient, outpatient_site, Regimen.repeat(dose_mg_per_kg=1, duration_h=2, count=3))
    assert len({order.preparation.concentration_mg_per_ml for order in made.orders}) == 1


def test_steps_of_the_bolus_are_in_words_with_their_numbers(typical_patient, outpatient_site):
    course = Regimen.repeat(dose_mg_per_kg=0.3, duration_h=2, count=4, bolus_mg_per_kg=0.2)
    said = _conduct(typical_patient, outpatient_site, course).step_rule.next_session
    assert (
        "Bolus: none in session 1; session 2 7 mg; sessions 3 and 4 14.5 mg." in said
    )  # 0.1 and 0.2 mg/kg, rounded down
    assert "only if the session before was tolerated" in said


def test_sessions_are_numbered_on_from_those_given_and_start_low_again(typical_patient, outpatient_site):
    made = _conduct(typical_patient, outpatient_site, _course([14, 17, 21]), given_visits=2)
    assert sorted(number for order in made.orders for number in order.numbers) == [3, 4, 5]
    assert made.step_rule.why_low.startswith("Session 3 starts low again")
    rows = {row.row.key: row.text for row in made.rows}
    assert "before session 3" in rows["liver_schedule"]
    assert "Give session 5 only if" in rows["response_after_two"]


def test_a_first_course_does_not_say_again(typical_patient, outpatient_site):
    assert "again" not in _conduct(typical_patient, outpatient_site, _course([0, 3])).step_rule.why_low


def test_starting_rate_by_the_weight_for_dosing_says_so_and_is_what_the_pump_runs(typical_patient, outpatient_site):
    heavy = typical_patient.model_copy(update={"weight_kg": 120.0})
    site = outpatient_site.model_copy(update={"dosing_weight": DosingWeight.IDEAL})
    dosing_kg = dosing_weight_kg(heavy, DosingWeight.IDEAL)
    titration = Titration.of(heavy, Drug.RACEMIC_KETAMINE, site.session, dosing_kg)
    given = as_given(_course([0, 3, 7]), heavy.weight_kg, site.supply, site.syringe, titration)
    made = conduct(heavy, given, site)
    assert "0.1 mg/kg/h by the weight for dosing" in made.step_rule.why_low
    assert made.orders[0].preparation.pump[0].rate_mg_per_h <= 0.1 * dosing_kg


def test_single_visit_has_no_rule_for_the_next(typical_patient, outpatient_site):
    made = _conduct(typical_patient, outpatient_site, Regimen.repeat(dose_mg_per_kg=1, duration_h=2, count=1))
    assert made.step_rule.next_session == ""
    assert made.step_rule.up
