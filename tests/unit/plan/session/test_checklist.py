"""Every item of the evidence on sessions is in a row; rows act on the patient; the clinic's values replace ours."""

import dataclasses

import pytest

from sciatwin.patient import Answer, Medicine, Sex
from sciatwin.plan.clinic.capabilities import Capabilities
from sciatwin.plan.session import DayPhase, SessionSettings, ValueBasis
from sciatwin.plan.session.checklist import COMPUTED, SETTINGS, checklist
from sciatwin.plan.session.declared import DECLARED, declared
from sciatwin.plan.session.start_values import START_NAMES
from sciatwin.plan.sheet.row import BLANK
from sciatwin.plan.sheet.row_files import all_rows

ITEMS = (
    *(f"MO-{number:02}" for number in (1, 2, 3, 4, 5, 10, 11, 12)),
    *(f"ST-{number:02}" for number in range(1, 16)),
    *(f"RE-{number:02}" for number in range(1, 4)),
    *(f"DC-{number:02}" for number in range(1, 9)),
    "FA-01",
)
"""Monitoring, stop rules, rescue, discharge and fasting, as the collection of evidence numbers them."""

BY_HAND = {"fasting_glucose_plan", "escort"}
"""Filled in for each patient on paper."""


@pytest.mark.parametrize("item", ITEMS)
def test_every_item_of_the_evidence_is_in_a_row(item):
    assert [row.key for row in all_rows() if item in row.references]


def test_keys_are_unique_and_every_phase_has_rows():
    keys = [row.key for row in all_rows()]
    assert len(keys) == len(set(keys))
    assert {row.phase for row in all_rows()} == set(DayPhase)


@pytest.mark.parametrize("row", all_rows(), ids=lambda row: row.key)
def test_row_names_only_what_somebody_gives(row):
    assert set(row.names) <= SETTINGS | DECLARED | COMPUTED | START_NAMES | BY_HAND


@pytest.mark.parametrize("row", all_rows(), ids=lambda row: row.key)
def test_row_has_a_source_or_is_the_clinics_to_sign(row):
    assert row.sources or row.is_set_by_clinic


def test_every_setting_that_is_text_or_a_limit_is_used_by_a_row():
    used = {name for row in all_rows() for name in row.names}
    numbers_of_the_order, on_the_page_of_a_red_flag = {"start_rate", "step_time"}, {"referral_telephone"}
    assert SETTINGS - used <= numbers_of_the_order | on_the_page_of_a_red_flag


def _rows(patient, settings=None, **computed):
    shown = checklist(patient, settings or SessionSettings(), computed)
    return {item.row.key: item for item in shown}


def _with(patient, part=None, **values):
    if part is None:
        return patient.model_copy(update=values)
    return patient.model_copy(update={part: getattr(patient, part).model_copy(update=values)})


def test_clinic_without_values_sees_sources_proposals_and_lines(typical_patient):
    rows = _rows(typical_patient)
    assert rows["fasting"].basis is ValueBasis.SOURCE
    assert "8 h" in rows["fasting"].text
    assert rows["stop_pressure"].basis is ValueBasis.PROPOSED
    assert rows["stop_emergency"].basis is ValueBasis.BLANK
    assert BLANK in rows["stop_emergency"].text


def test_values_of_the_clinic_replace_ours(typical_patient):
    settings = SessionSettings(
        stop_systolic="170 mmHg", stop_diastolic="105 mmHg", stop_saturation_below="94 %",
        stop_breathing_below="12 /min", first_checks_every="5 min",
        emergency_telephone="ward 5, extension 4",
    )  # fmt: skip
    rows = _rows(typical_patient, settings)
    assert "170\u00a0mmHg" in rows["stop_pressure"].text
    assert rows["stop_pressure"].basis is ValueBasis.CLINIC
    assert "94\u00a0%" in rows["stop_breathing"].text
    assert "extension 4" in rows["stop_emergency"].text


def test_the_patient_at_home_is_given_the_number_for_patients_only(typical_patient):
    house = _rows(typical_patient, SessionSettings(emergency_telephone="extension 4", referral_telephone="spine 9"))
    assert f"call {BLANK}:" in house["return_advice"].text
    home = _rows(typical_patient, SessionSettings(patient_telephone="555 0100"))
    assert "call 555 0100:" in home["return_advice"].text
    assert BLANK in home["stop_emergency"].text


def test_a_row_with_one_value_of_the_clinic_says_that_the_others_are_not_its_own(typical_patient):
    rows = _rows(typical_patient, SessionSettings(stop_systolic="170 mmHg", recovery="2 h", no_heavy_meal="10 h"))
    assert rows["stop_pressure"].basis is ValueBasis.CLINIC_AND_PROPOSED
    assert rows["recovery"].basis is ValueBasis.CLINIC
    assert rows["fasting"].basis is ValueBasis.CLINIC_AND_SOURCE


@pytest.mark.parametrize("row", all_rows(), ids=lambda row: row.key)
def test_no_value_of_the_clinic_is_called_proposed_or_the_sources(row, typical_patient):
    """Each setting alone: a row that shows it never hides that it is the clinic's."""
    own = {
        "no_heavy_meal": "9 h", "no_light_meal": "7 h", "no_clear_fluids": "3 h", "first_checks_every": "4 min",
        "slow_systolic": "155 mmHg", "stop_systolic": "175 mmHg", "stop_diastolic": "105 mmHg",
        "stop_heart_rate_above": "115 /min", "stop_heart_rate_below": "52 /min", "stop_saturation_below": "93 %",
        "stop_breathing_below": "11 /min", "recovery": "90 min", "no_driving": "36 h", "rescue_kit": "the red trolley",
        "discharge_score": 10,
    }  # fmt: skip
    for name in set(row.names) & set(own):
        settings = SessionSettings.model_validate({name: own[name]})
        shown = _rows(typical_patient, settings).get(row.key)
        assert shown is None or shown.basis not in (ValueBasis.PROPOSED, ValueBasis.SOURCE)


def test_what_the_clinic_declared_is_in_the_rows(typical_patient):
    can = Capabilities(monitoring_interval="10 min", who_monitors="anaesthetic nurse", patients_per_nurse=2)
    shown = checklist(typical_patient, SessionSettings(first_checks_every="5 min"), {}, declared(can))
    rows = {item.row.key: item for item in shown}
    assert "then every 10\u00a0min" in rows["monitoring"].text
    assert rows["monitoring"].basis is ValueBasis.CLINIC
    assert "anaesthetic nurse, with at most 2 patients" in rows["staff"].text


@pytest.mark.parametrize(
    ("change", "keys"),
    [
        (lambda p: _with(p, medicines=(Medicine(name="oxycodone"),)),
         {"closer_breathing", "opioid_and_benzodiazepine", "longer_recovery", "opioid_after", "monitoring_programme"}),
        (lambda p: _with(p, "conditions", sleep_apnoea=Answer.YES), {"closer_breathing", "longer_recovery"}),
        (lambda p: _with(p, "questionnaires", phq9=14, phq9_item_9=1), {"self_harm_today", "mood_between"}),
        (lambda p: _with(p, age_yr=80.0), {"closer_breathing", "longer_recovery"}),
        (lambda p: _with(p, "conditions", hypertension=Answer.YES), {"ecg_monitor"}),
        (lambda p: _with(p, medicines=(Medicine(name="semaglutide"),)), {"fasting_on_glp1"}),
        (lambda p: _with(p, medicines=(Medicine(name="insulin glargine"),)), {"fasting_on_insulin"}),
    ],
    ids=["opioid", "apnoea", "self-harm", "age", "hypertension", "GLP-1 agonist", "insulin"],
)  # fmt: skip
def test_rows_act_on_this_patient(typical_patient, change, keys):
    assert not keys & set(_rows(typical_patient))
    found = _rows(change(typical_patient))
    assert keys <= set(found)
    assert all(found[key].because for key in keys)


def test_answer_that_is_not_known_keeps_the_row(typical_patient):
    unknown = _with(typical_patient, "conditions", sleep_apnoea=Answer.UNKNOWN)
    assert "closer_breathing" in _rows(unknown)


def test_pregnancy_test_is_asked_of_those_who_could_be_pregnant(typical_patient):
    assert "pregnancy_test" in _rows(typical_patient)
    assert "pregnancy_test" not in _rows(_with(typical_patient, sex=Sex.MALE))
    assert "pregnancy_test" not in _rows(_with(typical_patient, age_yr=60.0))


def test_rows_come_in_the_order_of_the_day(typical_patient):
    phases = [item.phase for item in checklist(typical_patient, SessionSettings(), {})]
    assert phases == sorted(phases, key=tuple(DayPhase).index)


def test_shown_rows_are_frozen(typical_patient):
    with pytest.raises(dataclasses.FrozenInstanceError):
        _rows(typical_patient)["fasting"].text = "none"
