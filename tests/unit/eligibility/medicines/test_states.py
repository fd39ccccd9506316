"""A listed name is reviewed by a rule, known without a rule, or not recognised; only the first is clear by itself."""

import pytest

from sciatwin.eligibility import Action, RuleGroup, Verdict, assess, rulebook
from sciatwin.eligibility.conditions.medicine import MedicineCondition
from sciatwin.eligibility.data_files import read_file
from sciatwin.eligibility.medicines import formulary
from sciatwin.eligibility.medicines.formulary import OwnNames
from support.eligibility.changed_answers import changed, finding, medicines

SIGNED = {"reviewed_by": "pharmacist, 2026-11-29"}
MEDICINE_BLOCKS = [
    rule.key for rule in rulebook() if rule.action is Action.BLOCK and isinstance(rule.condition, MedicineCondition)
]


def answer(patient, *listed):
    return assess(changed(patient, medicines=medicines(*listed)))


@pytest.mark.parametrize("item", [c for c in formulary().classes if c.reviewed], ids=lambda item: item.key)
def test_a_reviewed_class_is_read_by_a_rule_on_interactions_or_contraindications(item):
    groups = (RuleGroup.INTERACTIONS, RuleGroup.CONTRAINDICATIONS, RuleGroup.CAUTIONS)
    conditions = [rule.condition for rule in rulebook() if rule.group in groups]
    assert any(isinstance(c, MedicineCondition) and item.key in c.medicine_class for c in conditions)


@pytest.mark.parametrize("name", ["montelukast", "Xarelto and montelukast", "Lantus, Januvia", "atorvastatin"])
def test_a_medicine_that_no_rule_looks_at_is_open_until_a_person_ticks_it_off(typical_patient, name):
    eligibility = answer(typical_patient, name)
    assert finding(eligibility, "medicine_not_reviewed").answer is Verdict.OPEN_QUESTION
    assert not eligibility.could_block
    ticked = answer(typical_patient, {"name": name} | SIGNED)
    asks_about_diabetes = {"sugar_treated_but_denied"}  # insulin beside "no diabetes" is a question of its own
    assert {item.rule.key for item in ticked.open_questions} <= asks_about_diabetes
    by_hand = finding(ticked, "medicine_checked_by_hand")
    assert by_hand.answer is Verdict.CAUTION
    assert f"'{name}' was checked by hand by pharmacist, 2026-11-29" in by_hand.explanation


@pytest.mark.parametrize("name", ["wundermittel", "ibuprofen (with wundermittel)", "теофиллин"])
def test_a_name_that_is_not_recognised_holds_back_every_rule_that_forbids_a_medicine(typical_patient, name):
    eligibility = answer(typical_patient, name)
    assert {item.rule.key for item in eligibility.could_block} >= set(MEDICINE_BLOCKS)
    ticked = answer(typical_patient, {"name": name} | SIGNED)
    assert not ticked.could_block
    assert finding(ticked, "theophylline").explanation.endswith("was checked by hand by pharmacist, 2026-11-29")
    assert finding(ticked, "medicine_checked_by_hand").answer is Verdict.CAUTION


@pytest.mark.parametrize(
    "name",
    [
        *("theophyline", "Theophyline 200 mg", "ibuprofen (with theophyline)", "theophyline wundermittel"),
        *("ergometrinee", "aminophyline", "levothyroxinne", "moclobemidde", "disulfirram", "memantinee"),
    ],
)
def test_no_signature_clears_a_slip_in_the_name_of_a_medicine_that_forbids_ketamine(typical_patient, name):
    ticked = answer(typical_patient, {"name": name} | SIGNED)
    assert {item.rule.key for item in ticked.could_block} >= set(MEDICINE_BLOCKS)
    names = finding(ticked, "medicine_names")
    assert names.answer is Verdict.OPEN_QUESTION
    assert "put it right; did you mean" in names.explanation
    assert finding(ticked, "medicine_checked_by_hand").answer is Verdict.CLEAR


def test_a_slip_in_the_name_of_another_medicine_is_cleared_by_a_signature(typical_patient):
    assert not answer(typical_patient, {"name": "pregabalinn"} | SIGNED).open_questions


def test_classes_that_forbid_are_those_whose_rule_alone_holds_back_a_dose():
    holds_back = (Action.BLOCK, Action.OVERRIDE)
    alone = [r.condition for r in rulebook() if r.action in holds_back and isinstance(r.condition, MedicineCondition)]
    forbidding = {key for condition in alone for key in condition.medicine_class}
    assert {item.key for item in formulary().classes if item.forbids} == forbidding


def test_the_part_that_could_not_be_read_is_quoted(typical_patient):
    names = finding(answer(typical_patient, "ibuprofen (with wundermittel)"), "medicine_names")
    assert "'wundermittel' in 'ibuprofen (with wundermittel)' is not recognised" in names.explanation


@pytest.mark.parametrize("name", ["theophylline", "ibuprofen (with theophylline)", "Syntometrine"])
def test_ticking_off_never_lifts_a_contraindication(typical_patient, name):
    assert answer(typical_patient, {"name": name} | SIGNED).blocks


@pytest.mark.parametrize("name", ["amitriptyline", "Nurofen 400 mg tablets", "Zofran", "sertraline"])
def test_a_medicine_that_a_rule_reviewed_asks_for_nobody(typical_patient, name):
    eligibility = answer(typical_patient, name)
    assert not eligibility.unanswered
    assert finding(eligibility, "medicine_checked_by_hand").answer is Verdict.CLEAR


def test_another_spelling_is_shown_with_what_it_is_read_as(typical_patient):
    assert (
        "Klonopin (clonazepam): benzodiazepine"
        in finding(answer(typical_patient, "Klonopin"), "benzodiazepine").explanation
    )


@pytest.mark.parametrize(
    "written", ["ketamine", "Spravato", "Ketalar", "esketamine nasal spray", "ketamine troche 100 mg"]
)
def test_ketamine_on_the_list_needs_an_override(typical_patient, written):
    assert "ketamine_taken_now" in {item.rule.key for item in answer(typical_patient, written).overrides_needed}


@pytest.mark.parametrize(
    ("written", "rule"),
    [
        ("Paxlovid", "strong_cyp3a4_inhibitor"),
        ("diltiazem", "moderate_cyp3a4_inhibitor"),
        ("Tegretol", "cyp_inducer"),
        ("Rifadin", "cyp_inducer"),
        ("St John's wort", "cyp_inducer"),
        ("hypericum", "cyp_inducer"),
        ("Catapres", "alpha2_agonist"),
        ("Ozempic 1 mg weekly", "glp1_agonist"),
        ("Lantus 20 units nocte", "insulin_while_fasting"),
        ("gliclazide", "insulin_while_fasting"),
        ("Jardiance", "sglt2_while_fasting"),
        ("bupropion", "seizure_threshold"),
        ("latanoprost eye drops", "glaucoma_treatment"),
        ("cocaine", "sympathomimetic_or_stimulant"),
        ("alcohol", "other_sedative"),
        ("quetiapine", "antipsychotic"),
        ("dihydroergotamine", "other_ergot"),
    ],
)
def test_what_bears_on_safety_is_a_caution_with_its_advice(typical_patient, written, rule):
    found = finding(answer(typical_patient, written), rule)
    assert found.answer is Verdict.CAUTION
    assert found.rule.way_out
    assert found.rule.sources


@pytest.mark.parametrize("written", ["memantine", "amantadine", "Robitussin DM", "NyQuil"])
def test_another_nmda_blocker_needs_an_override(typical_patient, written):
    assert finding(answer(typical_patient, written), "nmda_blocker").answer is Verdict.NEEDS_OVERRIDE


@pytest.mark.parametrize("written", ["rifampicin", "carbamazepine", "Jarsin"])
def test_no_inducer_is_not_said_beside_one(typical_patient, written):
    said = [item.explanation for item in answer(typical_patient, written).findings]
    assert not [text for text in said if "no inducer" in text]


@pytest.mark.parametrize("written", ["furazolidone", "Furoxone 100 mg"])
def test_an_antibiotic_that_inhibits_mao_needs_an_override(typical_patient, written):
    assert finding(answer(typical_patient, written), "mao_inhibitor").answer is Verdict.NEEDS_OVERRIDE


@pytest.mark.parametrize("second", ["lorazepam", "Lyrica", "zopiclone", "NyQuil", "alcohol"])
def test_an_opioid_beside_another_sedative_needs_an_override(typical_patient, second):
    eligibility = answer(typical_patient, "OxyContin", second)
    assert "opioid_with_sedative" in {item.rule.key for item in eligibility.overrides_needed}
    assert finding(answer(typical_patient, "OxyContin"), "opioid_with_sedative").answer is Verdict.CLEAR


def test_every_medicine_of_a_product_is_known():
    own = read_file("medicines/own_names.yaml", OwnNames)
    parts = {part for product in own.products.values() for part in product}
    assert [part for part in sorted(parts) if not formulary().recognise(part).is_recognised] == []


@pytest.mark.parametrize(
    ("oral_ratio", "rule", "bound"), [(2.6, "clarithromycin", "1.45"), (2.4, "weak_cyp2b6_inhibitor", "1.39")]
)
def test_the_assumed_bound_for_an_infusion_follows_from_a_well_stirred_liver(oral_ratio, rule, bound):
    # E = c / (1 + c), c being intrinsic clearance over flow. Exposure by mouth goes with 1 / c, by vein with 1 / E.
    extraction = 0.72
    c = extraction / (1 - extraction)
    inhibited = (c / oral_ratio) / (1 + c / oral_ratio)
    assert f"{extraction / inhibited:.2f}" == bound
    stated = next(item for item in rulebook() if item.key == rule)
    assert f"at most {bound} times" in stated.note
