"""Names of medicines, and morphine equivalents."""

import pytest

from sciatwin.eligibility import Verdict, assess, morphine_equivalents
from sciatwin.eligibility.medicines import formulary
from support.eligibility.changed_answers import changed, finding, medicines


@pytest.mark.parametrize(
    ("written", "medicine"),
    [
        ("Diazepam", "diazepam"),
        ("VALIUM 5 mg", "diazepam"),
        ("amitriptyline hydrochloride", "amitriptyline"),
        ("Duloxetine 60mg capsules", "duloxetine"),
        ("acetaminophen", "paracetamol"),
        ("St. John’s wort", "St John's wort"),
        ("rifampin", "rifampicin"),
        ("Lyrica 75mg bid", "pregabalin"),
        ("fentanyl 25 mcg/h patch", "fentanyl"),
        ("Morphine sulfate 10 mg/5 mL", "morphine"),
        ("lithium carbonate", "lithium"),
        ("théophylline", "theophylline"),
        ("L-Thyroxine", "levothyroxine"),
        ("oxycodone SR (OxyContin)", "oxycodone"),
    ],
)
def test_a_medicine_is_recognised_however_it_is_written(written, medicine):
    assert formulary().recognise(written).medicines == (medicine,)


def test_a_combination_counts_as_each_of_its_parts():
    found = formulary().recognise("paracetamol 500 mg/codeine 30 mg")
    assert found.medicines == ("paracetamol", "codeine")
    assert {"opioid", "not_named_in_labels"} <= found.classes


def test_a_combination_with_an_unknown_part_is_not_recognised():
    assert not formulary().recognise("paracetamol/wundermittel").is_recognised


def test_a_name_belongs_to_one_medicine_only():
    seen = {}
    for item in formulary().classes:
        for medicine, others in item.medicines.items():
            for name in (medicine, *others):
                assert seen.setdefault(name.casefold(), medicine) == medicine


def test_unrecognised_medicine_is_an_open_question(typical_patient):
    eligibility = assess(changed(typical_patient, medicines=medicines("dizepam")))
    names = finding(eligibility, "medicine_names")
    assert names.answer is Verdict.OPEN_QUESTION
    assert names.explanation == (
        "'dizepam' is not recognised: its interactions were not checked; did you mean 'diazepam'?"
    )


def test_unrecognised_medicine_could_be_of_any_class(typical_patient):
    eligibility = assess(changed(typical_patient, medicines=medicines("teofilin forte")))
    assert finding(eligibility, "theophylline").answer is Verdict.OPEN_QUESTION
    assert [item.rule.key for item in eligibility.open_questions] == ["medicine_names"]
    assert {"theophylline", "ergometrine"} <= {item.rule.key for item in eligibility.could_block}


def test_unknown_list_of_medicines_is_asked_once(typical_patient):
    eligibility = assess(changed(typical_patient, medicines=None))
    assert [item.rule.key for item in eligibility.open_questions] == ["medicine_list"]


def test_empty_list_of_medicines_is_an_answer(typical_patient):
    eligibility = assess(changed(typical_patient, medicines=()))
    assert not eligibility.unanswered
    assert finding(eligibility, "benzodiazepine").explanation == "no benzodiazepine on the list"


def test_oxycodone_10_mg_four_times_a_day_is_60_mg_of_morphine():
    oxycodone = {"name": "OxyContin", "dose": "10 mg", "times_per_day": 4}
    assert morphine_equivalents(medicines(oxycodone)).mme_per_day == 60  # CDC 2022: factor 1.5


def test_morphine_equivalents_of_several_opioids_add_up(typical_patient):
    taken = medicines(
        {"name": "tramadol", "dose": "50 mg", "times_per_day": 4},
        {"name": "codeine", "dose": "30 mg", "times_per_day": 2},
    )
    opioid = finding(assess(changed(typical_patient, medicines=taken)), "opioid")
    assert opioid.answer is Verdict.CAUTION
    assert opioid.explanation == "tramadol, codeine: opioid; 49 mg morphine equivalents a day"  # 200 × 0.2 + 60 × 0.15


@pytest.mark.parametrize(
    ("opioid", "reason"),
    [
        ({"name": "oxycodone"}, "dose or times per day are not known"),
        ({"name": "buprenorphine", "dose": "8 mg", "times_per_day": 1}, "partial agonist"),
        ({"name": "buprenorphine", "dose": "10 µg/h", "route": "patch"}, "partial agonist"),
        ({"name": "tilidine", "dose": "50 mg", "times_per_day": 2}, "no conversion factor"),
        ({"name": "fentanyl patch", "dose": "25 µg"}, "written as dose: 25 µg/h"),
        ({"name": "morphine", "dose": "10 mg", "times_per_day": 1, "route": "epidural"}, "route is epidural"),
        ({"name": "co-codamol", "dose": "500 mg", "times_per_day": 4}, "more than one medicine"),
    ],
)
def test_an_opioid_that_cannot_be_converted_is_named(opioid, reason):
    load = morphine_equivalents(medicines(opioid))
    assert load.mme_per_day == 0
    assert reason in str(load)


def test_methadone_is_marked_for_special_care():
    load = morphine_equivalents(medicines({"name": "methadone", "dose": "10 mg", "times_per_day": 2}))
    assert load.mme_per_day == 94  # CDC 2022: factor 4.7
    assert "special care" in str(load)


def test_no_opioid_is_said_in_words():
    assert str(morphine_equivalents(medicines("ibuprofen"))) == "no opioid"


@pytest.mark.parametrize(
    "patch",
    [
        {"name": "fentanyl", "dose": "25 µg/h", "route": "patch"},
        {"name": "Durogesic", "dose": "25 mcg/h", "route": "transdermal"},
        {"name": "fentanyl patch", "dose": "25 µg/h"},
        {"name": "fentanyl", "rate": "25 µg/h", "route": "patch"},
        {"name": "fentanyl 25 mcg/h patch", "times_per_day": 1},
    ],
)
def test_a_fentanyl_patch_of_25_ug_per_h_is_60_mg_of_morphine(patch):
    assert morphine_equivalents(medicines(patch)).mme_per_day == 60  # CDC 2022: 2.4 for each µg/h


def test_a_sum_that_leaves_out_an_opioid_says_that_it_is_incomplete():
    taken = medicines(
        {"name": "fentanyl", "dose": "50 µg/h", "route": "patch"},
        {"name": "tilidine", "dose": "50 mg", "times_per_day": 2},
    )
    load = morphine_equivalents(taken)
    assert not load.is_complete
    assert str(load).startswith("incomplete: at least 120 mg morphine equivalents a day")
    assert "tilidine is not counted" in str(load)


def test_clopidogrel_is_not_treated_like_ticlopidine():
    assert formulary().recognise("clopidogrel").classes == {"weak_cyp2b6_inhibitor"}
