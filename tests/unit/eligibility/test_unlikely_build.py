"""Pounds typed as kilograms more than double a dose: an unlikely build waits for somebody who confirms it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sciatwin.eligibility import assess
from sciatwin.patient import Patient
from sciatwin.suitability import Suitability


def _with(patient, **fields):
    content = patient.model_dump(by_alias=False, mode="json")
    return Patient.model_validate(content | fields)


def _waits_for(patient):
    return {finding.rule.key for finding in assess(patient).could_block if finding.rule.key.startswith("unlikely_")}


@pytest.mark.parametrize(("weight_kg", "height_cm"), [(99, 155), (120, 165)])
def test_a_weight_that_fits_better_as_pounds_forbids_a_dose_until_it_is_confirmed(
    typical_patient, weight_kg, height_cm
):
    patient = _with(typical_patient, weight_kg=weight_kg, height_cm=height_cm)
    (finding,) = [f for f in assess(patient).open_questions if f.rule.key == "unlikely_weight"]
    assert f"{weight_kg} lb" in finding.explanation
    assert "confirmed: [weight]" in finding.rule.way_out
    assert any("mistyped" in reason for reason in Suitability.of(patient).could_be_blocked_by)
    assert _waits_for(_with(patient, confirmed=["weight"])) == set()


def test_a_light_weight_asks_whether_it_was_in_kilograms(typical_patient):
    patient = _with(typical_patient, weight_kg=70 * 0.45359237, height_cm=150)
    (finding,) = [f for f in assess(patient).open_questions if f.rule.key == "unlikely_weight"]
    assert "70 kg would be an index of 31.1" in finding.explanation


@settings(deadline=None, derandomize=True, max_examples=100)
@given(bmi=st.floats(18.5, 25), height_cm=st.floats(145, 200))
def test_every_normal_build_in_pounds_typed_as_kilograms_is_noticed(typical_patient, bmi, height_cm):
    typed = bmi * (height_cm / 100) ** 2 / 0.45359237
    assert "unlikely_weight" in _waits_for(_with(typical_patient, weight_kg=typed, height_cm=height_cm))


@settings(deadline=None, derandomize=True, max_examples=100)
@given(bmi=st.floats(16.1, 39.9), height_cm=st.floats(140, 205))
def test_a_usual_build_is_not_asked_about(typical_patient, bmi, height_cm):
    weight_kg = bmi * (height_cm / 100) ** 2
    assert _waits_for(_with(typical_patient, weight_kg=weight_kg, height_cm=height_cm)) == set()


@pytest.mark.parametrize(("height_cm", "weight_kg"), [(120, 40), (230, 100)])
def test_a_rare_height_is_asked_about_by_name(typical_patient, height_cm, weight_kg):
    patient = _with(typical_patient, height_cm=height_cm, weight_kg=weight_kg)
    assert _waits_for(patient) == {"unlikely_height"}
    assert _waits_for(_with(patient, confirmed=["height"])) == set()
    assert _waits_for(_with(patient, confirmed=["weight"])) == {"unlikely_height"}


def test_what_is_confirmed_must_be_a_field(typical_patient):
    with pytest.raises(ValueError, match="no field 'wieght'"):
        _with(typical_patient, confirmed=["wieght"])
