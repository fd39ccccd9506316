"""Anxiety: no effect of the drug of its own, and part of it goes with pain."""

from itertools import pairwise

import numpy as np
import pytest

from sciatwin.evidence import Shape
from sciatwin.response.outcomes import after_session, anxiety
from support.arms_of_an_outcome import REFERENCE, arm, central, draws, falling

TABLES = (after_session.PARAMETERS, anxiety.PARAMETERS)
SCORE = np.array([11.0])


def test_the_drug_of_itself_changes_nothing():
    drawn, pain = draws(200, *TABLES), falling(0.4, 200)
    treated = anxiety.gad7_score(arm(pain, visits=[0, 2, 4], level=REFERENCE), np.full(200, 11.0), drawn)
    untreated = anxiety.gad7_score(arm(pain), np.full(200, 11.0), drawn)
    np.testing.assert_allclose(treated, untreated, rtol=1e-14)


def test_no_effect_is_the_default_and_its_range_is_stated():
    left = anxiety.PARAMETERS["anxiety/left by a session"]
    assert (left.shape, left.estimate.value, left.estimate.low) == (Shape.FIXED, 1.0, 0.8)


def test_an_effect_that_somebody_asks_about_acts_after_the_session_and_fades():
    drawn = central(*TABLES, anxiety_left_by_a_session=0.8)
    score = anxiety.gad7_score(arm(1.0, visits=[0], level=REFERENCE), SCORE, drawn)[:, 0]
    assert score[0] == 11
    assert score[1] == pytest.approx(0.8 * 11)
    assert score[30] == pytest.approx(11, rel=0.01)


def test_no_anxiety_stays_none_and_today_is_today():
    drawn, treated = central(*TABLES), arm(falling(), visits=[0], level=REFERENCE)
    assert (anxiety.gad7_score(treated, np.array([0.0]), drawn) == 0).all()
    assert anxiety.gad7_score(treated, SCORE, drawn)[0] == SCORE


def test_less_pain_is_less_anxiety_within_the_scale():
    drawn, today = draws(300, *TABLES), np.full(300, 21.0)
    scores = [anxiety.gad7_score(arm(pain * np.ones((1, 300))), today, drawn) for pain in (0.0, 0.5, 1.0, 4.0)]
    assert all((less <= more).all() for less, more in pairwise(scores))
    assert scores[0].min() >= 0.6 * 21
    assert scores[-1].max() <= 21
