"""The comparison of the golden folder finds every change but the last digit of a prediction."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from support.golden.moved_text import EXACT, moved, settled

texts = st.text(alphabet="ab 0123456789.", max_size=12)
records = st.recursive(
    texts,
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(("a", "b", "visits")), inner, max_size=3)
    ),
    max_leaves=8,
)


@given(records)
def test_nothing_moves_from_itself(record):
    assert not list(moved(record, record))


@given(records, records)
def test_what_differs_in_words_is_found_both_ways(one, other):
    forwards, backwards = list(moved(one, other)), list(moved(other, one))
    assert {(one.where, one.was, one.now) for one in forwards} == {(one.where, one.now, one.was) for one in backwards}


@given(records, records)
def test_after_settling_nothing_moves_and_what_stayed_is_as_it_was(one, other):
    kept = settled(one, other)
    assert not list(moved(kept, other))
    if not list(moved(one, other)):
        assert kept == one


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ("14 of 100", "15 of 100"),
        ("5.08 (2.10 to 6.63)", "5.09 (2.09 to 6.64)"),
        ("0.4 points", "0.3 points"),
        ("0.40 points", "0.4 points"),
        ("-0.01 points", "+0.00 points"),
    ],
)
def test_the_last_digit_may_tip(was, now):
    assert not list(moved({"headline": was}, {"headline": now}))


def test_more_units_may_be_allowed_and_no_more_than_they():
    assert not list(moved("0.40 points", "0.43 points", units=3))
    assert list(moved("0.40 points", "0.44 points", units=3))


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ("14 of 100", "16 of 100"),
        ("5.08 points", "5.10 points"),
        ("5.08 points", "5.08 mg"),
        ("two visits", "2 visits"),
        ("-0.40 points", "0.40 points"),
        ("1.5 h", "15 h"),
        ("NG59", "NG60"),
        ("a", None),
    ],
)
def test_more_than_the_last_digit_and_any_word_is_found(was, now):
    (change,) = moved({"headline": was}, {"headline": now})
    assert (change.where, change.was, change.now) == ("headline", was, now)


@pytest.mark.parametrize("name", sorted(EXACT))
def test_what_is_decided_ordered_or_asked_may_not_tip(name):
    assert list(moved({name: {"session 1": ["153 mg"]}}, {name: {"session 1": ["154 mg"]}}, units=3))


def test_an_entry_that_comes_or_goes_is_found_with_its_place():
    came, went = moved({"reasons": ["a"], "gone": "b"}, {"reasons": ["a", "new"]})
    assert (came.where, came.was, came.now) == ("reasons [2]", None, "new")
    assert (went.where, went.was, went.now) == ("gone", "b", None)


def test_a_change_is_told_with_from_to_and_tolerance():
    (change,) = moved({"week 4": "5.08 (2.10 to 6.63)"}, {"week 4": "5.38 (2.11 to 6.63)"})
    assert str(change).split("\n") == [
        "week 4:",
        "    from  5.08 (2.10 to 6.63)",
        "    to    5.38 (2.11 to 6.63)   (tolerance 0.01)",
    ]
