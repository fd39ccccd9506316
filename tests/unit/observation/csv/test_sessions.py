"""A session is read however the clinic wrote it down; a dose that nobody gives is asked back."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sciatwin.errors import InvalidInputError
from sciatwin.observation import read_observations, write_observations

HEADER = "time,kind,value,unit,mass_of,duration,bolus,strength,drug,confirmed"
ORDINARY = {
    "time": "2026-02-02T09:30-05:00",
    "kind": "session",
    "value": "37",
    "unit": "mg",
    "mass_of": "base",
    "duration": "40 min",
    "bolus": "",
    "strength": "",
    "drug": "racemic ketamine",
    "confirmed": "",
}


@pytest.fixture
def read(tmp_path):
    def read_rows(*rows):
        path = tmp_path / "observations.csv"
        lines = [",".join((ORDINARY | row).values()) for row in rows]
        path.write_text("\n".join([HEADER, *lines]) + "\n", encoding="utf-8")
        return read_observations(path)

    return read_rows


@pytest.fixture
def faults(read):
    def faults_of(*rows):
        with pytest.raises(InvalidInputError) as error:
            read(*rows)
        return error.value.faults

    return faults_of


@pytest.mark.parametrize(
    "row",
    [
        {},
        {"value": "0.037", "unit": "g"},
        {"value": "37000", "unit": "mcg"},
        {"value": "7.4", "unit": "mL", "strength": "5 mg/mL"},
        {"value": "0.74", "unit": "ml", "strength": "50 mg/mL"},
        {"value": "11.1", "unit": "mL/h", "strength": "5 mg/mL"},
        {"value": "55.5", "unit": "mg/h"},
        {"value": "40.5", "unit": "mg/h", "bolus": "10 mg"},
        {"value": "8.1", "unit": "mL/h", "bolus": "2 mL", "strength": "5 mg/mL"},
    ],
)
def test_37_mg_are_read_however_they_are_written(read, row):
    (session,) = read(row).sessions
    assert session.dose_mg == pytest.approx(37)


def test_the_strength_may_count_hydrochloride(read):
    (session,) = read({"value": "7.4", "unit": "mL", "strength": "5.77 mg/mL", "mass_of": "hydrochloride"}).sessions
    assert session.dose_mg == pytest.approx(7.4 * 5.77 * 237.73 / 274.19)


@pytest.mark.parametrize(("value", "unit"), [("7.4", "mL"), ("11.1", "mL/h")])
def test_a_volume_without_a_strength_says_that_one_is_needed(faults, value, unit):
    (fault,) = faults({"value": value, "unit": unit})
    assert fault.startswith(f"line 2, strength: missing. '{value} {unit}' says no dose without the strength")


def test_a_missing_strength_is_said_once(faults):
    assert len(faults({"value": "7.4", "unit": "mL", "bolus": "1 mL"})) == 1


def test_a_strength_that_nothing_needs_is_not_dropped(faults):
    (fault,) = faults({"strength": "5 mg/mL"})
    assert "which 'session' does not use" in fault


def test_a_dose_per_kg_is_refused_as_what_it_is(faults):
    (fault,) = faults({"value": "0.5", "unit": "mg/kg"})
    assert "'mg/kg' is a unit of weight-based dose, not of drug mass" in fault


def test_grams_labelled_mg_are_asked_back_until_somebody_confirms_them(read, faults):
    (fault,) = faults({"value": "0.037"})
    assert fault.startswith("line 2, value: 0.037 mg of racemic ketamine is unusually little")
    assert "write 'yes' under confirmed" in fault
    assert read({"value": "0.037", "confirmed": "yes"}).sessions[0].dose_mg == 0.037


@pytest.mark.parametrize("answer", ["no", "perhaps"])
def test_only_yes_confirms(faults, answer):
    assert faults({"value": "0.037", "confirmed": answer})


def test_a_visit_is_looked_at_whole(read, faults):
    """A session that was slowed is written in parts; a part may be small."""
    parts = [
        {"time": "2026-02-02T09:00-05:00", "value": "3", "duration": "30 min"},
        {"time": "2026-02-02T09:30-05:00", "value": "4", "duration": "30 min"},
    ]
    assert len(read(*parts).sessions) == 2
    assert faults(parts[0])


@settings(deadline=None, derandomize=True, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(dose_mg=st.floats(5, 240), minutes=st.integers(20, 360), slip=st.sampled_from([1000, 0.001]))
def test_an_ordinary_session_a_thousand_times_off_is_never_read_in_silence(read, faults, dose_mg, minutes, slip):
    row = {"value": f"{dose_mg:.6f}", "duration": f"{minutes} min"}
    assert read(row).sessions
    assert any("unusually" in fault for fault in faults(row | {"value": f"{dose_mg * slip:.9f}"}))


def test_an_unusual_dose_that_was_confirmed_survives_a_round_trip(read, tmp_path):
    observed = read({"value": "0.037", "confirmed": "yes"})
    write_observations(observed, tmp_path / "again.csv")
    assert read_observations(tmp_path / "again.csv") == observed
