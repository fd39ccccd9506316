"""Arms are run as the trial was: same people in a crossover, others in parallel groups, belief by blinding."""

import numpy as np
import pytest

from sciatwin.evidence.published_trial import trial_named
from sciatwin.response.lasting_relief import ACCOUNTS
from sciatwin.trials.arms import blinding_of, simulate_trial, size_of
from sciatwin.twin.versions.belief import Blinding

WEEK_H, EIGHT_WEEKS_H = 168.0, 56 * 24.0
NULL = "no lasting effect"
STUDIES = 40


@pytest.fixture(scope="module")
def crossover():
    return simulate_trial(trial_named("pickering2020"), np.array([1.0, WEEK_H, EIGHT_WEEKS_H]), studies=STUDIES)


@pytest.fixture(scope="module")
def parallel():
    return simulate_trial(trial_named("noppers2011"), np.array([0.75, WEEK_H, EIGHT_WEEKS_H]), studies=STUDIES)


def test_a_crossover_holds_the_same_people_in_every_arm(crossover):
    assert np.array_equal(crossover["ketamine"].today, crossover["placebo"].today)
    assert crossover["ketamine"].people == crossover["placebo"].people == 20


def test_parallel_arms_hold_other_people_who_share_the_estimates(parallel):
    treated, control = parallel["S-ketamine"], parallel["midazolam"]
    assert not np.array_equal(treated.today, control.today)
    shared = "placebo/relief"
    assert np.array_equal(treated.drawn[shared][:, 0], control.drawn[shared][:, 0])
    assert np.all(np.ptp(treated.drawn[shared], axis=1) == 0)


def test_each_account_is_simulated_with_the_constants_fitted_under_it(parallel):
    """The arms without ketamine differ a little between accounts, by what each had to say of placebo."""
    control, treated = parallel["midazolam"].pain, parallel["S-ketamine"].pain
    for key in ACCOUNTS:
        assert control[key].mean() == pytest.approx(control[NULL].mean(), abs=0.3)
        if key != NULL:
            assert not np.array_equal(control[key], control[NULL])
            assert treated[key][0].mean() < control[key][0].mean() - 1  # while the drug is there


def test_without_any_treatment_no_account_speaks():
    untreated = simulate_trial(trial_named("vroomen1999"), np.array([WEEK_H]), studies=STUDIES)["watchful waiting"].pain
    for key in ACCOUNTS:
        np.testing.assert_array_equal(untreated[key], untreated[NULL])


def test_only_ketamine_reaches_the_effect_site(crossover):
    assert np.all(crossover["ketamine"].peak_ng_per_ml > 0)
    assert np.all(crossover["placebo"].peak_ng_per_ml == 0)


def test_pain_that_is_not_sciatica_stays_without_treatment(crossover):
    late = crossover["placebo"].at((EIGHT_WEEKS_H,), NULL)[0]
    assert late.mean() / crossover["placebo"].today.mean() == pytest.approx(0.95, abs=0.05)


def test_blinding_follows_what_patients_could_tell():
    expected = {
        "noppers2011": Blinding.ACTIVE_CONTROL,
        "pickering2020": Blinding.INERT_CONTROL,
        "kiefer_s_ketamine": Blinding.OPEN,
        "kim2015": Blinding.ACTIVE_CONTROL,
    }
    assert {key: blinding_of(trial_named(key)) for key in expected} == expected


def test_sizes_are_those_of_the_trial():
    sigtermans, schwartzman = trial_named("sigtermans2009"), trial_named("schwartzman2009")
    assert size_of(sigtermans, sigtermans.arms[0]) == 30
    assert size_of(schwartzman, schwartzman.arms[0]) == 13  # 26 in all
