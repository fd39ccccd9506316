"""The recalibrated circuit keeps wind-up and gives way to block step by step, as the published circuits do not."""

import numpy as np
import pytest

from sciatwin.dorsal_horn import RECALIBRATED, ZHANG_2014, block_curve, wind_up_ratio
from sciatwin.dorsal_horn.circuit import FACTORS, recalibrated
from sciatwin.dorsal_horn.published.zhang_2014 import CIRCUIT
from sciatwin.dorsal_horn.recalibration import BLOCKS, UNBLOCKED, misfit, search, targets
from sciatwin.evidence import Status

VALUES = {name: factor.value for name, factor in FACTORS.items()}
NOTHING_CHANGED = dict.fromkeys(FACTORS, 1.0)


@pytest.fixture(scope="module")
def curve():
    return block_curve(RECALIBRATED, np.array([0.0, 0.25, 0.5, 0.75, 1.0]))


def test_wind_up_without_block_is_that_of_zhang(curve):
    """13 → 31: every count within 3 spikes, the ratio between 1.7 and 2.6."""
    assert np.abs(curve.late[0] - UNBLOCKED).max() <= 3
    assert 1.7 <= wind_up_ratio(curve.late[0]) <= 2.6


def test_block_takes_the_last_response_away_step_by_step(curve):
    """No cliff: each quarter of block takes less than a third of the last response, and never gives any back."""
    last = curve.late[:, -1]
    assert np.all(np.diff(last) < 0)
    assert np.all(-np.diff(last) < last[0] / 3)


def test_the_first_response_is_largely_kept(curve):
    """Guirimand 2000: thresholds and single responses were as before at a dose that cut wind-up."""
    first = curve.late[:, 0]
    assert first[2] >= 0.8 * first[0]
    assert first[-1] >= 0.6 * first[0]


def test_block_cuts_wind_up_more_than_the_first_response(curve):
    lost = 1 - curve.late[2] / curve.late[0]
    assert lost[-1] > 1.5 * lost[0]
    added = curve.late[:, -1] - curve.late[:, 0]
    assert added[2] < 0.75 * added[0]
    assert added[-1] < 0.4 * added[0]


def test_the_published_circuit_loses_its_first_response():
    """What was wrong before: half block takes two thirds of the response to a single shock."""
    before = block_curve(ZHANG_2014, np.array([0.0, 0.5]), count=1).late
    assert before[1, 0] < 0.4 * before[0, 0]


def test_factors_fit_far_better_than_no_change():
    assert misfit(VALUES) < 0.1 * misfit(NOTHING_CHANGED)


def test_the_search_goes_downhill():
    start = VALUES | {"AMPA to WDR": 1.5 * VALUES["AMPA to WDR"]}
    assert misfit(search(start, evaluations=10)) < misfit(start)


def test_targets_lie_midway_under_half_block():
    assert targets().shape == (len(BLOCKS), len(UNBLOCKED))
    assert targets()[1, -1] == (31 + 13) / 2


def test_factors_of_one_give_the_published_circuit():
    assert recalibrated(NOTHING_CHANGED) == CIRCUIT


def test_every_factor_is_marked_as_fitted():
    assert all(factor.status is Status.CALIBRATED for factor in FACTORS.values())
