"""The probability of an interval is that of SciPy's normal distribution, to the far ends, with its derivatives."""

import numpy as np
import pytest
from scipy.special import log_ndtr
from scipy.stats import norm

from sciatwin.inference.interval import log_probability, probability_below, slope

LOW = np.array([-np.inf, -0.5, 2.5, 9.5, 3.3, 2.9])
HIGH = np.array([0.5, 0.5, 3.5, np.inf, 3.3, 2.95])
EXACT = 4


@pytest.fixture
def normal():
    random = np.random.default_rng(1)
    return random.uniform(-1, 11, (6, 40)), random.uniform(0.5, 2.5, (6, 40))


def _expected(mean, sd):
    a, b = ((edge[:, None] - mean) / sd for edge in (LOW, HIGH))
    found = np.log(np.where(a + b > 0, norm.sf(a) - norm.sf(b), norm.cdf(b) - norm.cdf(a)) + (LOW == HIGH)[:, None])
    found[EXACT] = norm.logpdf(LOW[EXACT], mean[EXACT], sd[EXACT])
    return found


def test_probability_is_that_of_the_normal_distribution(normal):
    assert log_probability(LOW, HIGH, *normal) == pytest.approx(_expected(*normal), rel=1e-9)


@pytest.mark.parametrize("far", [5.0, 30.0, 35.99, 36.01, 200.0])
def test_a_tail_is_exact_however_far_out(far):
    mean, sd = np.array([[far]]), np.ones((1, 1))
    found = log_probability(np.array([-np.inf]), np.array([0.0]), mean, sd)
    assert found[0, 0] == pytest.approx(log_ndtr(-far), rel=1e-8)
    mirrored = log_probability(np.array([0.0]), np.array([np.inf]), -mean, sd)
    assert mirrored[0, 0] == pytest.approx(found[0, 0], rel=1e-12)


def test_derivatives_are_those_of_differences(normal):
    mean, sd = normal
    step, found = 1e-5, slope(LOW, HIGH, mean, sd)
    by_mean = (log_probability(LOW, HIGH, mean + step, sd) - log_probability(LOW, HIGH, mean - step, sd)) / (2 * step)
    by_sd = (log_probability(LOW, HIGH, mean, sd + step) - log_probability(LOW, HIGH, mean, sd - step)) / (2 * step)
    assert found.by_mean == pytest.approx(by_mean, rel=1e-6, abs=1e-6)
    assert found.by_sd == pytest.approx(by_sd, rel=1e-6, abs=1e-6)


def test_information_of_the_mean_is_the_second_derivative_and_never_negative(normal):
    mean, sd = normal
    step = 1e-3
    above, here, below = (log_probability(LOW, HIGH, mean + shift, sd) for shift in (step, 0, -step))
    found = slope(LOW, HIGH, mean, sd).information_of_mean
    assert found == pytest.approx(-(above - 2 * here + below) / step**2, rel=1e-3, abs=1e-4)
    assert (found >= 0).all()


def test_intervals_of_a_scale_cover_everything_once(normal):
    """Scores 0 to 10: their probabilities add up to 1."""
    mean, sd = (part[:1].repeat(11, axis=0) for part in normal)
    low, high = np.arange(11) - 0.5, np.arange(11) + 0.5
    low[0], high[-1] = -np.inf, np.inf
    assert np.exp(log_probability(low, high, mean, sd)).sum(axis=0) == pytest.approx(np.ones(40))


def test_percentile_of_what_was_seen_counts_half_of_its_own_probability(normal):
    mean, sd = normal
    a, b = ((edge[:, None] - mean) / sd for edge in (LOW, HIGH))
    assert probability_below(LOW, HIGH, mean, sd) == pytest.approx((norm.cdf(a) + norm.cdf(b)) / 2)
