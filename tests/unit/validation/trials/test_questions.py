"""Every number that a trial reported is a question with an answer, or there is a reason why it has none."""

import numpy as np
import pytest

from sciatwin.evidence.published_trial import Measure, published_trials, trial_named
from sciatwin.trials.arms import simulate_trial
from sciatwin.validation.trials.predict import answer
from sciatwin.validation.trials.question import TrialQuestion, window_times_h
from sciatwin.validation.trials.reasons import reason_not_predicted

EIGHT_WEEKS_H = 56 * 24.0
NULL = "no lasting effect"


def test_a_trial_of_a_drug_that_leaves_nothing_is_significant_about_one_time_in_twenty():
    trial = trial_named("noppers2011")
    arms = simulate_trial(trial, np.array([EIGHT_WEEKS_H]), studies=3000)
    asked = TrialQuestion(
        measures=Measure.SIGNIFICANT, arms=("S-ketamine", "midazolam"), times_h=(EIGHT_WEEKS_H,), when="day 56"
    )
    assert answer(trial, arms, asked)[NULL].studies.mean() == pytest.approx(0.05, abs=0.015)


def test_windows_are_whole_days_or_a_few_moments():
    assert window_times_h(0, 35) == tuple(24.0 * day for day in range(1, 36))
    assert window_times_h(2, 4) == (48.0, 72.0, 96.0)
    assert len(window_times_h(0.0417, 0.125)) == 5


def test_every_reported_number_is_predicted_or_has_a_reason():
    for trial in published_trials().values():
        for row in trial.observations:
            reason = reason_not_predicted(trial, row)
            assert reason == reason.strip()
            if row.measures is Measure.OTHER:
                assert reason


def test_every_ketamine_trial_of_pain_with_a_regimen_has_a_predicted_row():
    keys = {"sigtermans2009", "schwartzman2009", "pickering2020", "noppers2011", "kvarnstrom2003", "max1995"}
    keys |= {"eide1994", "kim2015", "kiefer_s_ketamine", "tankha2025", "inpatient_5day", "goldberg2010"}
    for key in keys:
        trial = trial_named(key)
        assert any(not reason_not_predicted(trial, row) for row in trial.observations), key
