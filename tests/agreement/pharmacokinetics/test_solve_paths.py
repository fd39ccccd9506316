"""One answer on every way through the engine: threads, batches, order, and times asked for."""

import dataclasses

import numpy as np
import pytest

from sciatwin.analytes import Analyte
from sciatwin.pharmacokinetics.engine import solve
from sciatwin.pharmacokinetics.parameters import draw
from sciatwin.pharmacokinetics.systems import EffectSite, build_system
from sciatwin.pharmacokinetics.which_model.library import model_named
from sciatwin.regimen import Bolus, Infusion

# People of one batch share the scaling of their matrix exponential, so their last digits depend on the company.
COMPANY = 1e-10

PEOPLE = 203
EVENTS = (
    Bolus(start_h=0, dose_mg=10),
    Infusion(start_h=0, duration_h=0.7, dose_mg=40),
    Infusion(start_h=0.5, duration_h=4, dose_mg=80),
    Bolus(start_h=24, dose_mg=5),
)
TIMES_H = np.linspace(0, 48, 97)


@pytest.fixture(scope="module")
def system():
    model = model_named("simons_2022")
    site = EffectSite(name="effect site", analyte=Analyte.S_KETAMINE, rate_per_h=5.0)
    return build_system(model, draw(model, 80.0, PEOPLE, seed=3), effect_sites=(site,))


@pytest.fixture(scope="module")
def levels(system):
    return solve(system, EVENTS, TIMES_H, workers=1)


def _only(system, people):
    return dataclasses.replace(
        system, rate_per_h=system.rate_per_h[:, :, people], output_scale=system.output_scale[:, people]
    )


@pytest.mark.parametrize("workers", [2, 3, 5, 64])
def test_number_of_workers_changes_no_bit(system, levels, workers):
    np.testing.assert_array_equal(solve(system, EVENTS, TIMES_H, workers=workers), levels)


def test_same_question_twice_changes_no_bit(system, levels):
    np.testing.assert_array_equal(solve(system, EVENTS, TIMES_H, workers=1), levels)


@pytest.mark.parametrize("size", [1, 2, 15, 16, 17, 63, 64, 65, 130])
def test_splitting_people_into_batches_changes_nothing_that_matters(system, levels, size):
    batches = [np.arange(start, min(start + size, PEOPLE)) for start in range(0, PEOPLE, size)]
    split = np.concatenate([solve(_only(system, people), EVENTS, TIMES_H) for people in batches], axis=2)
    np.testing.assert_allclose(split, levels, rtol=COMPANY)


def test_order_of_people_changes_nothing_that_matters(system, levels):
    order = np.random.default_rng(11).permutation(PEOPLE)
    shuffled = solve(_only(system, order), EVENTS, TIMES_H)
    np.testing.assert_allclose(shuffled, levels[:, :, order], rtol=COMPANY)


def test_extra_requested_times_change_nothing_that_matters(system, levels):
    extra = np.random.default_rng(12).uniform(0, 48, 250)
    every = np.union1d(TIMES_H, extra)
    more = solve(system, EVENTS, every)[:, np.searchsorted(every, TIMES_H)]
    np.testing.assert_allclose(more, levels, rtol=COMPANY)


def test_a_longer_horizon_leaves_earlier_levels(system, levels):
    longer = solve(system, EVENTS, np.concatenate([TIMES_H, [500.0, 2160.0]]))[:, : len(TIMES_H)]
    np.testing.assert_allclose(longer, levels, rtol=COMPANY)


def test_order_of_doses_changes_nothing_that_matters(system, levels):
    np.testing.assert_allclose(solve(system, EVENTS[::-1], TIMES_H), levels, rtol=1e-14)


def test_a_share_of_the_dose_is_a_share_of_the_level(system, levels):
    share = np.linspace(0, 1, PEOPLE)
    np.testing.assert_allclose(solve(system, EVENTS, TIMES_H, dose_scale=share), levels * share, rtol=1e-14)


def test_outputs_that_are_not_asked_for_do_not_change_the_others(levels):
    model = model_named("simons_2022")
    parent = build_system(model, draw(model, 80.0, PEOPLE, seed=3), analytes=(Analyte.S_KETAMINE,))
    np.testing.assert_allclose(solve(parent, EVENTS, TIMES_H)[0], levels[0], rtol=COMPANY)
