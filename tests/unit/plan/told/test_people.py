"""People of 100 are whole people, and rounding flatters nobody."""

from hypothesis import given
from hypothesis import strategies as st

from sciatwin.plan.told.people import people, told_apart

PROBABILITY = st.floats(0, 1)


@given(PROBABILITY)
def test_a_count_is_the_nearest_whole_person(probability):
    said = people(probability)
    if said.isdigit():
        assert abs(int(said) - 100 * probability) <= 0.5


@given(PROBABILITY.filter(lambda p: 0 < p < 1))
def test_nobody_and_everybody_are_said_only_of_nobody_and_everybody(probability):
    assert people(probability) not in ("none", "0", "100")


def test_the_ends_in_words():
    assert [people(p) for p in (0.0, 0.004, 0.14, 0.996, 1.0)] == ["none", "fewer than 1", "14", "more than 99", "100"]


def test_a_number_just_below_the_bar_is_told_from_the_bar():
    assert told_apart(0.111, 0.1124) == ("11.1", "11.2")
    assert told_apart(0.08, 0.1124) == ("8", "11")
