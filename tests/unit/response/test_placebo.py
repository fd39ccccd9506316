"""Placebo: belief raises the odds of a response; relief holds through a visit and fades after it."""

import numpy as np
import pytest

from sciatwin.response import placebo

DRAWN = {
    "placebo/responder probability": np.array([0.25]),
    "placebo/relief": np.array([0.4]),
    "placebo/belief odds ratio": np.array([3.0]),
    "placebo/noticing level": np.array([70.0]),
    "placebo/fading half-life": np.array([10.0]),
}


def test_belief_multiplies_the_odds():
    """Odds 1/3 × 3 = 1: every second person."""
    assert placebo.responder_probability(0.0, DRAWN) == pytest.approx(0.25)
    assert placebo.responder_probability(placebo.CONVINCED, DRAWN) == pytest.approx(0.5)


def test_who_notices_nothing_believes_as_in_a_placebo_arm():
    assert placebo.belief_from_noticing(np.array([0.0]), DRAWN) == 0
    assert placebo.belief_from_noticing(np.array([70.0]), DRAWN) == pytest.approx(0.5)


def test_relief_begins_with_the_visit_holds_to_its_end_and_halves_with_its_half_life():
    visits_h = np.array([[24.0, 48.0]])
    times_h = np.array([0.0, 24.0, 30.0, 48.0, 48.0 + 240.0])
    relief = placebo.relief_fraction(times_h, visits_h, DRAWN)[:, 0]
    np.testing.assert_allclose(relief, [0.0, 0.0, 0.4, 0.4, 0.2])


def test_without_visits_there_is_no_relief():
    assert not placebo.relief_fraction(np.arange(3.0), np.empty((0, 2)), DRAWN).any()
