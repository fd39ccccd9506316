"""Scores against closed forms; coverage and intervals against what they must be."""

import numpy as np
import pytest
from scipy.stats import norm

from sciatwin.evidence.published_trial import Measure, TrialObservation, trial_named
from sciatwin.response.lasting_relief import ACCOUNTS
from sciatwin.trials.statistic import Statistic
from sciatwin.validation.trials import score
from sciatwin.validation.trials.question import TrialQuestion
from sciatwin.validation.trials.row import AVERAGE, RowUse, TrialRow, weighted
from sciatwin.validation.trials.widen import added_error, widened

KEYS = tuple(ACCOUNTS)
WEIGHTS = dict(zip(KEYS, (0.5, 0.3, 0.2, 0.0), strict=True))


def _gaussian(mean, sd, count=3000):
    return mean + sd * norm.ppf((np.arange(count) + 0.5) / count)


def _closed_form(observed, mean, sd):
    z = (observed - mean) / sd
    return sd * (z * (2 * norm.cdf(z) - 1) + 2 * norm.pdf(z) - 1 / np.sqrt(np.pi))


def _row(value, studies, measures=Measure.PAIN, trial="sigtermans2009", **more):
    observation = TrialObservation(measures=measures, arm="S-ketamine", day=7, value=value, **more)
    by_account = dict.fromkeys(KEYS, studies) if isinstance(studies, np.ndarray) else studies
    return TrialRow(
        trial=trial_named(trial),
        question=TrialQuestion(measures=measures, arms=("S-ketamine",), times_h=(168.0,), when="day 7"),
        observation=observation,
        group=RowUse.CALIBRATION,
        studies={**by_account, AVERAGE: weighted(by_account, WEIGHTS)},
        people=30,
    )


@pytest.mark.parametrize(("observed", "mean", "sd"), [(0.0, 0.0, 1.0), (2.7, 5.0, 1.3), (9.0, 4.0, 0.7)])
def test_crps_of_an_ensemble_is_that_of_the_gaussian_it_is_drawn_from(observed, mean, sd):
    assert score.crps(observed, _gaussian(mean, sd)) == pytest.approx(_closed_form(observed, mean, sd), rel=2e-3)


def test_crps_of_a_row_is_a_fraction_of_its_scale():
    row = _row(2.7, _gaussian(5.0, 1.3))
    assert score.row_crps(row, KEYS[0]) == pytest.approx(_closed_form(2.7, 5.0, 1.3) / 10, rel=2e-3)


@pytest.mark.parametrize(("verdict", "expected"), [(1.0, 0.75**2), (0.0, 0.25**2)])
def test_crps_of_a_yes_or_no_is_the_brier_score(verdict, expected):
    yes = np.repeat([0.0, 0.0, 0.0, 1.0], 100)
    assert score.row_crps(_row(verdict, yes, Measure.SIGNIFICANT), KEYS[0]) == pytest.approx(expected)


def test_log_score_is_that_of_the_gaussian_but_for_the_part_kept_for_anything():
    row = _row(4.0, _gaussian(5.0, 1.3))
    expected = np.log(0.99 * norm.pdf(4.0, 5.0, 1.3) * 10 + 0.01)
    assert score.row_log_score(row, KEYS[0], WEIGHTS) == pytest.approx(expected, abs=0.02)


def test_log_score_of_the_average_mixes_densities():
    studies = dict(zip(KEYS, (_gaussian(m, 1.0) for m in (3.0, 5.0, 6.0, 9.0)), strict=True))
    row = _row(4.0, studies)
    parts = [np.exp(score.row_log_score(row, key, WEIGHTS)) * WEIGHTS[key] for key in KEYS]
    assert score.row_log_score(row, AVERAGE, WEIGHTS) == pytest.approx(np.log(sum(parts)))


def test_no_row_rules_an_account_out():
    assert score.row_log_score(_row(0.0, np.full(300, 9.0)), KEYS[0], WEIGHTS) > np.log(0.009)
    never = _row(1.0, np.zeros(300), Measure.SIGNIFICANT)
    assert score.row_log_score(never, KEYS[0], WEIGHTS) == pytest.approx(np.log(1 / 302))


def test_average_holds_each_account_by_its_weight():
    studies = {key: np.full(50, float(place)) for place, key in enumerate(KEYS)}
    members = weighted(studies, WEIGHTS)
    assert [float(np.mean(members == place)) for place in range(4)] == pytest.approx(list(WEIGHTS.values()))


def test_average_of_equal_accounts_is_that_account():
    values = np.random.default_rng(1).normal(4, 1, 300)
    row = _row(4.2, values)
    assert row.interval() == pytest.approx(row.interval(account=KEYS[0]), abs=0.05)
    assert score.row_crps(row) == pytest.approx(score.row_crps(row, KEYS[0]), rel=0.03)


def test_interval_holds_what_it_says_and_the_ends_belong_to_it():
    row = _row(10.0, np.arange(1.0, 11.0))
    assert row.interval(0.9, KEYS[0]) == (1.0, 10.0)
    assert row.is_inside(0.9, KEYS[0])
    assert not row.is_inside(0.5, KEYS[0])


def test_a_yes_is_outside_only_if_it_was_given_less_than_a_tenth():
    assert _row(1.0, np.repeat([0.0, 1.0], [85, 15]), Measure.SIGNIFICANT).is_inside()
    assert not _row(1.0, np.repeat([0.0, 1.0], [95, 5]), Measure.SIGNIFICANT).is_inside()


def test_each_trial_counts_once_however_many_rows_it_has():
    near, far = _gaussian(5.0, 0.5), _gaussian(9.0, 0.5)
    rows = [_row(5.0, near)] * 3 + [_row(5.0, far, trial="noppers2011")]
    mean = (score.row_crps(rows[0]) + score.row_crps(rows[3])) / 2
    (average, *_) = score.scores(rows, RowUse.CALIBRATION, WEIGHTS)
    assert (average.account, average.rows, average.trials) == (AVERAGE, 4, 2)
    assert average.crps == pytest.approx(mean)


def test_coverage_counts_rows_inside_and_measures_width():
    rows = [_row(5.0, _gaussian(5.0, 1.0)), _row(8.0, _gaussian(5.0, 1.0))]
    found = score.coverage(rows, RowUse.CALIBRATION, KEYS[0])
    assert found.inside == {0.5: 0.5, 0.9: 0.5}
    assert found.width == pytest.approx(2 * 1.645 / 10, rel=0.01)


def test_a_printed_error_much_larger_than_simulated_is_made_up_for():
    found = Statistic(_gaussian(5.0, 0.3), standard_error=0.3)
    row = TrialObservation(measures=Measure.PAIN, arm="S-ketamine", day=7, value=5.0, standard_error=0.5)
    error = added_error(trial_named("sigtermans2009"), row, found)
    assert np.hypot(error, 0.3) == pytest.approx(0.5)
    assert widened(found, error, "test", 1).std() == pytest.approx(0.5, rel=0.03)


def test_a_printed_error_like_the_simulated_one_adds_nothing():
    found = Statistic(_gaussian(5.0, 0.3), standard_error=0.3)
    row = TrialObservation(measures=Measure.PAIN, arm="S-ketamine", day=7, value=5.0, standard_error=0.35)
    assert added_error(trial_named("sigtermans2009"), row, found) == 0
