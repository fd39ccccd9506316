"""Alternatives look at the patient: what closes each, what calls for care, and what is not known yet."""

import pytest

from sciatwin.eligibility.other_treatments import objections, treatment_rules
from sciatwin.patient import Answer, Sex, Treatment, TreatmentKind, TreatmentResult
from sciatwin.response.comparators import COMPARATORS, Standing
from sciatwin.twin.shown.alternatives import open_to
from support.eligibility.changed_answers import changed, medicines

NEW_TO_ALL = {"treatments": (), "medicines": ()}


def _standing(patient, key):
    return next(option for option in open_to(patient) if option.comparator.key == key)


@pytest.fixture(scope="module")
def untried(typical_patient):
    return changed(typical_patient, **NEW_TO_ALL)


def test_every_file_is_about_a_treatment_of_the_pathway():
    assert set(treatment_rules()) <= {comparator.key for comparator in COMPARATORS}


@pytest.mark.parametrize(
    ("key", "change", "word"),
    [
        ("nsaid", {"pregnancy": Answer.YES}, "20 weeks"),
        ("nsaid", {"medicines": medicines({"name": "apixaban"})}, "apixaban"),
        ("nsaid", {"laboratory__egfr_ml_per_min": 22.0}, "eGFR 22"),
        ("nsaid", {"conditions__heart_attack_angina_or_heart_failure": Answer.YES}, "heart"),
        (
            "gabapentinoid",
            {"medicines": medicines({"name": "oxycodone"}), "conditions__sleep_apnoea": Answer.YES},
            "oxycodone",
        ),
        (
            "gabapentinoid",
            {"medicines": medicines({"name": "oxycodone"}), "conditions__severe_lung_disease": Answer.YES},
            "lung disease",
        ),
        ("gabapentinoid", {"pregnancy": Answer.YES}, "pregnancy"),
        ("snri", {"medicines": medicines({"name": "phenelzine"})}, "phenelzine"),
        ("snri", {"laboratory__egfr_ml_per_min": 22.0}, "eGFR 22"),
        ("tricyclic", {"conditions__severe_or_unstable_heart_disease": Answer.YES}, "heart"),
        ("epidural steroid", {"medicines": medicines({"name": "warfarin"})}, "warfarin"),
        ("opioid taper", {}, "no opioid"),
        ("spinal cord stimulation", {}, "after surgery"),
    ],
)
def test_what_forbids_a_treatment_closes_it_and_is_said(untried, key, change, word):
    option = _standing(changed(untried, **change), key)
    assert option.standing is Standing.NOT_INDICATED
    assert word in option.words


@pytest.mark.parametrize("key", ["nsaid", "snri", "tricyclic", "gabapentinoid", "psychological", "topical"])
def test_nothing_closes_the_first_line_for_somebody_healthy(untried, key):
    assert _standing(untried, key).standing is Standing.OPEN


def test_an_ace_inhibitor_and_a_reduced_kidney_call_for_care(untried):
    patient = changed(untried, medicines=medicines({"name": "ramipril"}), laboratory__egfr_ml_per_min=48.0)
    option = _standing(patient, "nsaid")
    assert option.standing is Standing.OPEN
    assert option.words.count("with care") == 2


@pytest.mark.parametrize(
    ("change", "word"),
    [
        ({"medicines": medicines({"name": "oxycodone"})}, "oxycodone"),
        ({"conditions__sleep_apnoea": Answer.YES}, "apnoea"),
        ({"conditions__severe_lung_disease": Answer.YES}, "lung disease"),
    ],
)
def test_one_risk_to_breathing_asks_for_the_lowest_dose_of_a_gabapentinoid(untried, change, word):
    """FDA, 19 December 2019: with an opioid or lung disease start at the lowest dose and monitor."""
    option = _standing(changed(untried, **change), "gabapentinoid")
    assert option.standing is Standing.OPEN
    assert word in option.words
    assert "lowest dose" in option.words


@pytest.mark.parametrize(
    "change", [{"laboratory__egfr_ml_per_min": 48.0}, {"conditions__severe_kidney_disease": Answer.YES}]
)
def test_a_reduced_kidney_asks_for_less_of_a_gabapentinoid(untried, change):
    option = _standing(changed(untried, **change), "gabapentinoid")
    assert option.standing is Standing.OPEN
    assert "kidney function is reduced" in option.words
    assert "reduce the dose" in option.words


def test_a_healthy_kidney_asks_for_no_less_of_a_gabapentinoid(untried):
    healthy = changed(untried, laboratory__egfr_ml_per_min=60.0, conditions__severe_kidney_disease=Answer.NO)
    assert "kidney" not in _standing(healthy, "gabapentinoid").words


def test_an_unread_list_of_medicines_leaves_what_it_could_close_unclear(untried):
    assert _standing(changed(untried, medicines=None), "nsaid").standing is Standing.UNCLEAR


def test_pregnancy_is_not_asked_of_a_man(untried):
    man = changed(untried, sex=Sex.MALE, pregnancy=Answer.UNKNOWN)
    assert _standing(man, "nsaid").standing is Standing.OPEN


def test_what_is_on_the_list_of_medicines_is_taken_now(untried):
    option = _standing(changed(untried, medicines=medicines({"name": "Elavil"})), "tricyclic")
    assert option.standing is Standing.TAKEN
    assert "Elavil" in option.words


def test_stimulation_is_open_after_surgery_that_did_not_help(untried):
    operated = Treatment(kind=TreatmentKind.SURGERY, result=TreatmentResult.NO_RELIEF)
    assert _standing(changed(untried, treatments=(operated,)), "spinal cord stimulation").standing is Standing.OPEN


def test_each_treatment_has_effects_in_sciatica_or_says_that_there_are_none(untried):
    for option in open_to(untried):
        assert option.comparator.effects or "no " in option.comparator.against


def test_every_reason_has_a_source_or_is_marked_assumed():
    for rules in treatment_rules().values():
        assert all(item.source or "(assumed)" in item.statement for item in rules.against)


def test_a_healthy_patient_has_no_objection_but_the_missing_opioid(untried):
    assert {key for key in treatment_rules() if objections(key, untried)} == {"opioid taper"}


def test_surgery_asks_for_care_with_anticoagulant_heart_and_breathing(untried):
    """With a finding on imaging it stays open, and what the anaesthetist must know is said."""
    patient = changed(
        untried,
        medicines=medicines({"name": "apixaban"}),
        conditions__heart_attack_angina_or_heart_failure=Answer.YES,
        conditions__sleep_apnoea=Answer.YES,
    )
    option = _standing(patient, "surgery")
    assert option.standing is Standing.OPEN
    for word in ("apixaban", "heart", "apnoea"):
        assert word in option.words
