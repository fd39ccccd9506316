"""A person of a seed is the same in every cut of the crowd, bit for bit: drawn alone, in parts, or among all."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sciatwin.evidence import Estimate, Shape, Status, Uncertain
from sciatwin.pharmacokinetics.parameters import draw
from sciatwin.pharmacokinetics.which_model.library import model_named
from sciatwin.response.lasting_relief import ACCOUNTS
from sciatwin.response.outcomes.variation import daily_deviations
from sciatwin.streams import BLOCK, Crowd, Known, standard_normal, uniform
from sciatwin.trials.crowd import people_seeking_care
from sciatwin.twin.people import versions_of
from sciatwin.twin.versions.ensemble import Ensemble, draw_ensemble
from sciatwin.twin.versions.under_account import under_account

checked = settings(deadline=None, derandomize=True, max_examples=40)
some = settings(deadline=None, derandomize=True, max_examples=8)
every_stream = pytest.mark.parametrize("stream", [standard_normal, uniform])
seeds, counts = st.integers(0, 2**40), st.integers(0, 3 * BLOCK)
COUNT = 2 * BLOCK + 300


def cuts(count):
    """Where a crowd is cut, beginning and end included."""
    return st.lists(st.integers(0, count), max_size=4).map(lambda inner: sorted({0, count, *inner}))


def in_parts(seed, ends, drawn):
    """What ``drawn`` gives for each part, put together along the last axis."""
    parts = [drawn(Crowd.stretch(seed, first, last - first), last - first) for first, last in pairwise(ends)]
    return np.concatenate(parts, axis=-1)


@every_stream
@checked
@given(seed=seeds, ends=cuts(COUNT))
def test_parts_put_together_are_the_whole(stream, seed, ends):
    whole = stream("pain", seed, COUNT)
    parts = in_parts(seed, ends, lambda crowd, count: stream("pain", crowd, count))
    np.testing.assert_array_equal(parts, whole)


@every_stream
@checked
@given(seed=seeds, numbers=st.lists(st.integers(0, COUNT - 1), max_size=30))
def test_anybody_can_be_drawn_in_any_order_and_twice(stream, seed, numbers):
    anybody = Crowd(seed, np.array(numbers, dtype=int))
    np.testing.assert_array_equal(stream("pain", anybody, len(numbers)), stream("pain", seed, COUNT)[numbers])


def test_person_777_777_of_a_million_is_the_person_drawn_alone():
    alone = standard_normal("pain", Crowd.stretch(5, 777_777, 1), 1)
    assert alone[0] == standard_normal("pain", 5, 1_000_000)[777_777]


@checked
@given(seed=seeds, ends=cuts(COUNT), subjects=st.integers(1, 900), shape=st.sampled_from([*Shape]))
def test_those_of_one_study_share_its_estimates_wherever_it_is_cut(seed, ends, subjects, shape):
    number = Uncertain(estimate=_estimate(0.3), shape=shape)
    whole = number.draw("number", seed, COUNT, subjects=subjects)
    for first in range(0, COUNT, subjects):
        assert len(np.unique(whole[first : first + subjects])) == 1
    parts = in_parts(seed, ends, lambda crowd, count: number.draw("number", crowd, count, subjects=subjects))
    np.testing.assert_array_equal(parts, whole)


@some
@given(seed=seeds, ends=cuts(COUNT), subjects=st.sampled_from([1, 20, 700]))
def test_kinetics_are_the_same_in_every_cut(seed, ends, subjects):
    model = model_named("simons_2022")
    whole = draw(model, 70.0, COUNT, seed, subjects=subjects)
    for name, values in whole.items():
        parts = in_parts(
            seed, ends, lambda crowd, count, name=name: draw(model, 70.0, count, crowd, subjects=subjects)[name]
        )
        np.testing.assert_array_equal(parts, values)


@some
@given(seed=seeds, ends=cuts(COUNT), least=st.sampled_from([0.0, 4.0, 9.5]))
def test_people_who_are_let_in_are_the_same_in_every_cut(seed, ends, least):
    whole = people_seeking_care(COUNT, seed, least_leg_pain=least)
    assert whole.leg_pain.min() >= least
    for facts in ("leg_pain", "weight_kg", "back_dominant"):
        parts = in_parts(
            seed,
            ends,
            lambda crowd, count, facts=facts: getattr(people_seeking_care(count, crowd, least_leg_pain=least), facts),
        )
        np.testing.assert_array_equal(parts, getattr(whole, facts))


@some
@given(seed=seeds, ends=cuts(COUNT), days=st.integers(1, 6))
def test_swings_of_a_diary_are_the_same_in_every_cut_and_to_every_length(seed, ends, days):
    whole = daily_deviations(np.arange(7.0), COUNT, 0.4, seed)
    for outcome, swings in whole.items():
        parts = in_parts(
            seed,
            ends,
            lambda crowd, count, outcome=outcome: daily_deviations(np.arange(float(days)), count, 0.4, crowd)[outcome],
        )
        np.testing.assert_allclose(parts, swings[:days], rtol=1e-12, atol=1e-12)


@some
@given(seed=seeds, ends=cuts(COUNT))
def test_versions_of_a_patient_are_the_same_in_every_cut(typical_patient, seed, ends):
    whole = draw_ensemble(versions_of(typical_patient, COUNT), seed)
    parts = [
        draw_ensemble(versions_of(typical_patient, last - first), Crowd.stretch(seed, first, last - first))
        for first, last in pairwise(ends)
    ]
    _assert_same(parts, whole)


def test_rows_taken_out_are_still_the_same_people_under_an_account(typical_patient):
    whole = draw_ensemble(versions_of(typical_patient, COUNT), 3)
    rows, account = np.array([BLOCK + 7, 4, 4, 2000]), list(ACCOUNTS)[-1]
    _assert_same([under_account(whole.part(rows), account)], under_account(whole, account).part(rows))


@some
@given(seed=seeds, rows=st.lists(st.integers(0, 49), min_size=1, max_size=20))
def test_what_is_known_is_cut_with_the_people(typical_patient, seed, rows):
    normals = {"estimate/placebo/relief": np.linspace(-2, 2, 50)}
    known, rows = Known(normals, seed), np.array(rows)
    whole = draw_ensemble(versions_of(typical_patient, 50), known)
    part = draw_ensemble(versions_of(typical_patient, len(rows)), known.part(rows))
    _assert_same([part], whole.part(rows))


@every_stream
def test_blocks_are_independent_of_each_other_and_of_other_names(stream):
    count = 40 * BLOCK
    draws = np.concatenate([stream(name, 11, count).reshape(-1, BLOCK) for name in ("a", "b")])
    correlation = np.corrcoef(draws) - np.eye(len(draws))
    assert np.abs(correlation).max() < 5.5 / BLOCK**0.5


def _assert_same(parts: list[Ensemble], whole: Ensemble) -> None:
    for name, values in whole.drawn.items():
        np.testing.assert_array_equal(np.concatenate([part.drawn[name] for part in parts]), values)
    for name in ("recovers", "relapse_week", "placebo_luck", "responds_to_drug", "account"):
        np.testing.assert_array_equal(
            np.concatenate([getattr(part, name) for part in parts]), getattr(whole, name), err_msg=name
        )


def _estimate(value: float) -> Estimate:
    return Estimate(
        value=value, unit="1", meaning="a number", status=Status.ASSUMED, low=0.2, high=0.5, reason="for a test"
    )
