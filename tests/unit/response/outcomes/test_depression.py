"""Depression: the size and course of published trials in the depressed, and nothing where there is nothing to gain."""

import numpy as np
import pytest

from sciatwin.response.outcomes import after_session, depression
from sciatwin.streams import uniform
from support.arms_of_an_outcome import REFERENCE, arm, central, draws, falling

TABLES = (after_session.PARAMETERS, depression.PARAMETERS)
ALL_TRANSFERS = central(*TABLES, **{"depression_transfer_to_people_with_pain": 1.0})
SCORE = np.array([18.0])

# Crossover trial of 17 adolescents, MADRS at 24 h, mean and SD
MIDAZOLAM, KETAMINE = (24.13, 12.08), (15.44, 10.07)
HALF_WIDTH_OF_G = (1.28 - 0.73) / 2


def _fall(drawn=ALL_TRANSFERS, *, level=REFERENCE, visits=(0,)):
    """Fall against no drug, as a fraction."""
    treated = depression.phq9_score(arm(1.0, visits=visits, level=level), SCORE, drawn)
    inert = depression.phq9_score(arm(1.0, visits=visits, level=0.0), SCORE, drawn)
    return (1 - treated / inert)[:, 0]


def _hedges_g(fall):
    pooled_sd = np.sqrt((MIDAZOLAM[1] ** 2 + KETAMINE[1] ** 2) / 2)
    return fall * MIDAZOLAM[0] / pooled_sd


def test_depressed_people_improve_on_day_1_as_in_kishimoto_2016():
    assert _hedges_g(_fall()[1]) == pytest.approx(1.00, abs=0.02)


def test_range_of_the_effect_is_the_printed_interval():
    estimate = depression.PARAMETERS["depression/effect of a session"].estimate
    assert _hedges_g(1 - np.exp(-estimate.low)) == pytest.approx(0.73, abs=0.02)
    assert _hedges_g(1 - np.exp(-estimate.high)) == pytest.approx(1.28, abs=0.02)


def test_superiority_is_lost_between_day_10_and_12():
    g = _hedges_g(_fall())
    assert g[10] > HALF_WIDTH_OF_G
    assert g[12] < HALF_WIDTH_OF_G


def test_the_effect_is_gone_after_a_month():
    assert _fall()[30] < 0.02


def test_one_tenth_of_a_milligram_per_kg_does_less_than_half_of_one():
    small, usual, large = (_fall(level=REFERENCE * dose / 0.5)[1] for dose in (0.1, 0.5, 1.0))
    assert 0 < small < usual < large
    assert large < 1.2 * usual


def test_nobody_without_depression_gains_anything():
    score = depression.phq9_score(arm(falling(), visits=[0], level=REFERENCE), np.array([0.0]), ALL_TRANSFERS)
    assert (score == 0).all()


def test_today_is_the_score_of_today():
    treated = arm(falling(), visits=[0], level=REFERENCE)
    assert depression.phq9_score(treated, SCORE, ALL_TRANSFERS)[0] == SCORE


def test_inert_infusions_do_nothing_of_their_own():
    same_pain = falling()
    placebo = depression.phq9_score(arm(same_pain, visits=[0, 1, 2], level=0.0), SCORE, ALL_TRANSFERS)
    untreated = depression.phq9_score(arm(same_pain), SCORE, ALL_TRANSFERS)
    assert (placebo == untreated).all()


def test_doubt_reaches_no_effect():
    transfer = depression.PARAMETERS["depression/transfer to people with pain"]
    assert transfer.estimate.low == 0
    drawn = draws(4000, *TABLES)
    people = arm(np.ones((1, 4000)), visits=[0], level=REFERENCE)
    falls = 1 - depression.phq9_score(people, np.full(4000, 12.0), drawn)[1] / 12
    assert np.quantile(falls, 0.5) < 0.06  # half of the versions keep hardly anything
    assert 0.04 < np.mean(falls) < 0.15
    assert falls.max() < 1


@pytest.mark.parametrize("today", [0.0, 4.0, 27.0])
def test_a_drawn_score_stays_on_the_scale(today):
    drawn, people = draws(500, *TABLES), 500
    pain = falling(0.1, people) * (0.5 + 3 * uniform("test", 1, people))
    score = depression.phq9_score(arm(pain, visits=[0, 1, 2, 3, 4], level=400.0), np.full(people, today), drawn)
    assert score.min() >= 0
    assert score.max() <= 27 + 1e-9


def test_less_pain_is_never_more_depression():
    drawn = central(*TABLES)
    better, worse = (depression.phq9_score(arm(falling(to)), SCORE, drawn) for to in (0.2, 0.6))
    assert (better <= worse).all()
    assert better[-1] < worse[-1]


def test_depression_goes_with_at_most_half_of_the_pain():
    painless = arm(0.0)
    score = depression.phq9_score(painless, np.full(300, 10.0), draws(300, *TABLES))
    assert score.min() >= 5.0


@pytest.mark.parametrize("name", ALL_TRANSFERS)
def test_a_complex_step_passes_through_each_number(name):
    treated, drawn = arm(falling(), visits=[0, 7], level=REFERENCE), ALL_TRANSFERS
    exact = depression.phq9_score(treated, SCORE, {**drawn, name: drawn[name] + 1e-30j})[9, 0].imag / 1e-30
    up, down = (depression.phq9_score(treated, SCORE, {**drawn, name: drawn[name] + d})[9, 0] for d in (1e-5, -1e-5))
    assert exact == pytest.approx((up - down) / 2e-5, rel=1e-5, abs=1e-8)
