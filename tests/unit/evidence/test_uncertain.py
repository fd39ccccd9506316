"""An uncertain number is drawn with the spread that its estimate states."""

import numpy as np
import pytest

from sciatwin.evidence import Estimate, Shape, Status, Uncertain

COUNT, SEED = 40_000, 4
MONTE_CARLO = 5.0  # standard errors


def _estimate(value, low, high, unit="1"):
    return Estimate(
        value=value, unit=unit, meaning="x", status=Status.ASSUMED, low=low, high=high, reason="a test of the drawing"
    )


def _without_error(value):
    return Estimate(value=value, unit="1", meaning="x", status=Status.DERIVED, reason="a test of the drawing")


def _assert_close(found, expected, spread):
    assert found == pytest.approx(expected, abs=MONTE_CARLO * spread / COUNT**0.5)


def test_lognormal_draws_have_the_estimate_as_median_and_its_relative_error():
    drawn = Uncertain(estimate=_estimate(20.0, 20 - 4 * 1.959964, 20 + 4 * 1.959964)).draw("a", SEED, COUNT)
    spread = np.sqrt(np.log1p(0.2**2))  # standard error 4 of 20
    _assert_close(np.log(drawn).mean(), np.log(20.0), spread)
    _assert_close(np.log(drawn).std(), spread, spread)
    assert drawn.min() > 0


def test_people_add_their_own_spread():
    between = _without_error(0.4)
    drawn = Uncertain(estimate=_without_error(20.0), shape=Shape.FIXED, between_people=between).draw("a", SEED, COUNT)
    _assert_close(np.log(drawn).mean(), np.log(20.0), 0.4)
    _assert_close(np.log(drawn).std(), 0.4, 0.4)


def test_probabilities_stay_probabilities():
    drawn = Uncertain(estimate=_estimate(0.9, 0.6, 1.0), shape=Shape.PROBABILITY).draw("a", SEED, COUNT)
    assert 0 < drawn.min() < drawn.max() < 1
    assert np.median(drawn) == pytest.approx(0.9, abs=0.005)


def test_even_draws_fill_the_range():
    drawn = Uncertain(estimate=_estimate(0.3, 0.1, 0.5), shape=Shape.EVEN).draw("a", SEED, COUNT)
    assert 0.1 <= drawn.min() < drawn.max() <= 0.5
    _assert_close(drawn.mean(), 0.3, 0.4 / 12**0.5)


def test_fixed_draws_do_not_move():
    assert set(Uncertain(estimate=_without_error(3.0), shape=Shape.FIXED).draw("a", SEED, 5)) == {3.0}


@pytest.mark.parametrize("shape", [Shape.LOGNORMAL, Shape.PROBABILITY])
def test_a_number_without_an_error_cannot_be_drawn(shape):
    with pytest.raises(ValueError, match="standard error or a range"):
        Uncertain(estimate=_without_error(0.5), shape=shape)


def test_an_even_draw_needs_a_range():
    with pytest.raises(ValueError, match="low and a high"):
        Uncertain(estimate=_without_error(0.5), shape=Shape.EVEN)


@pytest.mark.parametrize("shape", list(Shape))
def test_the_first_draws_of_many_are_the_few(shape):
    uncertain = Uncertain(estimate=_estimate(0.3, 0.1, 0.5), shape=shape, between_people=_without_error(0.2))
    np.testing.assert_array_equal(uncertain.draw("a", 9, 100)[:10], uncertain.draw("a", 9, 10))
    assert not np.array_equal(uncertain.draw("a", 9, 10), uncertain.draw("b", 9, 10))
