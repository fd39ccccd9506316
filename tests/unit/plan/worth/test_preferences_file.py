"""What is wanted of a plan is read from a file: only what somebody signed, with who and why, within its range."""

import pytest

from sciatwin.errors import InvalidInputError
from sciatwin.plan import PREFERENCES, read_preferences

SIGNED = """\
shows: what the clinic agreed on
least_excess: {value: 0.2, signed_by: lead physician, reason: between the ends for first-line drugs}
visit_h: {value: 4, signed_by: the pain nurses, reason: patients travel for an hour each way}
"""
WHO_AND_WHY = "signed_by: lead physician, reason: agreed in the clinic's meeting"


@pytest.fixture
def read(tmp_path):
    def from_text(text):
        file = tmp_path / "preferences.yaml"
        file.write_text(text, encoding="utf-8")
        return read_preferences(file)

    return from_text


def test_each_judgement_has_its_own_signer_and_the_others_are_assumed(read):
    wanted = read(SIGNED)
    assert (wanted.least_excess.value, wanted.visit_h.value) == (0.2, 4.0)
    assert wanted.least_excess.set_by == "set by lead physician"
    assert wanted.visit_h.set_by == "set by the pain nurses"
    assert wanted.visit_h.estimate.reason == "set by the pain nurses: patients travel for an hour each way"
    assert wanted.settling_days is PREFERENCES.settling_days


def test_a_file_that_signs_nothing_leaves_all_assumed(read):
    assert read("shows: nothing yet") == PREFERENCES


@pytest.mark.parametrize(
    ("line", "says"),
    [
        (f"least_excess: {{value: 0.9, {WHO_AND_WHY}}}", r"line 1: least_excess\.value: got 0\.9; it must be less"),
        (f"visit_h: {{value: 0.5, {WHO_AND_WHY}}}", r"visit_h\.value: got 0\.5; it must be greater"),
        (f"late_weeks: {{value: 9 weeks, {WHO_AND_WHY}}}", "a bare number of weeks is needed, 8 to 12; got '9 weeks'"),
        (f"near_equal: {{value: yes, {WHO_AND_WHY}}}", "a bare number is needed, 1 to 1.5; got True"),
        (f"near_equal: {{value: .nan, {WHO_AND_WHY}}}", r"near_equal\.value"),
        (
            "visit_h: {value: 2, signed_by: nobody, reason: agreed in the meeting}",
            r"visit_h\.signed_by: got 'nobody'; write who answers for it",
        ),
        ("visit_h: {value: 2, signed_by: lead physician, reason: '          '}", r"visit_h\.reason"),
        ("visit_h: {value: 2, signed_by: lead physician}", r"visit_h\.reason: missing"),
        ("visit_h: 2", "visit_h: a section of fields is needed"),
        (f"visit_hours: {{value: 2, {WHO_AND_WHY}}}", "Did you mean 'visit_h'"),
    ],
)
def test_what_nobody_can_sign_is_refused_by_field(read, line, says):
    with pytest.raises(InvalidInputError, match=says):
        read(line)
