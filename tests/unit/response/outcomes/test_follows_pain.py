"""A score that follows pain is today's while pain is today's, and never leaves its scale."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sciatwin.response.outcomes.follows_pain import following_pain

FRACTION = st.floats(0, 1)


@given(today=st.floats(0, 27), ratio=st.floats(0, 50), coupling=FRACTION)
def test_a_score_stays_on_its_scale_whatever_pain_does(today, ratio, coupling):
    score = following_pain(np.array([today]), np.array([[ratio]]), np.array([coupling]), 27.0)
    assert 0 <= score[0, 0] <= 27 + 1e-9


@given(today=st.floats(0, 27), coupling=FRACTION)
def test_pain_as_today_leaves_the_score_of_today(today, coupling):
    score = following_pain(np.array([today]), np.array([[1.0]]), np.array([coupling]), 27.0)
    assert score[0, 0] == today


@given(today=st.floats(0.1, 26.9), coupling=st.floats(0.01, 1))
def test_more_pain_never_lowers_the_score(today, coupling):
    ratios = np.linspace(0, 5, 101)[:, None]
    assert (np.diff(following_pain(np.array([today]), ratios, np.array([coupling]), 27.0), axis=0) >= 0).all()


def test_half_of_the_pain_takes_half_of_the_coupled_part():
    assert following_pain(np.array([20.0]), np.array([[0.5]]), np.array([0.4]), 27.0) == pytest.approx(16.0)


@pytest.mark.parametrize("ratio", [0.6, 1.0, 1.7])
def test_slopes_of_a_complex_step_are_those_of_a_small_step(ratio):
    def score(coupling):
        return following_pain(np.array([9.0]), np.array([[ratio]]), np.array([coupling]), 27.0)[0, 0]

    exact = score(0.5 + 1e-30j).imag / 1e-30
    assert exact == pytest.approx((score(0.5 + 1e-6) - score(0.5 - 1e-6)) / 2e-6, rel=1e-6, abs=1e-9)
