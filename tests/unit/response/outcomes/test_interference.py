"""Interference follows the pain that is felt, as in the one cohort that reported both."""

from itertools import pairwise

import numpy as np
import pytest

from sciatwin.response.outcomes import interference
from support.arms_of_an_outcome import arm, central, draws, falling

CENTRAL = central(interference.PARAMETERS)
COHORT = {"week 1": (5.1 / 6.5, 5.1), "month 2": (5.9 / 6.5, 6.1)}  # pain ratio, interference from 7.0


@pytest.mark.parametrize(("ratio", "printed"), COHORT.values(), ids=COHORT)
def test_the_cohort_is_reproduced(ratio, printed):
    score = interference.interference_score(arm(ratio), np.array([7.0]), CENTRAL)[-1, 0]
    assert score == pytest.approx(printed, abs=0.1)


def test_no_pain_is_no_interference():
    assert interference.interference_score(arm(0.0), np.array([7.0]), CENTRAL)[-1, 0] == 0


def test_today_is_today_and_none_stays_none():
    assert interference.interference_score(arm(falling()), np.array([6.0]), CENTRAL)[0, 0] == 6
    assert (interference.interference_score(arm(falling()), np.array([0.0]), CENTRAL) == 0).all()


def test_less_pain_is_less_interference_within_the_scale():
    drawn = draws(300, interference.PARAMETERS)
    scores = [
        interference.interference_score(arm(pain * np.ones((1, 300))), np.full(300, 8.0), drawn)
        for pain in (0.0, 0.5, 1.0, 2.0, 10.0)
    ]
    assert all((less <= more).all() for less, more in pairwise(scores))
    assert scores[-1].max() <= 10


@pytest.mark.parametrize("ratio", [0.0, 0.5, 1.5])
def test_a_complex_step_passes_through(ratio):
    name = "interference/power of pain"
    score = interference.interference_score(arm(ratio), np.array([6.0]), {name: CENTRAL[name] + 1e-30j})
    up, down = (
        interference.interference_score(arm(ratio), np.array([6.0]), {name: CENTRAL[name] + d})[-1, 0]
        for d in (1e-6, -1e-6)
    )
    assert score[-1, 0].imag / 1e-30 == pytest.approx((up - down) / 2e-6, rel=1e-6, abs=1e-9)
