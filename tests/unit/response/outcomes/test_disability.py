"""Disability falls as sciatica heals; the relief of a drug or placebo does not move it by default."""

import numpy as np
import pytest

from sciatwin.evidence import Shape
from sciatwin.response.outcomes import disability
from support.arms_of_an_outcome import REFERENCE, arm, central, draws, falling

CENTRAL = central(disability.PARAMETERS)
SCORES = [(disability.oswestry_score, 44.0, 100.0), (disability.roland_morris_score, 14.0, 24.0)]
IDS = ["Oswestry", "Roland-Morris"]


@pytest.mark.parametrize(("score", "today", "highest"), SCORES, ids=IDS)
def test_relief_by_the_drug_does_not_move_function(score, today, highest):
    drawn, natural = draws(300, disability.PARAMETERS), falling(0.5, 300)
    today = np.full(300, today)
    treated = score(arm(0.1 * natural, natural, visits=[0, 1], level=REFERENCE), today, drawn)
    untreated = score(arm(natural, natural), today, drawn)
    assert (treated == untreated).all()


def test_the_default_of_no_functional_gain_is_not_drawn_and_its_range_is_stated():
    untouched = disability.PARAMETERS["disability/untouched by relief"]
    assert (untouched.shape, untouched.estimate.value, untouched.estimate.low) == (Shape.FIXED, 1.0, 0.5)


@pytest.mark.parametrize(("score", "today", "highest"), SCORES, ids=IDS)
def test_relief_that_is_felt_in_part_moves_function_in_part(score, today, highest):
    drawn = {**CENTRAL, "disability/untouched by relief": np.array([0.5])}
    pains = [arm(pain, 1.0) for pain in (0.0, 0.5, 1.0)]
    found = [score(pain, np.array([today]), drawn)[-1, 0] for pain in pains]
    assert found[0] < found[1] < found[2] == today


@pytest.mark.parametrize(("score", "today", "highest"), SCORES, ids=IDS)
def test_today_is_today_and_none_stays_none(score, today, highest):
    recovering = arm(falling())
    assert score(recovering, np.array([today]), CENTRAL)[0, 0] == today
    assert (score(recovering, np.array([0.0]), CENTRAL) == 0).all()


@pytest.mark.parametrize(("score", "today", "highest"), SCORES, ids=IDS)
def test_scores_stay_on_their_scale_even_in_a_relapse(score, today, highest):
    drawn = draws(300, disability.PARAMETERS)
    for pain in (0.0, 0.5, 3.0, 10.0):
        found = score(arm(pain * np.ones((1, 300))), np.full(300, 0.9 * highest), drawn)
        assert found.min() >= 0
        assert found.max() <= highest


def test_acute_disability_falls_at_most_as_far_as_pain_in_pengel_2003():
    drawn = draws(1000, disability.PARAMETERS)
    fall = 1 - disability.oswestry_score(arm((1 - 0.58) * np.ones((1, 1000))), np.full(1000, 50.0), drawn)[-1] / 50
    assert fall.max() == pytest.approx(0.58, abs=0.01)


def test_roland_morris_on_placebo_lies_near_mathieson_2017():
    drawn = draws(2000, disability.PARAMETERS)
    week_8 = disability.roland_morris_score(arm(0.5 * np.ones((1, 2000))), np.full(2000, 12.7), drawn)[-1]
    assert week_8.max() == pytest.approx(8.5, abs=0.05)
    assert week_8.min() >= 0.5 * 12.7


def test_a_complex_step_passes_through_each_number():
    for name, value in CENTRAL.items():
        step = disability.oswestry_score(arm(0.3, 0.6), np.array([44.0]), {**CENTRAL, name: value + 1e-30j})
        assert step.imag[-1, 0] / 1e-30 == pytest.approx(44 * 0.83 * 0.3 if name.endswith("relief") else 44 * (0.6 - 1))
