"""Draws that are thinned to a number keep their weights on average, and none of them is kept twice."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from sciatwin.inference.weighted import kept

RAW = arrays(float, st.integers(2, 40), elements=st.floats(0, 30)).filter(lambda raw: raw.sum() > 0)


@given(RAW, st.integers(1, 50), st.integers(0, 2**32 - 1))
def test_what_is_kept_is_different_and_no_more_than_asked(raw, count, seed):
    weights = raw / raw.sum()
    positions, found = kept(weights, count, np.random.default_rng(seed))
    assert len(np.unique(positions)) == len(positions) == len(found) <= count
    assert found.sum() == pytest.approx(1, abs=1e-6)
    assert np.all(found >= weights[positions] * (1 - 1e-9))


@given(RAW, st.integers(0, 2**32 - 1))
def test_where_there_is_room_every_possible_draw_keeps_its_weight(raw, seed):
    weights = raw / raw.sum()
    positions, found = kept(weights, len(weights), np.random.default_rng(seed))
    np.testing.assert_array_equal(positions, np.flatnonzero(weights > 0))
    np.testing.assert_array_equal(found, weights[positions])


def test_weights_are_right_on_average():
    """Over 4,000 thinnings, each mean weight within five of its standard errors."""
    weights = np.random.default_rng(0).exponential(size=30)
    weights /= weights.sum()
    totals = np.zeros((4000, 30))
    for row, total in enumerate(totals):
        positions, found = kept(weights, 10, np.random.default_rng(row))
        total[positions] = found
    error = np.sqrt(weights * np.maximum(totals.max() - weights, 0) / len(totals))  # kept or not, by its weight
    assert np.all(np.abs(totals.mean(axis=0) - weights) <= 5 * error + 1e-9)


def test_heavy_draws_are_kept_for_certain_with_the_weight_they_have():
    weights = np.array([0.5, 0.3, 0.05, 0.05, 0.05, 0.05])
    for seed in range(20):
        positions, found = kept(weights, 4, np.random.default_rng(seed))
        assert {0, 1} <= set(positions.tolist())
        np.testing.assert_allclose(found[:2], [0.5, 0.3])
        np.testing.assert_allclose(found[2:], [0.1, 0.1])
