"""However a list of medicines is written: a forbidden medicine is found, or the list is not clear."""

import string

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sciatwin.eligibility import Action, Verdict, assess, rulebook
from sciatwin.eligibility.conditions.medicine import MedicineCondition
from sciatwin.eligibility.medicines import formulary
from sciatwin.eligibility.medicines.known_names import names_that_start_with, substances_of
from sciatwin.eligibility.medicines.spelling import plain, words
from sciatwin.patient import Medicine

FORBIDDEN = ("theophylline", "ergometrine")
NAMES = sorted(
    name
    for key in FORBIDDEN
    for medicine, others in formulary().medicine_class(key).medicines.items()
    for name in (medicine, *others)
)
AROUND = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
JOINED_BY = st.sampled_from([" ", ", ", " (", "/", " + ", " und ", "\n", ";", " [", " – ", "\t", " & "])


def verdicts(patient, written):
    """What each rule says of a patient whose only medicine is written like this."""
    listed = patient.model_copy(update={"medicines": (Medicine(name=written),)})
    return {finding.rule.key: finding.answer for finding in assess(listed).findings}


def is_held_back(found):
    return any(found[key] in (Verdict.BLOCK, Verdict.OPEN_QUESTION) for key in FORBIDDEN)


@settings(deadline=None, max_examples=150)
@given(name=st.sampled_from(NAMES), before=AROUND, after=AROUND, joint=JOINED_BY)
def test_a_forbidden_name_anywhere_in_a_text_is_never_clear(typical_patient, name, before, after, joint):
    assert is_held_back(verdicts(typical_patient, f"{before}{joint}{name}{joint}{after}"))


@settings(deadline=None, max_examples=150)
@given(name=st.sampled_from(NAMES), data=st.data())
def test_a_forbidden_name_with_slips_is_never_clear(typical_patient, name, data):
    letters = list(name)
    for _ in range(data.draw(st.integers(1, 3))):
        place = data.draw(st.integers(0, len(letters) - 1))
        letters[place] = data.draw(st.sampled_from(["", *string.ascii_lowercase, letters[place] * 2]))
    found = verdicts(typical_patient, "".join(letters).ljust(2, "?"))
    # A slip can make the name of another medicine; even then a person must look at it before it counts as clear.
    without = verdicts(typical_patient, "ibuprofen")
    assert is_held_back(found) or any(found[key] is not Verdict.CLEAR is without[key] for key in found)


def one_slip_from(name):
    """Every text with one letter added, dropped, changed or swapped with its neighbour."""
    for i in range(len(name) + 1):
        head, tail = name[:i], name[i:]
        yield from (head + letter + tail for letter in string.ascii_lowercase)
        yield from (head + letter + tail[1:] for letter in ["", *string.ascii_lowercase] if tail)
        if len(tail) > 1:
            yield head + tail[1] + tail[0] + tail[2:]


def test_no_single_slip_in_a_forbidden_name_makes_it_clear():
    informing = {
        key
        for rule in rulebook()
        if rule.action is Action.INFORM and isinstance(rule.condition, MedicineCondition)
        for key in rule.condition.medicine_class
    }
    for name in NAMES:
        for written in set(one_slip_from(name.casefold())):
            found = formulary().recognise(written)
            assert not found.is_recognised or found.not_reviewed or found.classes - informing, written


@settings(deadline=None, max_examples=500)
@given(text=st.text(st.characters(exclude_categories=["Cs"]), min_size=2, max_size=60))
def test_every_word_is_accounted_for(text):
    found = formulary().recognise(text)
    assert found.medicines or found.unread
    for word in words(" ".join(found.unread)):
        assert word in words(text)


NONSENSE = st.text(st.sampled_from("qxzwkйцщфя"), min_size=7, max_size=12)


@settings(deadline=None, max_examples=200)
@given(nonsense=NONSENSE, before=AROUND, after=AROUND, joint=JOINED_BY)
def test_a_word_that_means_nothing_is_quoted_wherever_it_stands(nonsense, before, after, joint):
    found = formulary().recognise(f"{before}{joint}{nonsense}{joint}{after}")
    assert plain(nonsense) in " ".join(found.unread)


@pytest.mark.parametrize("letter", "aeimqtxz")
def test_every_name_of_the_dictionary_is_read(letter):
    for name in list(names_that_start_with(letter))[::20]:
        assert substances_of(name), name
        assert formulary().look_up(name), name
