"""Every word of a name is accounted for: read as a medicine, as a salt, form, strength or time, or quoted as unread."""

import pytest

from sciatwin.eligibility.medicines import formulary


@pytest.mark.parametrize(
    ("written", "medicines"),
    [
        ("ibuprofen (with theophylline)", ("ibuprofen", "theophylline")),
        ("ibuprofen [theophylline]", ("ibuprofen", "theophylline")),
        ("ibuprofen, theophylline", ("ibuprofen", "theophylline")),
        ("ibuprofen; theophylline", ("ibuprofen", "theophylline")),
        ("ibuprofen und Theophyllin", ("ibuprofen", "theophylline")),
        ("ibuprofen + theophylline", ("ibuprofen", "theophylline")),
        ("ibuprofen/theophylline", ("ibuprofen", "theophylline")),
        ("ibuprofen\nTheo-24 300 mg", ("ibuprofen", "theophylline")),
        ("ibuprofen theophylline", ("ibuprofen", "theophylline")),
        ("theo\u200bphylline", ("theophylline",)),
        ("theophylline sodium glycinate", ("theophylline",)),
        ("Nurofen Plus 200 mg tablets", ("ibuprofen", "codeine")),
        ("Tylenol PM", ("paracetamol", "diphenhydramine")),
        ("Claritin-D", ("loratadine", "pseudoephedrine")),
        ("paracetamol plus codeine", ("paracetamol", "codeine")),
        ("losartan potassium", ("losartan",)),
        ("potassium chloride", ("potassium chloride",)),
        ("montelukast sodium (sodium oxybate)", ("montelukast", "sodium oxybate")),
        ("amitriptyline 10 mg at night", ("amitriptyline",)),
        ("paracetamol1000mg", ("paracetamol",)),
        ("Valoron N retard 100/8", ("tilidine", "naloxone")),
        ("Ketanest S", ("esketamine",)),
        ("B12", ("cyanocobalamin",)),
        ("Lamotrigin-ratiopharm 100 mg", ("lamotrigine",)),
        ("Sertralin Hexal", ("sertraline",)),
        ("Ibuprofen AL 400", ("ibuprofen",)),
        ("Ixprim", ("paracetamol", "tramadol")),  # another substance in the dictionary
    ],
)
def test_a_name_is_read_to_its_end(written, medicines):
    found = formulary().recognise(written)
    assert found.medicines == medicines
    assert found.is_recognised


@pytest.mark.parametrize(
    ("written", "unread"),
    [
        ("ibuprofen (with wundermittel)", ("wundermittel",)),
        ("ibuprofen forte", ("forte",)),
        ("Aleve plus", ("plus",)),
        ("Zyrtec night", ("night",)),
        ("теофиллин", ("теофиллин",)),
        ("the\u043ephylline", ("the\u043ephylline",)),  # a Cyrillic letter within
        ("茶碱", ("茶碱",)),
        ("25 mg", ("25 mg",)),
        ("--", ("--",)),
        ("tablets at night", ("tablets at night",)),
    ],
)
def test_what_cannot_be_read_is_quoted(written, unread):
    found = formulary().recognise(written)
    assert found.unread == unread
    assert not found.is_recognised


@pytest.mark.parametrize("item", formulary().classes, ids=lambda item: item.key)
def test_every_name_of_a_class_is_read_as_its_medicine_whatever_stands_beside_it(item):
    for medicine, others in item.medicines.items():
        for name in (medicine, *others):
            for written in (
                name,
                name.upper(),
                f"{name} 50 mg tablets",
                f"montelukast ({name})",
                f"{name}/montelukast",
            ):
                found = formulary().recognise(written)
                assert medicine in found.medicines, written
                assert item.key in found.classes, written
                assert found.is_recognised, written


def test_a_name_of_ours_means_one_medicine_only():
    seen = {}
    for item in formulary().classes:
        for medicine, others in item.medicines.items():
            for name in (medicine, *others):
                assert seen.setdefault(name.casefold(), medicine) == medicine


OFTEN_MISSED = """
    ketamine esketamine Spravato Ketalar Ketanest Toradol Catapres thiamine Paxlovid Kaletra Nizoral Symbicort Seretide
    alcohol cocaine disulfiram tilidine metamizole ketoconazole ritonavir voriconazole fluconazole erythromycin
    diltiazem verapamil carbamazepine phenytoin efavirenz clonidine memantine dextromethorphan digoxin
"""


@pytest.mark.parametrize("name", [*OFTEN_MISSED.split(), "Tylenol PM", "Nurofen Plus"])
def test_drugs_that_are_often_missed_are_known(name):
    assert formulary().recognise(name).is_recognised


@pytest.mark.parametrize("name", ["Toradol", "ketamine", "esketamine", "ketorolac", "Lamictal", "clonidine"])
def test_a_known_name_is_never_offered_another(name):
    assert formulary().nearest(name.casefold()) == ()


@pytest.mark.parametrize(
    ("misspelled", "near"),
    [
        ("theophyline", "theophylline"),
        ("dizepam", "diazepam"),
        ("ketamien", "ketamine"),
        ("ergometrene", "ergometrine"),
    ],
)
def test_a_slip_of_the_pen_is_asked_back(misspelled, near):
    assert near in formulary().nearest(misspelled)


@pytest.mark.parametrize("misspelled", ["tor", "tavir", "movicod", "wundermittel", "toradoll xx"])
def test_a_name_too_far_from_any_is_offered_none(misspelled):
    assert formulary().nearest(misspelled) == ()
