"""Grids keep the requested times, step in equal pairs that no change of input divides, and are dense after changes."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sciatwin.response.driven_state import follow
from sciatwin.response.driven_state_grid import refined

DAILY_H = 24.0 * np.arange(91)


@given(
    times_h=st.lists(st.integers(0, 20_000), min_size=1, max_size=60, unique=True),
    marks_h=st.lists(st.integers(0, 20_000), max_size=12),
)
def test_any_grid_keeps_times_and_never_steps_over_a_mark(times_h, marks_h):
    times, marks = np.array(sorted(times_h)) / 12, np.array(marks_h, dtype=float) / 12
    nodes = refined(times, marks)
    assert len(nodes) % 2 == 1
    assert np.all(np.diff(nodes) > 0)
    assert np.array_equal(nodes[np.searchsorted(nodes, times)], times)
    assert nodes[-1] == times[-1]
    assert set(marks[marks < times[-1]]) <= set(nodes[::2])
    follow(nodes, 1.0, 1.0, 1.0)  # accepts the pairs


def test_pairs_start_short_after_each_change_and_grow():
    nodes = refined(DAILY_H, [48.0, 52.0], first_step_h=0.1, growth=0.25)
    pairs_h = nodes[2::2] - nodes[:-2:2]
    starts_h = nodes[:-2:2]
    since_h = starts_h - np.array([0.0, 48.0, 52.0])[np.searchsorted([48.0, 52.0], starts_h, side="right")]
    assert np.all(pairs_h <= np.maximum(0.1, 0.25 * since_h) * (1 + 1e-12))
    assert pairs_h.max() == 48.0  # far from any change, two days make a pair as they are


def test_the_first_time_counts_as_a_change_and_an_earlier_mark_comes_first():
    assert np.diff(refined(DAILY_H))[0] < 1 / 32
    assert refined(DAILY_H[1:], [6.0])[0] == 6.0
    assert refined(DAILY_H[1:], [30.0])[0] == 24.0
    assert refined(np.array([5.0]), [9.0]).tolist() == [5.0]


def test_times_that_are_dense_already_get_no_middles():
    dense_h = np.linspace(0, 100, 20001)
    assert len(refined(dense_h)) <= len(dense_h) + 20


def test_a_mark_that_rounding_moved_is_its_requested_time():
    nodes = refined(np.array([0.0, 4.0, 8.0]), [4.0 + 1e-12, 8.0 - 1e-12, 2.0, 2.0])
    assert np.diff(nodes).min() > 0.01
    assert {2.0, 4.0} <= set(nodes[::2])


def test_few_lengths_of_step_occur():
    nodes = refined(DAILY_H, [24.0 * day + hour for day in range(10) for hour in (0, 4)])
    assert len(np.unique(np.round(np.diff(nodes), 9))) <= 20


@pytest.mark.parametrize("growth", [0.1, 0.4])
def test_smaller_growth_makes_more_nodes(growth):
    assert (len(refined(DAILY_H, growth=growth)) > len(refined(DAILY_H))) == (growth < 0.2)
