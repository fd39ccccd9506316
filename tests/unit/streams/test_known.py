"""Whatever is drawn from a seed can be built from known deviates."""

import numpy as np
import pytest
from scipy.stats import norm

from sciatwin.evidence import Estimate, Shape, Status, Uncertain
from sciatwin.streams import Known, standard_normal, uniform
from sciatwin.twin.people import versions_of
from sciatwin.twin.versions.ensemble import draw_ensemble

COUNT, SEED = 40, 7


def test_known_deviates_are_given_back_and_all_others_are_drawn():
    known = Known({"one": np.arange(3.0)}, SEED)
    assert standard_normal("one", known, 3).tolist() == [0, 1, 2]
    np.testing.assert_array_equal(standard_normal("other", known, 3), standard_normal("other", SEED, 3))
    np.testing.assert_array_equal(uniform("other", known, 3), uniform("other", SEED, 3))


def test_an_even_number_is_the_probability_below_its_deviate():
    assert uniform("one", Known({"one": np.array([-1.0, 0.0, 2.0])}), 3) == pytest.approx(norm.cdf([-1, 0, 2]))


def test_without_a_seed_everything_is_typical():
    assert standard_normal("any", Known({}), 2).tolist() == [0, 0]
    assert uniform("any", Known({}), 2).tolist() == [0.5, 0.5]


def test_nothing_known_is_the_same_as_the_seed(typical_patient):
    people = versions_of(typical_patient, COUNT)
    drawn, known = draw_ensemble(people, SEED), draw_ensemble(people, Known({}, SEED))
    for name, values in drawn.drawn.items():
        np.testing.assert_array_equal(known.drawn[name], values)
    np.testing.assert_array_equal(known.recovers, drawn.recovers)
    np.testing.assert_array_equal(known.account, drawn.account)


@pytest.mark.parametrize(("shape", "expected"), [(Shape.LOGNORMAL, 2.0), (Shape.PROBABILITY, 0.3), (Shape.EVEN, 0.5)])
def test_a_number_is_typical_where_its_deviates_are_zero(shape, expected):
    value, low, high = {"lognormal": (2.0, 1.0, 4.0), "probability": (0.3, 0.1, 0.6), "even": (0.3, 0.2, 0.8)}[shape]
    estimate = Estimate(
        value=value, unit="1", meaning="a number", status=Status.ASSUMED, low=low, high=high, reason="for a test"
    )
    drawn = Uncertain(estimate=estimate, shape=shape).draw("name", Known({}), 1)
    assert drawn[0] == pytest.approx(expected)
