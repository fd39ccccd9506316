"""Steps of a common unit share their exponentials; what is no multiple of it keeps one of its own."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sciatwin.pharmacokinetics.step_lengths import StepLengths

ROUNDING_H = 2.0**-40


def _made(length_h, steps_of_each=1):
    lengths = np.unique(length_h)
    return lengths, StepLengths.of(lengths, np.repeat(np.arange(len(lengths)), steps_of_each), ROUNDING_H)


def test_five_minutes_to_twelve_hours_need_one_exponential():
    _, made = _made([1 / 12, 1 / 6, 1 / 4, 3 / 4, 1.5, 3.0, 6.0, 12.0])
    assert (made.left < 0).sum() == 1


def test_what_is_no_multiple_keeps_its_own():
    lengths, made = _made([1 / 12, 1 / 6, 0.123456789, 12.0])
    alone = made.length_h[made.left < 0]
    assert alone.tolist() == pytest.approx([1 / 12, 0.123456789])
    assert made.length_h[made.place] == pytest.approx(lengths)


def test_a_length_that_is_nearly_a_sum_is_not_made_of_it_if_many_steps_have_it():
    near = 1 / 6 + ROUNDING_H / 3
    assert (_made([1 / 12, near])[1].left < 0).sum() == 1
    assert (_made([1 / 12, near], steps_of_each=1000)[1].left < 0).sum() == 2


@settings(deadline=None, derandomize=True, max_examples=150)
@given(
    units=st.lists(st.integers(0, 900), min_size=1, max_size=8, unique=True),
    odd=st.lists(st.floats(0.01, 30, allow_nan=False), max_size=3),
)
def test_each_length_is_the_sum_of_two_that_come_before_it_and_none_is_lost(units, odd):
    lengths, made = _made([*(count / 60 for count in units), *odd])
    for index, (left, right) in enumerate(zip(made.left, made.right, strict=True)):
        if left >= 0:
            assert max(left, right) < index
            assert made.length_h[index] == pytest.approx(made.length_h[left] + made.length_h[right], rel=1e-15)
    np.testing.assert_allclose(made.length_h[made.place], lengths, rtol=0, atol=ROUNDING_H)
