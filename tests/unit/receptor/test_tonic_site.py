"""The rival site stays by itself: named, incomplete, and out of the block of the pore."""

import numpy as np
import pytest

from sciatwin.errors import ModelError
from sciatwin.receptor import PARAMETERS, TONIC_PARAMETERS, tonic_inhibition_fraction
from sciatwin.receptor.unbound import PARAMETERS as UNBOUND

TYPICAL = {name: np.array(item.estimate.value) for name, item in TONIC_PARAMETERS.items()}


def test_half_of_the_largest_inhibition_comes_at_0_1_micromolar():
    level = 0.1 * 237.73 / 0.53
    assert tonic_inhibition_fraction(level / 2, level / 2, TYPICAL) == pytest.approx(0.4 / 2)


def test_inhibition_is_incomplete():
    drawn = {name: item.draw(name, 2, 5000) for name, item in TONIC_PARAMETERS.items()}
    largest = tonic_inhibition_fraction(1e9, 0.0, drawn)
    assert 0.2 <= largest.min() < 0.21
    assert 0.59 < largest.max() <= 0.6 + 1e-9


def test_its_numbers_are_not_among_those_of_the_pore():
    assert set(TONIC_PARAMETERS) & set(PARAMETERS) == set(UNBOUND)
    assert all("tonic" in name for name in set(TONIC_PARAMETERS) - set(UNBOUND))


def test_the_derivative_passes_through():
    step = tonic_inhibition_fraction(50.0 * (1 + 1e-20j), 50.0, TYPICAL)
    h = 1e-5
    up, down = (tonic_inhibition_fraction(50.0 * (1 + sign * h), 50.0, TYPICAL) for sign in (1, -1))
    assert np.imag(step) / 1e-20 == pytest.approx((up - down) / (2 * h), rel=1e-6)


def test_a_number_that_was_not_drawn_is_named():
    with pytest.raises(ModelError, match="receptor/tonic half-inhibition"):
        tonic_inhibition_fraction(1.0, 1.0, {name: TYPICAL[name] for name in UNBOUND})
