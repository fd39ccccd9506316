"""Statistics against cases computed by hand; a trial of nothing is significant about one time in twenty."""

import numpy as np
import pytest

from sciatwin.trials import statistic

FIRST = np.array([[2.0, 4.0, 6.0], [1.0, 1.0, 4.0]])
SECOND = np.array([[5.0, 5.0, 8.0], [2.0, 2.0, 8.0]])
MANY, PEOPLE = 4000, 20


def _noise(seed, shift=0.0):
    return shift + np.random.default_rng(seed).standard_normal((MANY, PEOPLE))


def test_mean_and_its_standard_error():
    found = statistic.mean(FIRST[:1])
    assert found.studies == pytest.approx([4.0])
    assert found.standard_error == pytest.approx(2 / np.sqrt(3))


def test_difference_of_other_people_and_of_the_same():
    apart = statistic.difference(FIRST[:1], SECOND[:1], paired=False)
    together = statistic.difference(FIRST[:1], SECOND[:1], paired=True)
    assert apart.studies == together.studies == pytest.approx([-2.0])
    assert apart.standard_error == pytest.approx(np.sqrt(4 / 3 + 3 / 3))
    assert together.standard_error == pytest.approx(1 / np.sqrt(3))  # differences −3, −1, −2


def test_ratio_of_means():
    assert statistic.ratio(FIRST, SECOND).studies == pytest.approx([4 / 6, 2 / 4])


def test_responders_fell_by_the_fraction_or_more():
    today = np.full((1, 4), 8.0)
    scores = np.array([[4.0, 4.1, 0.0, 8.0]])
    assert statistic.responders(scores, today, 0.5).studies == pytest.approx([0.5])
    assert statistic.responders(scores, today, 0.3).studies == pytest.approx([0.75])


@pytest.mark.parametrize("paired", [True, False])
def test_a_trial_of_nothing_is_significant_one_time_in_twenty(paired):
    share = statistic.is_significant(_noise(1), _noise(2), paired=paired).studies.mean()
    assert share == pytest.approx(0.05, abs=0.011)


def test_a_group_without_change_is_significant_one_time_in_twenty():
    today = np.full((MANY, PEOPLE), 6.0)
    assert statistic.has_changed(today + _noise(3), today).studies.mean() == pytest.approx(0.05, abs=0.011)


def test_power_is_that_of_the_two_sample_t_test():
    # 20 people a group and a difference of one standard deviation: power 0.869 (non-central t)
    share = statistic.is_significant(_noise(4), _noise(5, shift=1.0), paired=False).studies.mean()
    assert share == pytest.approx(0.869, abs=0.02)
