"""Smoothed weights are those of ArviZ, and the shape of a tail that is known is found."""

import numpy as np
import pytest
from scipy.stats import genpareto

from sciatwin.inference.pareto_smoothing import fit_tail, quantiles, smooth
from sciatwin.inference.weighted import smoothed

DRAWS = (30, 225, 226, 1000, 4000)
SPREADS = (0.01, 0.3, 1.0, 3.0, 20.0)


@pytest.mark.parametrize("draws", DRAWS)
@pytest.mark.parametrize("spread", SPREADS)
def test_weights_and_shape_are_those_of_arviz(draws, spread):
    arviz = pytest.importorskip("arviz_stats.base").array_stats
    log_weights = np.random.default_rng(draws).normal(0, spread, draws)
    expected, shape = arviz.psislw(-log_weights)  # it takes what would be left out, so the sign turns
    found, found_shape = smooth(log_weights)
    np.testing.assert_allclose(np.exp(found), np.exp(expected), rtol=1e-11, atol=1e-300)
    assert found_shape == pytest.approx(float(shape), rel=1e-11, abs=1e-11)


@pytest.mark.parametrize("shape", [-0.3, 0.0, 0.4, 0.9])
def test_quantiles_are_those_of_the_generalised_pareto_distribution(shape):
    at = np.linspace(0.01, 0.99, 25)
    assert quantiles(at, shape, 2.5) == pytest.approx(genpareto.ppf(at, shape, scale=2.5), rel=1e-12)


@pytest.mark.parametrize("shape", [0.1, 0.5, 0.8])
def test_a_known_tail_is_found(shape):
    excess = np.sort(genpareto.rvs(shape, scale=2.0, size=4000, random_state=3))
    found, scale = fit_tail(excess)
    assert found == pytest.approx(shape, abs=4 * (1 + shape) / 4000**0.5)  # asymptotic error of the best estimate
    assert scale == pytest.approx(2.0, rel=0.15)


@pytest.mark.parametrize("draws", DRAWS)
def test_weights_add_up_keep_their_order_and_none_outgrows_the_largest(draws):
    log_weights = np.random.default_rng(7).standard_t(3, draws)
    found, _ = smooth(log_weights)
    assert np.exp(found).sum() == pytest.approx(1)
    assert np.all(np.diff(found[np.argsort(log_weights)]) >= -1e-12)
    untouched = np.argsort(log_weights)[: draws // 2]
    assert np.ptp((found - log_weights)[untouched]) < 1e-9


def test_adding_a_constant_changes_nothing():
    log_weights = np.random.default_rng(8).normal(0, 2, 500)
    assert smooth(log_weights + 300)[0] == pytest.approx(smooth(log_weights)[0], abs=1e-9)


def test_weights_that_all_but_vanish_are_not_to_be_trusted():
    log_weights = np.full(1000, -650.0)
    log_weights[:5] = np.arange(5.0)
    assert smoothed(log_weights).pareto_k > 0.7


def test_a_tail_of_one_value_and_a_tail_of_too_few_are_refused():
    with pytest.raises(ValueError, match="same"):
        smooth(np.r_[np.zeros(100), np.ones(200)])
    with pytest.raises(ValueError, match="at least 25"):
        smooth(np.arange(24.0))
