"""A sum without rounding is the one that fractions give, in any order and grouping."""

import math
from fractions import Fraction
from functools import reduce
from operator import add

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sciatwin.exact_sum import ExactSum

checked = settings(deadline=None, derandomize=True, max_examples=200)
numbers = st.lists(st.floats(allow_nan=False, allow_infinity=False), min_size=1, max_size=12)


def _sum(values):
    return reduce(add, (ExactSum.of(np.array([value])) for value in values))


@checked
@given(values=numbers)
def test_it_is_the_sum_of_the_fractions_rounded_once(values):
    exact = sum(map(Fraction, values))
    try:
        expected = float(exact)
    except OverflowError:
        expected = math.inf if exact > 0 else -math.inf
    assert _sum(values).value[0] == expected


@checked
@given(values=numbers, order=st.randoms(use_true_random=False), cut=st.integers(0, 12))
def test_order_and_grouping_change_no_bit(values, order, cut):
    together, shuffled = _sum(values), list(values)
    order.shuffle(shuffled)
    parts = [part for part in (shuffled[:cut], shuffled[cut:]) if part]
    np.testing.assert_array_equal(reduce(add, map(_sum, parts)).limbs, together.limbs)


def test_each_number_of_an_array_is_summed_by_itself():
    arrays = np.random.default_rng(1).lognormal(0, 20, (50, 3, 4)) * np.array([1, -1, 1, -1])
    found = reduce(add, map(ExactSum.of, arrays)).value
    assert found.shape == (3, 4)
    assert found.ravel().tolist() == [math.fsum(column) for column in arrays.reshape(50, -1).T]


def test_many_equal_numbers_do_not_overflow_a_limb():
    once = ExactSum.of(np.array([1.7976931348623157e308, 5e-324, -0.1]))
    many = once
    for _ in range(20):
        many = many + many
    assert many.value.tolist() == [math.inf, 5e-324 * 2**20, -0.1 * 2**20]


@pytest.mark.parametrize("value", [np.nan, np.inf])
def test_what_is_not_finite_is_refused(value):
    with pytest.raises(ValueError, match="finite"):
        ExactSum.of(np.array([1.0, value]))
