"""The global impression turns on a fall of pain by 30 %, as in 2,724 patients of pain trials."""

import numpy as np
import pytest

from sciatwin.response.outcomes import global_impression
from sciatwin.response.outcomes.global_impression import much_improved_probability
from support.arms_of_an_outcome import arm, central, draws, falling

CENTRAL = central(global_impression.PARAMETERS)


def test_a_fall_by_30_percent_is_even_odds():
    assert much_improved_probability(arm(0.7), CENTRAL)[-1, 0] == pytest.approx(0.5)


def test_no_change_is_seldom_called_much_improved():
    drawn = draws(1000, global_impression.PARAMETERS)
    assert much_improved_probability(arm(np.ones((1, 1000))), drawn)[-1].max() < 0.13


def test_half_of_the_pain_gone_is_mostly_called_much_improved():
    drawn = draws(1000, global_impression.PARAMETERS)
    assert much_improved_probability(arm(0.5 * np.ones((1, 1000))), drawn)[-1].min() > 0.75


def test_probability_rises_with_relief_and_stays_a_probability():
    probability = much_improved_probability(arm(falling(0.0)), CENTRAL)[:, 0]
    assert (np.diff(probability) > 0).all()
    worse = much_improved_probability(arm(9.0), CENTRAL)
    assert 0 <= worse.min() < probability.max() <= 1


def test_a_complex_step_passes_through_each_number():
    for name, value in CENTRAL.items():
        step = much_improved_probability(arm(0.6), {**CENTRAL, name: value + 1e-30j})
        up, down = (much_improved_probability(arm(0.6), {**CENTRAL, name: value + d})[-1, 0] for d in (1e-6, -1e-6))
        assert step[-1, 0].imag / 1e-30 == pytest.approx((up - down) / 2e-6, rel=1e-6)
