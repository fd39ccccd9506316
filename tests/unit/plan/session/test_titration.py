"""Session 1 starts low by published or marked numbers, steps up by at most a doubling, and lower for some patients."""

import pytest
from pydantic import ValidationError

from sciatwin.analytes import Drug
from sciatwin.patient import Answer, Medicine
from sciatwin.plan.session import SessionSettings, Titration
from sciatwin.plan.session.titration import lower_starts, titrated
from sciatwin.regimen import Regimen, Session

NO_SETTINGS = SessionSettings()


def _titration(patient, drug=Drug.RACEMIC_KETAMINE, settings=NO_SETTINGS):
    return Titration.of(patient, drug, settings, patient.weight_kg)


def _with(patient, part=None, **values):
    if part is None:
        return patient.model_copy(update=values)
    return patient.model_copy(update={part: getattr(patient, part).model_copy(update=values)})


def test_racemate_starts_at_the_published_rate(typical_patient):
    assert _titration(typical_patient).start_mg_per_kg_h == 0.1  # FPM PS12: 0.05 to 0.1 mg/kg/h
    assert _titration(typical_patient).lower_because == ()


def test_s_ketamine_has_a_rate_of_its_own(typical_patient):
    assert _titration(typical_patient, Drug.S_KETAMINE).start_mg_per_kg_h == 0.05


@pytest.mark.parametrize(
    "change",
    [
        lambda patient: _with(patient, age_yr=76.0),
        lambda patient: _with(patient, medicines=(Medicine(name="oxycodone"),)),
        lambda patient: _with(patient, medicines=(Medicine(name="lorazepam"),)),
        lambda patient: _with(patient, "conditions", sleep_apnoea=Answer.YES),
        lambda patient: _with(patient, "conditions", sleep_apnoea=Answer.UNKNOWN),
        lambda patient: _with(patient, medicines=None),
    ],
    ids=["above 75", "opioid", "benzodiazepine", "apnoea", "apnoea unknown", "medicines unknown"],
)
def test_start_is_lower_where_it_must_be_and_where_it_is_not_known(typical_patient, change):
    titration = _titration(change(typical_patient))
    assert titration.start_mg_per_kg_h == pytest.approx(0.05)
    assert titration.lower_because


def test_every_reason_to_start_lower_has_a_source():
    assert {reason.key for reason in lower_starts()} == {
        "above_75_years",
        "benzodiazepine",
        "opioid",
        "sleep_apnoea",
    }
    assert all(reason.sources for reason in lower_starts())


def test_clinic_may_start_lower_and_not_higher(typical_patient):
    lower = SessionSettings(start_rate="0.04 mg/kg/h")
    assert _titration(typical_patient, settings=lower).start_mg_per_kg_h == pytest.approx(0.04)
    with pytest.raises(ValidationError):
        SessionSettings(start_rate="0.5 mg/kg/h")
    highest = SessionSettings(start_rate="0.1 mg/kg/h")
    assert _titration(typical_patient, Drug.S_KETAMINE, highest).start_mg_per_kg_h == 0.05


def test_long_session_steps_every_half_hour_up_to_the_planned_rate(typical_patient):
    regimen = Regimen.repeat(dose_mg_per_kg=2, duration_h=4, count=3)
    first, *later = titrated(regimen, _titration(typical_patient)).by_visit
    assert [step.rate_mg_per_kg_h for step in first.steps] == pytest.approx([0.1, 0.2, 0.4, 0.5])
    assert [step.duration_h for step in first.steps] == pytest.approx([0.5, 0.5, 0.5, 2.5])
    assert [visit.shape for visit in later] == [visit.shape for visit in regimen.by_visit[1:]]


def test_short_session_goes_on_next_time_from_the_rate_it_reached(typical_patient):
    """0.5 mg/kg over 40 min: 15 minutes a step do not reach 0.75 mg/kg/h in one visit."""
    regimen = Regimen.repeat(dose_mg_per_kg=0.5, duration_h=40 / 60, count=3)
    first, second, third = titrated(regimen, _titration(typical_patient)).by_visit
    assert [step.rate_mg_per_kg_h for step in first.steps] == pytest.approx([0.1, 0.2, 0.4])
    assert [step.rate_mg_per_kg_h for step in second.steps] == pytest.approx([0.4, 0.75])
    assert third.shape == regimen.by_visit[2].shape


@pytest.mark.parametrize("dose_mg_per_kg", [1.2, 0.3], ids=["above the starting rate", "below it"])
def test_bolus_comes_with_session_2_by_half_and_whole_with_session_3(typical_patient, dose_mg_per_kg):
    regimen = Regimen.repeat(dose_mg_per_kg=dose_mg_per_kg, duration_h=2, count=4, bolus_mg_per_kg=0.2)
    visits = titrated(regimen, _titration(typical_patient)).by_visit
    assert [visit.bolus_mg_per_kg for visit in visits] == pytest.approx([0, 0.1, 0.2, 0.2])


def test_bolus_waits_for_a_session_that_starts_at_the_planned_rate(typical_patient):
    """0.75 mg/kg/h over 40 min is not reached in session 1, so session 2 still steps up."""
    regimen = Regimen.repeat(dose_mg_per_kg=0.6, duration_h=40 / 60, count=4, bolus_mg_per_kg=0.1)
    visits = titrated(regimen, _titration(typical_patient)).by_visit
    assert [visit.bolus_mg_per_kg for visit in visits] == pytest.approx([0, 0, 0.05, 0.1])


def test_a_planned_fall_of_the_rate_is_never_put_off(typical_patient):
    """A fall 3 min before a step would be due: the step gives way, not the fall."""
    fall_h = 27 / 60
    steps = (
        Session(start_h=0, rate_mg_per_kg_h=0.4, duration_h=fall_h),
        Session(start_h=fall_h, rate_mg_per_kg_h=0.15, duration_h=4 - fall_h),
    )
    (visit,) = titrated(Regimen(sessions=steps), _titration(typical_patient)).by_visit
    assert [step.rate_mg_per_kg_h for step in visit.steps] == pytest.approx([0.1, 0.1, 0.15])
    assert visit.steps[1].start_h == pytest.approx(fall_h)


def test_a_rate_above_the_published_one_is_not_called_the_clinics_own(typical_patient):
    titration = _titration(typical_patient, Drug.S_KETAMINE, SessionSettings(start_rate="0.08 mg/kg/h"))
    assert not titration.by_clinic
    assert _titration(typical_patient, settings=SessionSettings(start_rate="0.08 mg/kg/h")).by_clinic


def test_rate_below_the_start_is_left_alone(typical_patient):
    regimen = Regimen.repeat(dose_mg_per_kg=0.2, duration_h=4, count=2)
    assert titrated(regimen, _titration(typical_patient)).sessions == regimen.sessions


def test_start_goes_by_the_weight_for_dosing(typical_patient):
    """Half the weight for dosing, half the mg/h; the rate per kg for dosing stays as published."""
    dosing_kg = typical_patient.weight_kg / 2
    titration = Titration.of(typical_patient, Drug.RACEMIC_KETAMINE, NO_SETTINGS, dosing_kg)
    assert titration.start_mg_per_kg_h * typical_patient.weight_kg == pytest.approx(0.1 * dosing_kg)
    assert titration.start_per_dosing_kg == 0.1
