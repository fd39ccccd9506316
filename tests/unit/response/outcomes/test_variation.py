"""Diary deviations are standard, resemble the day before, go together, and are shared by arms with the same seed."""

import numpy as np
import pytest

from sciatwin.response.outcomes.correlations import BETWEEN_PEOPLE, OUTCOMES, WITHIN_A_PERSON, correlation_matrix
from sciatwin.response.outcomes.variation import daily_deviations, observed_scores, person_deviations

DAYS, PEOPLE = np.arange(60.0), 4000


@pytest.fixture(scope="module")
def deviations():
    return daily_deviations(DAYS, PEOPLE, 0.32, seed=5)


def test_deviations_are_standard_on_every_day(deviations):
    for deviation in deviations.values():
        assert deviation.shape == (60, PEOPLE)
        np.testing.assert_allclose(deviation.mean(axis=1), 0, atol=0.07)
        np.testing.assert_allclose(deviation.std(axis=1), 1, atol=0.05)


@pytest.mark.parametrize(("gap", "expected"), [(1, 0.32), (2, 0.32**2), (10, 0.0)])
def test_a_day_resembles_earlier_days_less_and_less(deviations, gap, expected):
    pain = deviations["pain"]
    assert np.corrcoef(pain[30], pain[30 - gap])[0, 1] == pytest.approx(expected, abs=0.05)


def test_outcomes_go_together_on_the_same_day(deviations):
    found = np.corrcoef([deviations[name][40] for name in OUTCOMES])
    np.testing.assert_allclose(found, correlation_matrix(WITHIN_A_PERSON), atol=0.06)


def test_people_differ_together():
    found = np.corrcoef(list(person_deviations(20_000, seed=2).values()))
    np.testing.assert_allclose(found, correlation_matrix(BETWEEN_PEOPLE), atol=0.03)


def test_days_far_apart_are_as_alike_as_the_days_between_make_them():
    weekly = daily_deviations(DAYS[::7], PEOPLE, 0.8, seed=5)["pain"]
    assert np.corrcoef(weekly[3], weekly[4])[0, 1] == pytest.approx(0.8**7, abs=0.05)


def test_the_same_seed_gives_the_same_deviations_and_another_does_not():
    again, other = (daily_deviations(DAYS[:5], 3, 0.3, seed=seed)["pain"] for seed in (1, 2))
    assert (daily_deviations(DAYS[:5], 3, 0.3, seed=1)["pain"] == again).all()
    assert not (again == other).any()


def test_observed_scores_are_on_the_steps_of_the_scale_and_within_it(deviations):
    latent = np.linspace(0, 10, PEOPLE) * np.ones((60, 1))
    written = observed_scores(latent, deviations["pain"], sd=2.0, highest=10.0)
    assert (written == np.round(written)).all()
    assert written.min() == 0
    assert written.max() == 10


def test_oswestry_is_written_in_steps_of_two(deviations):
    written = observed_scores(np.full((60, PEOPLE), 44.0), deviations["disability"], sd=7.0, highest=100.0, step=2.0)
    assert set(np.unique(written) % 2) == {0.0}
    assert written.mean() == pytest.approx(44, abs=0.2)
    assert written.std() == pytest.approx(7, abs=0.2)


def test_without_variation_the_score_is_the_rounded_truth():
    latent = np.array([[3.4, 3.6]])
    assert observed_scores(latent, np.zeros((1, 2)), sd=1.0, highest=10.0).tolist() == [[3, 4]]
