"""Scores as written down: on the scale, around the truth, shared between arms, correlated within and between people."""

import numpy as np
import pytest

from sciatwin.regimen import Regimen
from sciatwin.response.outcomes.correlations import OUTCOMES, WITHIN_A_PERSON, correlation_matrix
from sciatwin.response.outcomes.variation import WITHIN_PERSON_SD, daily_deviations
from sciatwin.trials.crowd import people_seeking_care
from sciatwin.twin import Twin
from sciatwin.twin.diary import diary


@pytest.fixture(scope="module")
def course(typical_patient):
    return Twin(typical_patient, draws=300, seed=8).simulate(Regimen.repeat(dose_mg_per_kg=0.5, duration_h=1, count=3))


def test_scores_lie_on_the_steps_of_their_scale(course):
    written = diary(course, seed=1)
    for name, highest in {"pain_treated": 10, "depression_placebo": 27, "disability_untreated": 100}.items():
        scores = written[name].to_numpy()
        assert written[name].dims == ("draw", "day")
        np.testing.assert_array_equal(scores, np.round(scores))
        assert scores.min() >= 0
        assert scores.max() <= highest


def test_arms_share_their_swings_so_that_only_treatment_separates_them(course):
    """Where the true courses agree, so do the diaries."""
    written = diary(course, seed=1)
    np.testing.assert_array_equal(written["disability_treated"], written["disability_placebo"])


def test_a_diary_spreads_about_the_truth_as_much_as_open_diaries_do(course):
    swings = diary(course, seed=2)["pain_untreated"].to_numpy()[:, 30:]
    within = np.median(np.std(np.diff(swings, axis=1), axis=1)) / np.sqrt(2 * (1 - 0.32))
    assert WITHIN_PERSON_SD["pain"].estimate.low < within < WITHIN_PERSON_SD["pain"].estimate.high


def test_outcomes_vary_together_within_a_person_as_stated():
    swings = daily_deviations(np.arange(3.0), 20_000, 0.3, seed=5)
    found = np.corrcoef(np.stack([swings[name][2] for name in OUTCOMES]))
    np.testing.assert_allclose(found, correlation_matrix(WITHIN_A_PERSON), atol=0.03)


def test_people_seeking_care_are_those_of_the_atlas_cohort():
    """Leg pain 5.2 (2.4), Roland-Morris 12.7 (5.7); the worse the pain, the worse the disability."""
    people = people_seeking_care(20_000, seed=3)
    disability = people.scores["roland_morris"]
    assert people.leg_pain.mean() == pytest.approx(5.2, abs=0.15)
    assert people.leg_pain.std() == pytest.approx(2.4, abs=0.2)
    assert disability.mean() == pytest.approx(12.7, abs=0.2)
    assert np.corrcoef(people.leg_pain, disability)[0, 1] == pytest.approx(0.45, abs=0.05)


def test_an_entry_cut_off_lets_in_only_those_above_it():
    people = people_seeking_care(500, seed=3, least_leg_pain=7.0)
    assert people.count == 500
    assert people.leg_pain.min() >= 7.0
