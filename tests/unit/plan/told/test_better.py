"""Who has less pain than today: counted in each arm from the pain that was told, and gains as fifty quantiles."""

import numpy as np
import pytest

from sciatwin.patient import Goals
from sciatwin.plan.told.better import better_than_today

PAIN = {
    "untreated": np.array([7.0, 7.0, 7.0, 4.0]),
    "placebo": np.array([6.0, 5.0, 7.0, 4.0]),
    "treated": np.array([5.0, 4.0, 6.0, 4.0]),
}


def _found(weights=None, **changed):
    return better_than_today(PAIN, 7.0, Goals(least_worthwhile_gain=2), weights, **{"with_infusion": True, **changed})


def test_a_fall_of_exactly_what_is_worthwhile_counts():
    found = _found()
    assert (found.untreated_probability, found.placebo_probability, found.treated_probability) == (0.25, 0.5, 0.75)


def test_a_version_counts_by_its_weight():
    assert _found(np.array([1.0, 1.0, 2.0, 0.0])).treated_probability == pytest.approx(0.5)


def test_gains_rise_and_lie_between_the_least_and_the_most():
    gains = _found().gain_over_untreated_points
    assert len(gains) == 50
    assert list(gains) == sorted(gains)
    assert gains[0] == pytest.approx(0, abs=0.1)
    assert gains[-1] == pytest.approx(3, abs=0.1)


def test_without_an_infusion_nothing_is_said_of_one():
    found = _found(with_infusion=False)
    assert found.untreated_probability == 0.25
    assert (found.placebo_probability, found.treated_probability) == (None, None)
    assert found.gain_over_untreated_points == found.gain_over_placebo_points == ()
