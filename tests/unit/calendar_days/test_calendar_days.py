"""A day is one of the calendar: an impossible one is refused by line and field, and a number is not seconds."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sciatwin.calendar_days import as_day
from sciatwin.errors import InvalidInputError
from sciatwin.patient import read_patient

FIELDS = {
    "as_of: unknown": "as_of",
    "measured_on: unknown": "vitals.measured_on",
    "taken_on: unknown": "laboratory.taken_on",
}
NO_DAYS = (
    "2025-02-29",
    '"2025-02-29"',
    "2025-13-01",
    "2025-02-29T10:00:00",
    "2026-11-29T10:00:00Z",
    "29.02.2025",
    "20261129",
    "0",
    "86400",
    "0b_",
    "tomorrow",
    '!!int ""',
    "!!timestamp soon",
    "!!bool maybe",
)


@given(st.dates())
def test_every_day_of_the_calendar_is_read_as_it_is_written(day):
    assert as_day(day.isoformat()) == day
    assert as_day(day) == day


@given(st.integers() | st.floats() | st.booleans() | st.datetimes())
def test_no_number_and_no_moment_is_a_day(value):
    with pytest.raises(ValueError, match="a day"):
        as_day(value)


def test_the_gregorian_rule_of_leap_years_holds():
    assert as_day("2000-02-29") == datetime.date(2000, 2, 29)
    for year in (1900, 2025, 2100):
        with pytest.raises(ValueError, match="no such day"):
            as_day(f"{year}-02-29")


@pytest.mark.parametrize("written", NO_DAYS)
@pytest.mark.parametrize("line", FIELDS)
def test_a_patient_file_names_line_field_value_and_way_out(line, written, examples, tmp_path):
    text = (examples / "typical.yaml").read_text(encoding="utf-8")
    number = 1 + text[: text.index(line)].count("\n")
    path = tmp_path / "patient.yaml"
    path.write_text(text.replace(line, f"{line.split(':')[0]}: {written}", 1), encoding="utf-8")
    with pytest.raises(InvalidInputError) as error:
        read_patient(path)
    (fault,) = error.value.faults
    assert fault.startswith(f"line {number}: {FIELDS[line]}: got ")
    assert "Write " in fault


def test_whoever_reviewed_a_medicine_did_so_on_a_day_of_the_calendar(examples, tmp_path):
    text = (examples / "outside_models.yaml").read_text(encoding="utf-8")
    assert "pharmacist, 2026-11-20" in text
    path = tmp_path / "patient.yaml"
    path.write_text(text.replace("pharmacist, 2026-11-20", "pharmacist, 2026-11-31"), encoding="utf-8")
    with pytest.raises(InvalidInputError, match=r"reviewed_by: got '2026-11-31'; there is no such day"):
        read_patient(path)
