"""The answers that open questions wait for, as a block to paste into the file."""

import pytest
import yaml

from sciaclinic.answers.check.missing_answers import paste_ready
from sciatwin.eligibility import assess
from sciatwin.eligibility.waited_for import answers_waited_for
from sciatwin.patient import Answer
from support.eligibility.changed_answers import changed


def _waited(patient):
    return answers_waited_for(patient, assess(patient))


def test_a_complete_file_waits_for_nothing(typical_patient):
    assert _waited(typical_patient) == ()
    assert paste_ready(()) == ""


@pytest.mark.parametrize(
    ("hidden", "written", "allowed"),
    [
        ("red_flags__saddle_numbness", "red_flags.saddle_numbness", "yes | no"),
        ("vitals__heart_rate_per_min", "vitals.heart_rate", "/min"),
        ("medicines", "medicines", ""),
    ],
)
def test_what_is_hidden_is_asked_for(typical_patient, hidden, written, allowed):
    value = Answer.UNKNOWN if "saddle" in hidden else None
    waited = _waited(changed(typical_patient, **{hidden: value}))
    assert written in {field.written for field in waited}
    assert allowed in paste_ready(waited)


def test_the_block_is_yaml_that_fits_into_the_file(typical_patient):
    patient = changed(typical_patient, red_flags__saddle_numbness=Answer.UNKNOWN, pregnancy=Answer.UNKNOWN)
    content = yaml.safe_load(paste_ready(_waited(patient)))
    assert content["red_flags"] == {"saddle_numbness": "unknown"}
    assert content["pregnancy"] == "unknown"
