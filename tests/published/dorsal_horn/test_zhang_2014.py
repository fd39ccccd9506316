"""Zhang 2014: wind-up, inhibition and NMDA block, against counts of the authors' files (``spike_counts``).

Run as published: backward Euler, 0.0125 ms. Every count must lie within 1 spike or 6 %, whichever is larger; without
inhibition it must be the published one.
"""

import pytest

from sciatwin.dorsal_horn import ZHANG_2014, CircuitRun, VoltageStep, simulate, spikes_per_shock, wind_up_ratio
from sciatwin.dorsal_horn.parts.fibres import shocks, volleys
from sciatwin.dorsal_horn.published.zhang_2014 import A_BETA, A_BETA_LATENCIES_MS, SURROUND, WDR, WITH_SURROUND, C
from support.dorsal_horn.spike_counts import ZHANG_EARLY, ZHANG_LATE, worst_excess

ALL, SOME = 15, 6
SETTINGS = {
    "control": (ALL, {}),
    "NMDA 0.5": (SOME, {"nmda_block_fraction": 0.5}),
    "NMDA 0.8": (SOME, {"nmda_block_fraction": 0.2}),
    "NMDA 0": (SOME, {"nmda_block_fraction": 1.0}),
    "no inhibition": (SOME, {"inhibition_fraction": 0.0}),
}


def _run(circuit, arrivals, duration_ms, **setting):
    return simulate(
        circuit,
        [CircuitRun(arrivals=arrivals, **setting)],
        duration_ms=duration_ms,
        step_ms=0.0125,
        method=VoltageStep.BACKWARD_EULER,
        workers=1,
    ).spikes_ms[0][WDR]


@pytest.fixture(scope="module")
def counts():
    """Early and late counts of each setting."""
    found = {}
    for name, (count, setting) in SETTINGS.items():
        times_ms = shocks(count=count, every_ms=1000.0)
        spikes = _run(ZHANG_2014.circuit, ZHANG_2014.arrivals(times_ms, 0), times_ms[-1] + 1000.0, **setting)
        found[name] = [
            spikes_per_shock(spikes, times_ms, from_ms=window.from_ms, until_ms=window.until_ms)
            for window in (ZHANG_2014.early, ZHANG_2014.late)
        ]
    return found


@pytest.mark.parametrize("name", SETTINGS)
def test_late_response(counts, name):
    assert worst_excess(counts[name][1], ZHANG_LATE[name], spikes=1, fraction=0.06) <= 0


@pytest.mark.parametrize("name", ZHANG_EARLY)
def test_early_response_is_nearly_constant(counts, name):
    assert worst_excess(counts[name][0], ZHANG_EARLY[name], spikes=1, fraction=0) <= 0


def test_wind_up_of_two_and_a_half(counts):
    assert wind_up_ratio(counts["control"][1]) == pytest.approx(2.4, abs=0.2)


def test_without_inhibition_every_count_is_the_published_one(counts):
    early, late = counts["no inhibition"]
    assert early.tolist() == ZHANG_EARLY["no inhibition"][:SOME]
    assert late.tolist() == ZHANG_LATE["no inhibition"][:SOME]


def test_an_a_fibre_volley_inhibits_the_c_response():
    """Fig. 5b: A-beta spikes while C fibres drive the cell take spikes away for a while."""
    times_ms = shocks(count=1, every_ms=1000.0)
    alone = {C: ZHANG_2014.arrivals(times_ms, 0)[C]}
    volley_ms = 320.0
    both = {**alone, A_BETA: volleys(times_ms + volley_ms, A_BETA_LATENCIES_MS)}
    after = {"from_ms": volley_ms + 20, "until_ms": volley_ms + 80}  # past the excitation by the volley itself
    undisturbed, inhibited = (
        spikes_per_shock(_run(ZHANG_2014.circuit, arrivals, 2000.0), times_ms, **after)[0] for arrivals in (alone, both)
    )
    assert inhibited < undisturbed


def test_the_surround_inhibits():
    times_ms = shocks(count=1, every_ms=1000.0)
    arrivals = ZHANG_2014.arrivals(times_ms, 0)
    late_ms = (110.0, 160.0, 210.0, 260.0)
    surround = {**arrivals, SURROUND: [times_ms + delay + fibre for delay in late_ms for fibre in (0.0, 1.0, 2.0) * 5]}
    without, with_surround = (
        spikes_per_shock(_run(WITH_SURROUND, each, 2000.0), times_ms, from_ms=100.0, until_ms=1000.0)[0]
        for each in (arrivals, surround)
    )
    assert without == pytest.approx(ZHANG_LATE["control"][0], abs=1)
    assert with_surround < without
