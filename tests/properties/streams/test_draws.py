"""Random streams depend on their name and seed only, so that a quantity never moves because another was drawn."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sciatwin.streams import generator_for, standard_normal, uniform

checked = settings(deadline=None, derandomize=True, max_examples=60)
names, seeds = st.text(min_size=1, max_size=40), st.integers(0, 2**63)
every_stream = pytest.mark.parametrize("stream", [standard_normal, uniform])


@every_stream
@checked
@given(name=names, seed=seeds, fewer=st.integers(0, 300), more=st.integers(0, 300))
def test_the_first_of_many_draws_are_the_few(stream, name, seed, fewer, more):
    many = stream(name, seed, fewer + more)
    np.testing.assert_array_equal(many[:fewer], stream(name, seed, fewer))


@every_stream
@checked
@given(name=names, other=names, seed=seeds)
def test_drawing_another_quantity_first_changes_no_draw(stream, name, other, seed):
    alone = stream(name, seed, 5)
    stream(other, seed, 17)
    np.testing.assert_array_equal(stream(name, seed, 5), alone)


@every_stream
@checked
@given(name=names, other=names, seed=seeds)
def test_other_names_give_other_draws(stream, name, other, seed):
    if name != other:
        assert not np.array_equal(stream(name, seed, 5), stream(other, seed, 5))


@every_stream
@checked
@given(name=names, seed=seeds)
def test_other_seeds_give_other_draws(stream, name, seed):
    assert not np.array_equal(stream(name, seed, 5), stream(name, seed + 1, 5))


@pytest.mark.parametrize("seed", [1, 20260])
def test_streams_have_the_distribution_they_are_named_after(seed):
    count = 100_000
    normal, even = standard_normal("a", seed, count), uniform("a", seed, count)
    assert abs(normal.mean()) < 5 / count**0.5
    assert abs(normal.std() - 1) < 5 / (2 * count) ** 0.5
    assert abs(even.mean() - 0.5) < 5 * (1 / 12 / count) ** 0.5
    assert 0 <= even.min() < even.max() < 1


def test_streams_of_similar_names_do_not_move_together():
    draws = np.stack([standard_normal(f"person/{i}", 7, 20_000) for i in range(12)])
    correlation = np.corrcoef(draws) - np.eye(12)
    assert np.abs(correlation).max() < 5 / 20_000**0.5


def test_a_generator_starts_afresh_each_time_it_is_named():
    assert generator_for("x", 3).random() == generator_for("x", 3).random()
