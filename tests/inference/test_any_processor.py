"""A seed draws the same people and the same posterior on every processor, up to rounding."""

import numpy as np
import pytest

from sciatwin.inference.axes import principal_axes, uneven
from sciatwin.inference.directions import information, informed_directions
from sciatwin.inference.normal import Normal
from sciatwin.inference.posterior import Method
from sciatwin.inference.rows import Rows, WrittenScale
from sciatwin.inference.target import OneClassTarget
from sciatwin.inference.ways import WAYS
from support.posteriors.processors import computed, differences
from support.posteriors.reference_models import levels_and_pain

VERSIONS = 400
_EIGH = np.linalg.eigh


def three_equal_visits():
    """What two readings of each of three equal visits are off by: any turn of two of the axes is as good."""
    slopes = np.hstack([np.kron(np.eye(3), np.ones((2, 1))), np.ones((6, 1))])
    rows = Rows(np.arange(6.0), np.array([1.0, 0.5, 1.0, 0.5, 1.0, 0.5]), (WrittenScale(),) * 6, ("",) * 6, ("",) * 6)
    return OneClassTarget(4, rows, lambda z: Normal(slopes @ np.expm1(z.T / 2), np.full((6, len(z)), 0.7)))


TARGETS = {"three equal visits": three_equal_visits, "levels and pain": levels_and_pain}


def _posterior(target, method):
    found = WAYS[method](target, 1, information(target, 1, 1), VERSIONS, 1)
    return {"versions/": found.x, "evidence": np.array([found.log_evidence])}, found.diagnostics.used


def _turned(matrix):
    """Axes as another kernel may return them: some turned about, equal ones mixed, all of them rounded elsewhere."""
    noise = np.random.default_rng(8).uniform(-1, 1, matrix.shape)
    rounded = matrix * (1 + 4e-15 * (noise + noise.T))
    size, axes = _EIGH(rounded + 1e-14 * np.abs(matrix).max() * np.diag(np.cos(np.arange(len(matrix)))))
    return size, axes * np.where(np.arange(len(size)) % 3 == 0, -1.0, 1.0)


@pytest.mark.parametrize("target", TARGETS)
@pytest.mark.parametrize("method", [Method.IMPORTANCE, Method.LAPLACE])
def test_draws_do_not_depend_on_how_a_kernel_turns_axes(target, method, monkeypatch):
    made = TARGETS[target]()
    here, _ = _posterior(made, method)
    monkeypatch.setattr(np.linalg, "eigh", _turned)
    assert differences(here, _posterior(made, method)[0]) == {}


def test_tempering_does_not_depend_on_how_a_kernel_turns_axes(monkeypatch):
    monkeypatch.setattr("sciatwin.inference.importance.LARGEST_PARETO_K", -10.0)
    made = three_equal_visits()
    here, used = _posterior(made, Method.IMPORTANCE)
    assert used == "tempering"
    monkeypatch.setattr(np.linalg, "eigh", _turned)
    assert differences(here, _posterior(made, Method.IMPORTANCE)[0]) == {}


def test_directions_of_equal_information_are_told_apart(monkeypatch):
    told = information(three_equal_visits(), 1, 1)
    here = informed_directions(told).basis
    monkeypatch.setattr(np.linalg, "eigh", _turned)
    assert informed_directions(told).basis == pytest.approx(here, abs=1e-9)
    assert here.T @ here == pytest.approx(np.eye(4), abs=1e-12)


def test_axes_are_those_of_the_matrix_and_point_one_way():
    random = np.random.default_rng(3)
    root = random.normal(size=(6, 6))
    matrix = root @ root.T
    size, axes = principal_axes(matrix)
    assert axes @ np.diag(size) @ axes.T == pytest.approx(matrix)
    assert principal_axes(2 * matrix)[1] == pytest.approx(axes)


@pytest.mark.parametrize("count", [1, 2, 30, 200])
def test_factors_are_near_one_and_of_product_one_and_no_two_are_equal(count):
    factors = uneven(count)
    assert np.prod(factors) == pytest.approx(1)
    assert np.abs(factors - 1).max() < 0.03
    assert len(np.unique(factors.round(8))) == count


@pytest.mark.slow
def test_machine_code_for_any_processor_draws_the_same(tmp_path):
    assert differences(computed(tmp_path), computed(tmp_path, NUMBA_CPU_NAME="generic")) == {}
