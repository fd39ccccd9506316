"""Insomnia: no effect of the drug of its own, and part of it goes with pain."""

from itertools import pairwise

import numpy as np
import pytest

from sciatwin.evidence import Shape
from sciatwin.response.outcomes import after_session, insomnia
from support.arms_of_an_outcome import REFERENCE, arm, central, draws, falling

TABLES = (after_session.PARAMETERS, insomnia.PARAMETERS)
SCORE = np.array([14.0])


def test_the_drug_of_itself_changes_nothing():
    drawn, pain = draws(200, *TABLES), falling(0.4, 200)
    treated = insomnia.isi_score(arm(pain, visits=[0, 2, 4], level=REFERENCE), np.full(200, 14.0), drawn)
    untreated = insomnia.isi_score(arm(pain), np.full(200, 14.0), drawn)
    np.testing.assert_allclose(treated, untreated, rtol=1e-14)


def test_surgical_patients_do_not_give_the_default():
    left = insomnia.PARAMETERS["insomnia/left by a session"]
    assert (left.shape, left.estimate.value) == (Shape.FIXED, 1.0)
    assert "surgical" in left.estimate.source.citation


def test_no_insomnia_stays_none_and_today_is_today():
    drawn, treated = central(*TABLES), arm(falling(), visits=[0], level=REFERENCE)
    assert (insomnia.isi_score(treated, np.array([0.0]), drawn) == 0).all()
    assert insomnia.isi_score(treated, SCORE, drawn)[0] == SCORE


def test_a_quarter_of_insomnia_goes_with_pain_by_default():
    assert insomnia.isi_score(arm(0.0), SCORE, central(*TABLES)) == pytest.approx(0.75 * 14)


def test_less_pain_is_less_insomnia_within_the_scale():
    drawn, today = draws(300, *TABLES), np.full(300, 28.0)
    scores = [insomnia.isi_score(arm(pain * np.ones((1, 300))), today, drawn) for pain in (0.0, 0.5, 1.0, 4.0)]
    assert all((less <= more).all() for less, more in pairwise(scores))
    assert scores[0].min() >= 14
    assert scores[-1].max() <= 28
