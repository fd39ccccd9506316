"""Posteriors of two reference patients meet those of other programs."""

import numpy as np
import pytest

from sciatwin.inference import nuts
from sciatwin.inference.directions import Directions, information
from sciatwin.inference.laplace import find_modes
from sciatwin.inference.posterior import Method
from sciatwin.inference.ways import WAYS
from support.posteriors.reference_models import eight_levels, levels_and_pain, numbers, table

OPTIMUM = -61.637251605
VERSIONS = 2000

SEEDS = range(8)
"""Averages of so many leave a third of the chance of one: 0.015 of a standard deviation, and 0.01 of its size."""


def _objective(target, z):
    normal = target.predict(z[None, :])
    mean, variance = normal.mean[:, 0], normal.sd[:, 0] ** 2
    return ((target.rows.value - mean) ** 2 / variance + np.log(variance)).sum() + (z**2).sum()


def _posterior(target, method, count=VERSIONS, seed=1):
    return WAYS[method](target, 1, information(target, 1, seed), count, seed)


def test_most_probable_version_meets_the_optimum_that_was_found_elsewhere():
    target = eight_levels()
    (mode,) = find_modes(target, Directions(np.eye(6)), [0])
    assert _objective(target, mode.u) == pytest.approx(OPTIMUM, abs=1e-6)
    columns = table("w3_map.csv")
    assert mode.u * numbers(columns, "omega_sd") == pytest.approx(numbers(columns, "eta_map"), abs=2e-4)


def _against_stan(x):
    columns = table("w4_posterior.csv")
    sd = numbers(columns, "stan_sd_z")
    return (x.mean(axis=0) - numbers(columns, "stan_mean_z")) / sd, x.std(axis=0) / sd


def _over_seeds(method):
    target = levels_and_pain()
    return np.mean([_against_stan(_posterior(target, method, seed=seed).x) for seed in SEEDS], axis=0)


def test_default_agrees_with_stan():
    shift, ratio = _over_seeds(Method.IMPORTANCE)
    assert np.abs(shift).max() < 0.1
    assert ratio == pytest.approx(np.ones(10), abs=0.07)


def test_normal_approximation_corrected_once_agrees_with_stan():
    shift, ratio = _over_seeds(Method.LAPLACE)
    assert np.abs(shift).max() < 0.12
    assert ratio == pytest.approx(np.ones(10), abs=0.08)


@pytest.mark.slow
def test_reference_sampler_agrees_with_stan(monkeypatch):
    pytest.importorskip("nutpie")
    monkeypatch.setattr(nuts, "DRAWS", 400)
    monkeypatch.setattr(nuts, "TUNE", 200)
    posterior = _posterior(levels_and_pain(), Method.NUTS, 4 * 400)
    assert posterior.diagnostics.r_hat < 1.02
    shift, ratio = _against_stan(posterior.x)
    assert np.abs(shift).max() < 0.15
    assert ratio == pytest.approx(np.ones(10), abs=0.1)
