"""Where the posterior has a closed form, every way to it meets that form."""

from dataclasses import dataclass

import numpy as np
import pytest
from scipy.stats import multivariate_normal

from sciatwin.inference import nuts, tempering
from sciatwin.inference.directions import Directions, information
from sciatwin.inference.importance import sample
from sciatwin.inference.interval import log_probability
from sciatwin.inference.laplace import find_modes
from sciatwin.inference.normal import Normal
from sciatwin.inference.posterior import Method
from sciatwin.inference.proposal import around
from sciatwin.inference.rows import Rows, WrittenScale
from sciatwin.inference.target import OneClassTarget, Prediction
from sciatwin.inference.ways import WAYS

SD = 0.5
VERSIONS = 4000


def _rows(values):
    count = len(values)
    return Rows(np.arange(1.0, count + 1), np.array(values), (WrittenScale(),) * count, ("",) * count, ("",) * count)


@pytest.fixture
def linear():
    """Eight exact numbers that are sums of four of six unknowns; two unknowns are never seen."""
    random = np.random.default_rng(5)
    slopes = np.hstack([random.normal(size=(8, 4)), np.zeros((8, 2))])
    values = slopes @ random.normal(size=6) + SD * random.normal(size=8)
    target = OneClassTarget(6, _rows(values), lambda z: Normal(slopes @ z.T, np.full((8, len(z)), SD)))
    covariance = np.linalg.inv(np.eye(6) + slopes.T @ slopes / SD**2)
    evidence = multivariate_normal(np.zeros(8), slopes @ slopes.T + SD**2 * np.eye(8)).logpdf(values)
    return target, covariance @ slopes.T @ values / SD**2, covariance, evidence


def _found(target, method):
    return WAYS[method](target, 1, information(target, 1, 2), VERSIONS, 2)


@pytest.mark.parametrize("method", [Method.IMPORTANCE, Method.LAPLACE])
def test_linear_normal_posterior_is_met(linear, method):
    target, mean, covariance, evidence = linear
    found = _found(target, method)
    sd = np.sqrt(np.diag(covariance))
    effective = min(found.diagnostics.effective, VERSIONS)
    assert np.abs((found.x.mean(axis=0) - mean) / sd).max() < 4.5 / np.sqrt(effective)
    assert np.cov(found.x.T) == pytest.approx(covariance, abs=0.1)
    assert found.log_evidence == pytest.approx(evidence, abs=0.05)


@pytest.mark.parametrize("method", [Method.IMPORTANCE, Method.LAPLACE])
def test_weighted_versions_meet_the_same_posterior_and_are_all_different(linear, method):
    target, mean, covariance, _ = linear
    found = _found(target, method).weighted
    shares = np.exp(found.log_weights) / np.exp(found.log_weights).sum()
    effective = 1 / np.sum(shares**2)
    assert len(np.unique(found.x[:, 0])) == len(found.x) <= VERSIONS
    assert np.abs((shares @ found.x - mean) / np.sqrt(np.diag(covariance))).max() < 4.5 / np.sqrt(effective)
    assert np.cov(found.x.T, aweights=shares) == pytest.approx(covariance, abs=0.1)


def test_normal_approximation_is_exact_where_the_posterior_is_normal(linear):
    target, mean, covariance, evidence = linear
    (mode,) = find_modes(target, Directions(np.eye(6)), [0])
    assert mode.u == pytest.approx(mean, abs=1e-4)
    assert np.linalg.inv(mode.precision) == pytest.approx(covariance, abs=1e-6)
    assert mode.log_evidence == pytest.approx(evidence, abs=1e-5)


@pytest.mark.slow
def test_reference_sampler_meets_the_linear_normal_posterior(linear, monkeypatch):
    pytest.importorskip("nutpie")
    monkeypatch.setattr(nuts, "DRAWS", 500)
    target, mean, covariance, _ = linear
    found = _found(target, Method.NUTS)
    assert found.diagnostics.trusted
    sd = np.sqrt(np.diag(covariance))
    assert np.abs((found.x.mean(axis=0) - mean) / sd).max() < 0.15
    assert found.x.std(axis=0) == pytest.approx(sd, rel=0.1)


@dataclass(frozen=True)
class TwoClasses:
    """One number that is near +2 in one class and near −2 in the other, which is less probable."""

    value: float
    dimension: int = 1
    chance: float = 0.2

    def _normal(self, z, sign):
        return Normal(2.0 * sign + z.T, np.full((1, len(z)), SD))

    def by_class(self, x):
        edge = np.array([self.value])
        parts = [self._normal(x, sign) for sign in (1, -1)]
        found = [log_probability(edge, edge, part.mean, part.sd).sum(axis=0) for part in parts]
        return np.stack([np.log(1 - self.chance) + found[0], np.log(self.chance) + found[1]])

    def predictions(self, x, classes):
        points = x if len(x) == len(classes) else np.repeat(x, len(classes), axis=0)
        edge, prior = np.array([self.value]), (np.log(1 - self.chance), np.log(self.chance))
        return [
            Prediction(edge, edge, self._normal(z, (1, -1)[c]), np.full(len(z), prior[c]))
            for z, c in zip(points, classes, strict=True)
        ]


@pytest.mark.parametrize("value", [2.0, 0.3, -1.0, -2.5])
def test_probability_of_a_class_is_that_of_bayes(value):
    spread = np.sqrt(1 + SD**2)
    chances = np.array([0.8, 0.2]) * np.exp(-0.5 * ((value - np.array([2.0, -2.0])) / spread) ** 2)
    target = TwoClasses(value)
    found = WAYS[Method.IMPORTANCE](target, 2, information(target, 2, 3), VERSIONS, 3)
    assert found.class_probability[0] == pytest.approx(chances[0] / chances.sum(), abs=0.01)
    assert (found.classes == 0).mean() == pytest.approx(found.class_probability[0], abs=0.03)


def test_tempering_reaches_the_posterior_from_afar(linear):
    target, mean, covariance, evidence = linear
    directions = Directions(np.eye(6))
    far = around(target, directions, find_modes(target, directions, [0]))
    bell = far.bells[0]
    shifted = type(bell)(bell.mean + 0.7, bell.axes, 2 * bell.below, 2 * bell.above, bell.informed)
    found = tempering.sample(target, directions, type(far)((shifted,), far.shares, far.classes), 4)
    assert found.trusted
    sd = np.sqrt(np.diag(covariance))
    assert np.abs((found.x.mean(axis=0) - mean) / sd).max() < 0.25
    assert found.x.std(axis=0) == pytest.approx(sd, rel=0.15)
    assert found.log_evidence == pytest.approx(evidence, abs=0.5)


def test_importance_draws_from_the_wrong_place_are_not_trusted(linear):
    target, *_ = linear
    directions = Directions(np.eye(6))
    (mode,) = find_modes(target, directions, [0])
    misplaced = type(mode)(0, mode.u + 4.0, 4 * mode.precision, mode.log_posterior, True)
    assert not sample(target, directions, [misplaced], 5).trusted
