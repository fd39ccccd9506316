"""Bands within bands are the percentiles that NumPy has, of equal versions and of weighted ones."""

import numpy as np
import pytest

from sciatwin.twin.shown.nested import NestedBand

VALUES = np.random.default_rng(4).gamma(2.0, size=(7, 41))


def test_bands_are_percentiles_of_the_versions():
    band = NestedBand.of(VALUES)
    found = (band.low_90, band.low_50, band.high_50, band.high_90)
    assert np.array(found) == pytest.approx(np.quantile(VALUES, (0.05, 0.25, 0.75, 0.95), axis=-1))
    assert band.mean == pytest.approx(VALUES.mean(axis=-1))


def test_a_version_of_weight_two_stands_for_two():
    weights = np.ones(41)
    weights[3] = 2.0
    weighted = NestedBand.of(VALUES, weights)
    repeated = NestedBand.of(np.concatenate([VALUES, VALUES[:, 3:4]], axis=1))
    assert weighted.low_90 == pytest.approx(repeated.low_90)
    assert weighted.mean == pytest.approx(repeated.mean)


def test_a_part_is_some_moments_after_another():
    assert NestedBand.of(VALUES).part(2, 3).high_90 == pytest.approx(NestedBand.of(VALUES[2:5]).high_90)
    interval = NestedBand.of(VALUES).interval(1)
    assert (interval.low, interval.high) == pytest.approx(tuple(np.quantile(VALUES[1], (0.05, 0.95))))
