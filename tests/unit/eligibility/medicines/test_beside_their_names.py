"""Nothing is typed past the rules: routes come from a list, and doses and details are read for medicines."""

import pytest
from pydantic import ValidationError

from sciatwin.eligibility import Action, Verdict, assess, rulebook
from sciatwin.eligibility.conditions.medicine import MedicineCondition
from sciatwin.eligibility.contradictions import contradictions
from sciatwin.patient import Medicine, MedicineRoute
from support.eligibility.changed_answers import changed, finding, medicines, named_in_details


@pytest.mark.parametrize(
    ("typed", "route"),
    [(route.value, route) for route in MedicineRoute]
    + [("ORAL", "oral"), ("p.o.", "oral"), ("By mouth", "oral"), ("transdermal", "patch"), ("i.v.", "injection")]
    + [("Subcutaneous", "injection"), ("intranasal", "nasal"), ("buccal", "sublingual"), ("topical", "skin")]
    + [("eye-drops", "eye drops"), ("inhaler", "inhaled"), ("suppository", "rectal")],
)
def test_a_route_is_read_as_it_is_usually_written(typed, route):
    assert Medicine(name="morphine", route=typed).route == route


@pytest.mark.parametrize("typed", ["theophylline 200 mg", "oral theophylline", "with fentanyl", "", "?", "twice"])
def test_other_words_are_no_route_and_the_list_is_named(typed):
    with pytest.raises(ValidationError, match=r"one of: oral, patch, injection, .*other, unknown"):
        Medicine(name="morphine", route=typed)


@pytest.mark.parametrize("counted", ["theophylline 200", "200 Uniphyllin", "2 tablets theophylline", "aminophylline"])
def test_a_forbidden_medicine_in_a_dose_blocks(typical_patient, counted):
    patient = changed(typical_patient, medicines=medicines({"name": "ibuprofen", "dose_counted": counted}))
    found = finding(assess(patient), "theophylline")
    assert found.answer is Verdict.BLOCK
    assert "ibuprofen (theophylline" in found.explanation or "aminophylline" in found.explanation


@pytest.mark.parametrize("counted", ["theofyline 200", "2 wundermittel", "20 µm"])
def test_a_dose_that_is_not_read_to_the_last_word_forbids_one(typical_patient, counted):
    patient = changed(typical_patient, medicines=medicines({"name": "ibuprofen", "dose_counted": counted}))
    assert "theophylline" in {item.rule.key for item in assess(patient).could_block}
    assert "ibuprofen" in finding(assess(patient), "medicine_names").explanation


UNITS = (
    "IU", "I.U.", "IE", "units", "unit", "Einheiten", "E", "puffs", "puff", "Hübe", "Hüb", "sprays", "drops", "drop",
    "Tropfen", "tablets", "tabs", "tab", "Tabletten", "capsules", "caps", "Kapseln", "sachets", "patches",
    "suppositories", "lozenges", "ml", "mmol", "meq", "%",
)  # fmt: skip


@pytest.mark.parametrize("unit", UNITS)
def test_a_dose_in_units_of_its_own_needs_no_further_word(typical_patient, unit):
    listed = medicines({"name": "ibuprofen", "dose": f"20 {unit}"})
    assert listed[0].dose_counted
    assert not finding(assess(changed(typical_patient, medicines=listed)), "medicine_names").answer.startswith("open")


@pytest.mark.parametrize("words", ["unknown", None, ""])
def test_an_unknown_count_is_no_word_to_read(words):
    assert Medicine(name="insulin", dose_counted=words).written == "insulin"


@pytest.mark.parametrize(
    "detail", ["theophylline 200 mg", "Uniphyllin for asthma", "after aminophylline", "ergometrine"]
)
def test_a_forbidden_medicine_in_the_details_of_a_treatment_is_an_open_question(typical_patient, detail):
    treatments = (*typical_patient.treatments, *named_in_details(detail))
    found = finding(assess(changed(typical_patient, treatments=treatments)), "forbidden_medicine_in_details")
    assert found.answer is Verdict.OPEN_QUESTION
    assert detail in found.explanation


def test_details_without_one_are_clear(typical_patient):
    assert finding(assess(typical_patient), "forbidden_medicine_in_details").answer is Verdict.CLEAR


def test_every_class_that_forbids_by_itself_is_looked_for_in_details():
    forbidding = {
        key
        for rule in rulebook()
        if rule.action is Action.BLOCK and isinstance(rule.condition, MedicineCondition)
        for key in rule.condition.medicine_class
    }
    (rule,) = [rule for rule in contradictions() if rule.key == "forbidden_medicine_in_details"]
    looked_for = rule.condition.all_of[0].named_in_details
    assert set(looked_for) == forbidding
