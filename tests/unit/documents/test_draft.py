"""A patient is filled in answer by answer, in any order; nothing that was typed is lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sciatwin.documents import Draft
from sciatwin.errors import Fault, InvalidInputError
from sciatwin.patient import Patient
from sciatwin.plan import Site
from sciatwin.questions import _mentions, questions_of

REQUIRED = {
    "age": "52 years",
    "sex": "female",
    "weight": "74 kg",
    "height": "168 cm",
    "jurisdiction": "US",
    "sciatica.side": "left",
    "sciatica.duration": "14 months",
    "sciatica.leg_pain": 6.5,
}


def filled(answers, record=Patient):
    draft = Draft(record)
    for name, value in answers.items():
        draft = draft.with_answer(name, value)
    return draft


def test_an_empty_draft_has_no_fault_and_says_what_is_missing():
    draft = Draft(Patient)
    assert draft.faults == ()
    assert [item.written for item in draft.missing] == list(REQUIRED)


@given(st.permutations(list(REQUIRED)))
def test_the_order_of_answers_does_not_matter(names):
    assert filled({name: REQUIRED[name] for name in names}).finished() == filled(REQUIRED).finished()


@given(st.permutations(list(REQUIRED)), st.integers(0, len(REQUIRED)))
def test_half_a_patient_is_not_wrong(names, count):
    draft = filled({name: REQUIRED[name] for name in names[:count]})
    assert draft.faults == ()
    assert {item.written for item in draft.missing} == set(names[count:])


def test_a_bare_number_is_right_under_the_name_with_the_unit_and_replaces_the_other():
    draft = filled(REQUIRED).with_answer("weight_kg", 80)
    assert "weight" not in draft.answers
    assert draft.finished().weight_kg == 80


def test_a_wrong_answer_is_kept_and_told_at_its_field():
    draft = filled(REQUIRED).with_answer("weight", "74").with_answer("vitals.systolic", "a lot")
    assert draft.answers["weight"] == "74"
    assert {fault.field for fault in draft.faults} == {"weight", "vitals.systolic"}
    assert all(fault.line is None for fault in draft.faults)
    with pytest.raises(InvalidInputError, match=r"weight: .*unit") as error:
        draft.finished()
    assert {fault.field for fault in error.value.by_field} == {"weight", "vitals.systolic"}
    assert draft.with_answer("weight", "74 kg").without("vitals.systolic").finished().weight_kg == 74


def test_an_unknown_question_is_refused_with_the_nearest_name():
    with pytest.raises(InvalidInputError, match="weight"):
        Draft(Patient).with_answer("wieght", "74 kg")


def test_a_finished_record_is_gone_on_from(typical_patient, outpatient_site):
    assert Draft.of(typical_patient).finished() == typical_patient
    assert Draft.of(outpatient_site).finished() == outpatient_site
    assert Draft.of(typical_patient).with_answer("weight", "90 kg").finished().weight_kg == 90


def test_answers_that_contradict_each_other_are_a_fault():
    draft = filled(REQUIRED | {"vitals.systolic": "80 mmHg", "vitals.diastolic": "120 mmHg"})
    (fault,) = draft.faults
    assert fault.field == "vitals"
    assert "swapped" in fault.says


def _faults_at(record, item, answer):
    faults = Draft(record).with_answer(item.written, answer).faults
    return [fault for fault in faults if f"{item.written}.".startswith(f"{fault.field}.")]


@pytest.mark.parametrize("record", [Patient, Site])
def test_every_question_takes_each_of_its_answers_and_nothing_else(record):
    """Only what is asked in own words takes any text."""
    for item in questions_of(record).values():
        for choice in item.choices:
            assert not _faults_at(record, item, choice), (item.written, choice)
        takes_any_text = _mentions(item.kind, (str,)) and not item.choices and not item.is_list
        assert bool(_faults_at(record, item, "no answer of any list")) is not takes_any_text, item.written


def test_a_fault_is_a_sentence():
    assert str(Fault("vitals.systolic", "a unit is needed.", 3)) == "line 3: vitals.systolic: a unit is needed."
    assert str(Fault("weight", "missing.")) == "weight: missing."


@pytest.mark.parametrize("name", ["wieght", "", 5, None])
def test_a_draft_is_not_made_of_names_that_are_no_questions(name):
    with pytest.raises(InvalidInputError, match="no such question"):
        Draft(Patient, {name: "74 kg"})


def test_a_list_that_changes_outside_changes_no_draft():
    typed = {"weight": "74 kg"}
    draft = Draft(Patient, typed)
    typed["weight"] = "7.4 kg"
    assert draft.answers["weight"] == "74 kg"
