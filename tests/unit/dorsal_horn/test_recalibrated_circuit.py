"""The recalibrated circuit keeps wind-up and gives way to block step by step, as the published circuits do not."""

import numpy as np
import pytest

from sciatwin.dorsal_horn import RECALIBRATED, CircuitRun, block_curve, simulate, wind_up_ratio
from sciatwin.dorsal_horn import recalibration as recalibrating
from sciatwin.dorsal_horn.circuit import COARSE, FACTORS, recalibrated
from sciatwin.dorsal_horn.parts.fibres import shocks
from sciatwin.dorsal_horn.published.zhang_2014 import CIRCUIT, arrivals
from sciatwin.dorsal_horn.recalibration import BLOCKS, UNBLOCKED, distance, search, targets
from sciatwin.evidence import Status

ZHANG = np.array(
    [
        [13, 14, 16, 17, 19, 21, 22, 23, 25, 26, 27, 28, 29, 30, 31],
        [4, 5, 6, 6, 7, 7, 7, 8, 8, 8, 8, 8, 8, 8, 8],
        [0, 0, 0, 1, 1, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2],
    ]
)
"""Late spikes of the authors' model with no, half and full block, counted in NEURON 9.0.2."""


@pytest.fixture(scope="module")
def curve():
    return block_curve(RECALIBRATED, BLOCKS)


def test_wind_up_without_block_is_that_of_zhang(curve):
    """13 → 31: every count within 3 spikes, the ratio between 1.8 and 2.6."""
    assert np.abs(curve.late[0] - ZHANG[0]).max() <= 3
    assert 1.8 <= wind_up_ratio(curve.late[0]) <= 2.6


def test_block_takes_the_last_response_away_step_by_step(curve):
    """No cliff: each half of the block takes less than 45 % of the last response, and gives nothing back."""
    taken = -np.diff(curve.late[:, -1]) / curve.late[0, -1]
    assert np.all(taken > 0.05)
    assert np.all(taken < 0.45)


def test_the_first_response_is_largely_kept(curve):
    """Guirimand 2000: thresholds and single responses were as before at a dose that cut wind-up."""
    first = curve.late[:, 0]
    assert first[1] >= 0.8 * first[0]
    assert first[2] >= 0.6 * first[0]


def test_block_cuts_wind_up_more_than_the_first_response(curve):
    lost = 1 - curve.late[1] / curve.late[0]
    assert lost[-1] > 1.5 * lost[0]
    added = curve.late[:, -1] - curve.late[:, 0]
    assert added[1] < 0.75 * added[0]
    assert added[2] < 0.4 * added[0]


def test_the_fit_is_far_better_than_the_published_circuit(curve):
    assert distance(curve.late) < 0.1 * distance(ZHANG)
    assert distance(targets()) == 0


def test_the_search_finds_the_smallest_misfit(monkeypatch):
    """On a misfit whose minimum is known, at factors 2 and 0.5."""
    monkeypatch.setattr(
        recalibrating, "misfit", lambda factors: np.log(factors["a"] / 2) ** 2 + np.log(factors["b"] * 2) ** 2
    )
    monkeypatch.setattr(recalibrating, "FIRST_STEP", 0.5)
    found = search({"a": 1.0, "b": 1.0}, evaluations=200)
    assert [found["a"], found["b"]] == pytest.approx([2.0, 0.5], rel=0.2)


def test_targets_lie_midway_under_half_block():
    assert targets().shape == (len(BLOCKS), len(UNBLOCKED))
    assert targets()[1, -1] == (31 + 13) / 2
    assert targets()[2].tolist() == [13] * 15


def test_factors_of_one_change_nothing():
    assert recalibrated(dict.fromkeys(FACTORS, 1.0)) == COARSE


def test_fewer_compartments_move_the_inhibitory_spikes_by_a_millisecond():
    setting = CircuitRun(arrivals=arrivals(shocks(count=1, every_ms=1000.0, first_ms=50.0)))
    fine, coarse = (
        simulate(circuit, [setting], duration_ms=150.0).spikes_ms[0]["inhibitory"] for circuit in (CIRCUIT, COARSE)
    )
    assert len(fine) == len(coarse) == 2
    assert np.abs(fine - coarse).max() < 1.5


def test_every_factor_is_marked_as_fitted():
    assert all(factor.status is Status.CALIBRATED for factor in FACTORS.values())
