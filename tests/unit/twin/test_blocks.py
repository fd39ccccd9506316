"""A crowd in blocks: everybody has the course that they have in the whole crowd, and memory holds one block."""

import tracemalloc
from functools import reduce
from itertools import pairwise
from operator import add

import numpy as np
import pytest

from sciatwin.exact_sum import ExactSum
from sciatwin.pharmacokinetics.kernel import LANES
from sciatwin.regimen import Regimen
from sciatwin.streams import Crowd
from sciatwin.trials.crowd import people_seeking_care
from sciatwin.twin.simulate import simulate
from sciatwin.twin.versions.ensemble import draw_ensemble

REGIMEN = Regimen.repeat(dose_mg_per_kg=0.5, duration_h=40 / 60, count=2)
VISITS_H = np.array([7.0, 28.0]) * 24
KEEP = ("pain_treated", "pain_placebo", "ketamine_venous", "much_improved_treated")
PEOPLE, SEED = 4 * LANES + 30, 11


def _course(first, count):
    crowd = Crowd.stretch(SEED, first, count)
    ensemble = draw_ensemble(people_seeking_care(count, crowd, least_leg_pain=4.0), crowd)
    return simulate(ensemble, REGIMEN, keep=KEEP, times_h=VISITS_H)


@pytest.fixture(scope="module")
def whole():
    return _course(0, PEOPLE)


@pytest.mark.parametrize("ends", [(0, LANES, PEOPLE), (0, 3 * LANES, 4 * LANES, PEOPLE)])
def test_cut_between_lanes_the_courses_have_the_same_bits(whole, ends):
    parts = [_course(first, last - first) for first, last in pairwise(ends)]
    for name in KEEP:
        together = np.concatenate([part[name].to_numpy() for part in parts])
        np.testing.assert_array_equal(together, whole[name].to_numpy(), err_msg=name)


def test_cut_anywhere_the_courses_are_the_same_to_rounding(whole):
    for name in KEEP:
        together = np.concatenate([part[name].to_numpy() for part in (_course(0, 101), _course(101, PEOPLE - 101))])
        np.testing.assert_allclose(together, whole[name].to_numpy(), rtol=1e-10, err_msg=name)


def test_memory_does_not_grow_with_the_people():
    _peak_bytes(1)
    assert _peak_bytes(6) < 1.1 * _peak_bytes(2)


def _peak_bytes(blocks):
    tracemalloc.start()
    try:
        reduce(add, (_sum_of(_course(block * LANES, LANES)) for block in range(blocks)))
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def _sum_of(course):
    return ExactSum.of(course["pain_treated"].sum("draw").to_numpy())
