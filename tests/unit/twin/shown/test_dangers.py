"""A danger that the program computes is said, and only then."""

import pytest

from sciatwin.analytes import Drug
from sciatwin.regimen import Regimen
from sciatwin.response.side_effects.blood_pressure import PressureStop
from sciatwin.twin import Twin
from sciatwin.twin.shown.dangers import dangers


@pytest.fixture(scope="module")
def twin(typical_patient):
    return Twin(typical_patient, draws=200, seed=6)


def said(twin, regimen, **kwargs):
    return " ".join(dangers(twin.simulate(regimen, horizon_days=3), **kwargs))


def test_a_usual_session_is_no_danger(twin):
    assert said(twin, Regimen.repeat(dose_mg_per_kg=0.5, duration_h=40 / 60, count=1)) == ""
    assert said(twin, Regimen.none()) == ""


def test_a_session_at_the_ceiling_says_pressure_and_dissociation(twin):
    words = said(twin, Regimen.repeat(dose_mg_per_kg=2.0, duration_h=1, count=1))
    assert words.startswith("DANGER: systolic pressure is predicted to reach")
    assert "DANGER: severe dissociation is predicted in" in words


def test_a_clinic_that_stops_earlier_is_warned_earlier(twin):
    session = Regimen.repeat(dose_mg_per_kg=0.5, duration_h=40 / 60, count=1)
    words = said(twin, session, stop=PressureStop(130, 85))
    assert "an infusion is stopped above 130" in words
    assert "an infusion is stopped above 85" in words


@pytest.mark.parametrize("drug", list(Drug))
def test_equal_s_ketamine_is_equally_dangerous_whatever_the_drug_is_called(twin, drug):
    dose = 1.6 * 0.5 / drug.s_fraction
    assert "severe dissociation" in said(twin, Regimen.repeat(dose_mg_per_kg=dose, duration_h=1, count=1, drug=drug))


def test_a_level_of_anaesthesia_is_said_by_name(twin):
    course = twin.simulate(Regimen.repeat(dose_mg_per_kg=0.5, duration_h=1, count=1), horizon_days=3)
    deep = course.assign(s_ketamine_arterial=course["s_ketamine_arterial"] * 20)
    assert any("people are anaesthetised. Breathing and airway may fail" in line for line in dangers(deep))


def test_what_was_given_before_the_clock_is_not_said_of_what_follows(twin):
    strong = Regimen.repeat(dose_mg_per_kg=2.0, duration_h=1, count=1)
    assert said(twin, strong, after_h=24.0) == ""
