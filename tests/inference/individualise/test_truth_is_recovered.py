"""The truth lies in its posterior as often as the posterior says; nothing seen changes nothing."""

from dataclasses import replace

import numpy as np
import pytest
from scipy.stats import binom

from sciatwin.analytes import Drug
from sciatwin.individualise import learn
from sciatwin.observation import Dissociation, GivenSession, Observations
from sciatwin.twin import Twin
from support.posteriors.recovery import recovered, summary

PATIENTS, ONE_IN_A_THOUSAND = 24, 0.001


@pytest.fixture(scope="module")
def patients():
    return summary([recovered(seed) for seed in range(1000, 1000 + PATIENTS)])


def test_90_percent_intervals_hold_the_truth_in_90_percent_of_patients(patients):
    """Of 24 patients, in each informed direction; a wrong search fails by far more than chance does."""
    for covered in patients["covered by direction"]:
        inside = round(covered * PATIENTS)
        assert binom.cdf(inside, PATIENTS, 0.9) > ONE_IN_A_THOUSAND


def test_ranks_of_the_truth_are_uniform(patients):
    assert min(patients["p of uniform ranks"]) > ONE_IN_A_THOUSAND


def test_classes_are_true_as_often_as_they_are_probable(patients):
    assert patients["p of the classes"] > ONE_IN_A_THOUSAND
    assert patients["trusted"] == 1


@pytest.fixture(scope="module")
def session():
    return GivenSession(start_h=0, duration_h=40 / 60, dose_mg=37, drug=Drug.RACEMIC_KETAMINE)


def test_without_observations_the_prior_comes_back_exactly(typical_patient, session):
    twin = Twin(typical_patient, draws=50)
    after = learn(twin, Observations((), (session,)))
    for name, before in twin.ensemble.drawn.items():
        np.testing.assert_array_equal(after.twin.ensemble.drawn[name], before)


def test_more_observations_of_the_same_tell_more(typical_patient, session):
    once = Dissociation(time_h=0.6, cadss=20)
    few, many = (
        learn(Twin(typical_patient, draws=300), Observations(seen, (session,)))
        for seen in ((once,), tuple(replace(once, time_h=0.6 + 0.01 * step) for step in range(6)))
    )
    assert many.gained.total > few.gained.total > 0


def test_an_observation_that_no_version_would_give_is_named(typical_patient, session):
    odd = Observations((Dissociation(time_h=0.6, cadss=4), Dissociation(time_h=0.65, cadss=85)), (session,))
    assert learn(Twin(typical_patient, draws=300), odd).warnings
