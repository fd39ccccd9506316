"""Questionnaire scores are printed with their range and severity; what nobody filled in is unknown."""

from sciaclinic.answers.plan.compose.inputs import inputs
from sciatwin.questionnaires import Questionnaires


def _printed(patient):
    return {item.field.removeprefix("questionnaires."): item for item in inputs(patient) if "questionn" in item.field}


def test_scores_are_printed_with_range_and_severity(typical_patient):
    printed = _printed(typical_patient)
    assert {key: item.value for key, item in printed.items()} == {
        "filled_in": "unknown",
        "phq9": "9 of 27, mild",
        "phq9_item_9": "0 of 3",
        "gad7": "6 of 21, mild",
        "isi": "14 of 28, subthreshold",
        "odi": "44 of 100, severe",
        "roland_morris": "14 of 24",
        "bpi_interference": "6 of 10",
    }
    assert printed["odi"].label == "Oswestry Disability Index"
    assert printed["phq9_item_9"].label == "PHQ-9 item 9 (self-harm)"


def test_scores_that_nobody_took_are_unknown(typical_patient):
    patient = typical_patient.model_copy(update={"questionnaires": Questionnaires()})
    assert {item.value for item in _printed(patient).values()} == {"unknown"}
