"""The people of a trial are those who were printed; what was not printed is assumed, and it is said."""

import numpy as np
import pytest

from sciatwin.evidence.published_trial import published_trials, trial_named
from sciatwin.trials import ratings
from sciatwin.trials.people import (
    CHRONIC_PAIN,
    LARGEST_MEAN,
    PAIN_SPREAD,
    assumptions_of,
    is_sciatica,
    people_of,
)

STUDIES, PEOPLE, SEED = 400, 60, 7


def _people(key):
    return people_of(trial_named(key), studies=STUDIES, people=PEOPLE, seed=SEED)


def test_printed_pain_is_kept_and_its_spread_is_that_assumed():
    pain = _people("bailey2020").leg_pain
    assert pain.mean() == pytest.approx(8.0, abs=0.03)
    assert pain.std() == pytest.approx(PAIN_SPREAD.value, rel=0.02)
    assert pain.min() >= 0
    assert pain.max() <= 10


def test_assumed_pain_differs_from_study_to_study_within_its_range():
    means = _people("pickering2020").leg_pain.reshape(STUDIES, PEOPLE).mean(axis=1)
    assumed = CHRONIC_PAIN.estimate
    low, high = np.quantile(means, [0.025, 0.975])
    assert means.mean() == pytest.approx(assumed.value, abs=0.1)
    assert assumed.low - 0.4 < low < assumed.value < high < assumed.high + 0.4
    assert means.max() < LARGEST_MEAN + 0.5


def test_durations_are_even_on_the_log_scale_between_entry_limits():
    years = _people("bailey2020").duration_days / 365.25
    assert years.min() >= 0.333
    assert years.max() <= 1.0
    assert np.median(years) == pytest.approx(np.sqrt(0.333 * 1.0), rel=0.01)


def test_sciatica_is_told_from_pain_that_persists():
    names = {key for key, trial in published_trials().items() if is_sciatica(trial)}
    assert {"vroomen1999", "mathieson2017", "bailey2020", "peul2007", "pengel2003"} <= names
    assert names.isdisjoint({"sigtermans2009", "pickering2020", "noppers2011", "kim2015"})
    assert not _people("sigtermans2009").sciatica


def test_whatever_is_assumed_is_said():
    assert "70 kg" in assumptions_of(trial_named("pickering2020"))
    assert any("at entry" in text for text in assumptions_of(trial_named("pickering2020")))
    assert not any("at entry" in text for text in assumptions_of(trial_named("inpatient_5day")))
    assert "sciatica for 1 to 6 weeks" in assumptions_of(trial_named("vroomen1999"))


def test_noise_of_one_rating_grows_from_hours_to_weeks_and_a_mean_of_many_has_less():
    day, week, window = (24.0 / 2,), (24.0 * 7,), tuple(24.0 * day for day in range(1, 36))
    assert ratings.noise_fraction(day) == ratings.RATING_NOISE.value
    assert ratings.noise_fraction(week) == ratings.WEEKS_NOISE.value
    assert ratings.noise_fraction(window) == ratings.RATING_NOISE.value


def test_rating_noise_keeps_the_mean_of_pain():
    pain = np.full((200, 100), 3.0)
    today = np.full((200, 100), 7.0)
    scores = ratings.rated(pain, today, (24.0 * 7,), "test", SEED)
    assert scores.mean() == pytest.approx(3.0, abs=0.05)
    assert scores.std() == pytest.approx(0.3 * 7.0, rel=0.02)
