"""The untreated course: classes, covariates, relapse and regression to the mean."""

import numpy as np
import pytest

from sciatwin.response import untreated_course

COUNT = 20_000
DRAWN = {name: item.draw(name, seed=3, count=COUNT) for name, item in untreated_course.PARAMETERS.items()}
NONE, ALL = np.zeros(COUNT), np.ones(COUNT)


def _probability(weeks, back=NONE, uncompressed=NONE):
    return untreated_course.recovering_probability(np.full(COUNT, 7.0 * weeks), back, uncompressed, DRAWN)


def test_the_longer_sciatica_has_lasted_the_less_often_it_recovers():
    shares = [_probability(weeks).mean() for weeks in (1, 4, 12, 30, 100)]
    assert shares == sorted(shares, reverse=True)


def test_back_pain_and_lack_of_compression_lower_the_odds_as_published():
    """Recovery at one year: 0.91 with sciatica and compression, 0.50 with back pain and without (odds ratio 0.099)."""

    def odds(probability):
        return np.median(probability / (1 - probability))

    both = odds(_probability(10, ALL, ALL)) / odds(_probability(10))
    assert both == pytest.approx(0.50 / 0.50 / (0.91 / 0.09), rel=0.15)
    assert odds(_probability(10, ALL)) / odds(_probability(10)) == pytest.approx(0.32, rel=0.1)


def test_half_of_a_recovered_group_has_another_episode_within_the_year_at_most_as_often_as_in_print():
    relapse = DRAWN["untreated/relapse probability"]
    assert 0.25 <= relapse.min() <= relapse.max() <= 0.73


def test_pain_starts_where_it_is_and_a_relapse_brings_some_of_it_back():
    weeks = np.array([0.0, 10.0, 20.01, 40.0])
    recovers, week = np.ones(COUNT, dtype=bool), np.full(COUNT, 20.0)
    without = untreated_course.remaining_fraction(weeks, recovers, np.full(COUNT, np.inf), DRAWN)
    with_relapse = untreated_course.remaining_fraction(weeks, recovers, week, DRAWN)
    np.testing.assert_allclose(without[0], 1.0)
    np.testing.assert_array_equal(with_relapse[:2], without[:2])
    assert (with_relapse[2] > without[2] + 0.1).mean() > 0.9
    assert with_relapse.max() <= 1.0


def test_a_high_score_returns_to_usual_and_a_low_one_does_not_rise():
    """Selection by a cut-off: of a score above the mean, the part that lies between people stays."""
    late = np.array([0.0, 3650.0])
    high, low = (untreated_course.usual_pain(late, np.full(COUNT, score), 5.2, DRAWN) for score in (8.0, 3.0))
    np.testing.assert_allclose(high[0], 8.0)
    expected = 5.2 + DRAWN["untreated/reliability of a score"] * (8.0 - 5.2)
    np.testing.assert_allclose(high[1], expected, rtol=1e-9)
    np.testing.assert_allclose(low, 3.0)


def test_regression_equals_that_of_an_entry_cut_off_in_simulated_scores():
    """People whose one score passed 7: the mean of the next score lies where the closed form puts it."""
    generator, reliability = np.random.default_rng(1), 0.75
    usual = generator.normal(5.2, 2.4 * np.sqrt(reliability), 400_000)
    first, second = (usual + generator.normal(0, 2.4 * np.sqrt(1 - reliability), 400_000) for _ in range(2))
    chosen = first >= 7
    drawn = {**DRAWN, "untreated/reliability of a score": reliability, "untreated/fluctuation time": 1.0}
    predicted = untreated_course.usual_pain(np.array([1000.0]), first[chosen], 5.2, drawn)
    assert predicted.mean() == pytest.approx(second[chosen].mean(), abs=0.02)
