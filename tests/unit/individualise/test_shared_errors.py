"""Readings that share an error: their spreads and correlations, by hand from the numbers that are printed for them."""

import numpy as np
import pytest
from scipy.stats import kurtosis, norm, skew

from sciatwin.individualise.learn import posterior_of
from sciatwin.individualise.learned.gained import gained
from sciatwin.individualise.likelihood import likelihood_of
from sciatwin.individualise.likelihoods.pain_diary import RESEMBLANCE
from sciatwin.individualise.versions import learned_ensemble, reading_numbers
from sciatwin.inference.posterior import Method
from sciatwin.observation import Observations, Period, Pressure, Questionnaire, QuestionnaireScore
from support.made_up_visits import DAY_H, score, sessions

VERSIONS = 8_000
NOTHING_FOLLOWS = ("depression/follows pain", "depression/transfer to people with pain")


def _phq9(day, value=9):
    return QuestionnaireScore(time_h=DAY_H * day, questionnaire=Questionnaire.PHQ9, score=value)


def _vitals(hour, systolic=130, rate=75):
    return Pressure(time_h=hour, systolic_mmhg=systolic, diastolic_mmhg=80, heart_rate_per_min=rate)


def _written(patient, *observed):
    """What versions that differ in their shared errors alone would write down, shape (rows, versions)."""
    likelihood = likelihood_of(patient, Observations(observed, sessions(2)))
    random, x = np.random.default_rng(4), np.zeros((VERSIONS, likelihood.dimension))
    for column, name in enumerate(likelihood.unknowns.names):
        if name.startswith("error/"):
            x[:, column] = random.standard_normal(VERSIONS)
        if name.removeprefix("estimate/") in NOTHING_FOLLOWS:
            x[:, column] = -40.0
    return likelihood.simulated(x, np.zeros(VERSIONS, dtype=int), random)


def test_two_later_scores_share_the_error_of_the_first_one(typical_patient):
    """Each lies √2 × 2 points around today's, half of which they share; rounding adds a twelfth of a point squared."""
    written = _written(typical_patient, _phq9(10), _phq9(20))
    assert written.std(axis=1) == pytest.approx(np.sqrt(8 + 1 / 12), rel=0.03)
    assert np.corrcoef(written)[0, 1] == pytest.approx(4 / (8 + 1 / 12), abs=0.03)


def test_readings_of_one_day_share_what_that_day_is_off_by(typical_patient):
    """Before any drug: 9 mmHg and 8 /min from day to day, and 5 and 4 more from reading to reading."""
    written = _written(typical_patient, _vitals(-1.0), _vitals(-0.5), _vitals(47.5))
    assert written.std(axis=1) == pytest.approx([106**0.5] * 3 + [80**0.5] * 3, rel=0.03)
    correlation = np.corrcoef(written)
    assert correlation[0, 1] == pytest.approx(81 / 106, abs=0.03)
    assert correlation[3, 4] == pytest.approx(64 / 80, abs=0.03)
    assert np.abs(correlation[[0, 1, 3, 4, 0], [2, 2, 5, 5, 3]]).max() < 0.04


@pytest.mark.parametrize("before_mmhg", [0, 30])
def test_a_rise_is_told_from_what_the_same_day_showed_before_it(typical_patient, before_mmhg):
    """Given the reading before, the next is normal around resting + rise + 81/106 of the deviation so far."""
    resting = typical_patient.vitals.systolic_mmhg
    seen = (_vitals(-0.5, resting + before_mmhg, None), _vitals(0.66, resting + 35, None))
    likelihood = likelihood_of(typical_patient, Observations(seen, sessions(1)))
    x = np.zeros((2, likelihood.dimension))
    x[1, likelihood.unknowns.names.index("estimate/blood pressure/systolic rise")] = 3.0
    rise = likelihood.normal_of(x, np.zeros(2, dtype=int)).mean[1] - resting
    correlation = 81 / 106
    by_hand = norm.logpdf(35, rise + correlation * before_mmhg, np.sqrt(106 * (1 - correlation**2)))
    assert np.diff(_over_days(likelihood, x)) == pytest.approx(np.diff(by_hand), abs=0.01)
    assert rise[1] > rise[0] + 0.5


def test_information_is_on_the_patient_and_not_on_what_the_day_was_off_by(typical_patient):
    """Two readings of one day: half the log determinant of 1 + (their covariance)⁻¹ (their sensitivities)²; and how far
    the rise has moved, from the draws along the one direction that they tell of, over five seeds."""
    seen = (_vitals(0.5, 150, None), _vitals(0.66, 155, None))
    likelihood = likelihood_of(typical_patient, Observations(seen, sessions(1)))
    found, by_hand = zip(*(_of_one_day(likelihood, seed) for seed in range(1, 6)), strict=True)
    assert [one.by_kind["blood pressure"] for one in found] == pytest.approx([one[0] for one in by_hand], rel=0.02)
    assert np.mean([one.total for one in found]) == pytest.approx(np.mean([one[1] for one in by_hand]), abs=0.06)


def _of_one_day(likelihood, seed):
    """What two readings of one day tell; and by hand, around the most probable version and from the draws."""
    fewer, posterior = posterior_of(likelihood, Method.IMPORTANCE, 1500, seed)
    found = gained(fewer, posterior, fewer.normal_of(posterior.x, posterior.classes))

    at = posterior.directions.unknowns(posterior.mode.u)
    ups = at + 1e-5 * np.vstack([np.zeros(len(at)), np.eye(len(at))])
    means = fewer.normal_of(ups, np.zeros(len(ups), dtype=int)).mean
    sensitivity = ((means[:, 1:] - means[:, :1]) / 1e-5)[:, ~fewer.unknowns.are_errors]
    covariance = 25 * np.eye(2) + 81
    of_both = 0.5 * np.linalg.slogdet(np.eye(2) + np.linalg.solve(covariance, sensitivity @ sensitivity.T))[1]

    along = posterior.x[:, ~fewer.unknowns.are_errors] @ sensitivity[1] / np.linalg.norm(sensitivity[1])
    moved = 0.5 * (along.var() + along.mean() ** 2 - 1 - np.log(along.var()))
    not_normal = skew(along) ** 2 / 12 + kurtosis(along) ** 2 / 48  # of Edgeworth's expansion
    return found, (of_both, moved + not_normal)


def _over_days(likelihood, x):
    """Log probability of each version up to a constant, the deviation of the day summed out on a grid."""
    day = likelihood.unknowns.names.index("error/blood pressure/of day 0")
    grid = np.linspace(-6, 6, 121)
    found = []
    for version in x:
        points = np.tile(version, (len(grid), 1))
        points[:, day] = grid
        found.append(np.logaddexp.reduce(likelihood.by_class(points)[0] - grid**2 / 2))
    return np.array(found)


def test_many_equal_scores_tell_hardly_more_than_a_few(typical_patient):
    """Of the error that they share only one reading is known: 24 scores leave it as wide as the course allows."""
    likelihood = likelihood_of(
        typical_patient, Observations(tuple(_phq9(14 + day / 4, 3) for day in range(24)), sessions(1))
    )
    x = np.zeros((2, likelihood.dimension))
    shared = likelihood.unknowns.names.index("error/questionnaire/today of depression")
    x[1, shared] = -3.0
    apart, near = likelihood.by_class(x)[0]
    assert near - apart > 50  # the shared error alone explains them


def test_predictions_start_where_later_scores_say_that_today_was_and_are_not_moved_twice(typical_patient):
    likelihood = likelihood_of(typical_patient, Observations((_phq9(20),), sessions(1)))
    x = np.zeros((1, likelihood.dimension))
    x[0, likelihood.unknowns.names.index("error/questionnaire/today of depression")] = 1.5
    ensemble = learned_ensemble(likelihood, x, np.zeros(1, dtype=int), 3)
    today = typical_patient.questionnaires.phq9
    assert ensemble.people.scores["depression"] == pytest.approx(today + 1.5 * 2.0)
    (reading,) = likelihood.readings
    numbers = reading_numbers(ensemble, likelihood.readings)
    assert reading.starts(ensemble.people.scores, numbers) == {"depression": pytest.approx(today + 1.5 * 2.0)}


def test_a_weekly_average_varies_less_than_a_day(typical_patient):
    """Seven days that resemble the day before by ½: variance (7 + 2 (6/2 + 5/4 + 4/8 + 3/16 + 2/32 + 1/64)) / 49."""
    likelihood = likelihood_of(typical_patient, Observations((score(7, period=Period.WEEK),), sessions(1)))
    x = np.zeros((1, likelihood.dimension))
    half = 0.5 / 0.6  # the resemblance is drawn evenly from 0 to 0.6
    x[0, likelihood.unknowns.names.index(f"estimate/{RESEMBLANCE}")] = norm.ppf(half)
    sd = likelihood.normal_of(x, np.zeros(1, dtype=int)).sd[0, 0]
    daily = likelihood_of(typical_patient, Observations((score(7),), sessions(1)))
    of_a_day = daily.normal_of(np.zeros((1, daily.dimension)), np.zeros(1, dtype=int)).sd[0, 0]
    assert sd / of_a_day == pytest.approx(np.sqrt((7 + 2 * 5.015625) / 49))
