"""Settings, batches, inputs and errors."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sciatwin.dorsal_horn import (
    PUBLISHED,
    ZHANG_2014,
    CircuitRun,
    VoltageStep,
    simulate,
    spikes_per_shock,
    wind_up_ratio,
)
from sciatwin.dorsal_horn.channels import calcium_gated
from sciatwin.dorsal_horn.channels.calcium import L_TYPE
from sciatwin.dorsal_horn.parts.cell import Cell, Inserted, Place
from sciatwin.dorsal_horn.parts.fibres import renewal, scattered_volleys, shocks, volleys
from sciatwin.dorsal_horn.parts.synapse import INHIBITORY, Receptor, Transmitter
from sciatwin.errors import ModelError
from sciatwin.streams import generator_for
from support.dorsal_horn.cells import AMPA, GABA_A, SOMA, ball, circuit, onto, section, spiking_ball

ONE_SHOCK = ZHANG_2014.arrivals(shocks(count=1, every_ms=1000.0, first_ms=50.0), 0)


def _zhang(settings, wired=ZHANG_2014.circuit, **options):
    return simulate(wired, settings, duration_ms=400.0, **options).spikes_ms


def test_a_batch_gives_what_single_runs_give():
    settings = [CircuitRun(arrivals=ONE_SHOCK, nmda_block_fraction=block) for block in (0.0, 0.4, 1.0)] + [CircuitRun()]
    together = _zhang(settings, workers=2)
    for setting, spikes in zip(settings, together, strict=True):
        alone = _zhang([setting], workers=1)[0]
        assert {cell: times.tolist() for cell, times in spikes.items()} == {
            cell: times.tolist() for cell, times in alone.items()
        }
    assert not any(len(times) for times in together[-1].values())  # silent fibres, silent cells


def test_full_block_is_a_circuit_without_nmda_receptors():
    without = ZHANG_2014.circuit.with_weights(0, lambda p: p.receptor.transmitter is Transmitter.NMDA)
    blocked = _zhang([CircuitRun(arrivals=ONE_SHOCK, nmda_block_fraction=1.0)])[0]["WDR"]
    assert blocked.tolist() == _zhang([CircuitRun(arrivals=ONE_SHOCK)], without)[0]["WDR"].tolist()


def test_block_scales_nmda_receptors_and_no_others():
    halved = ZHANG_2014.circuit.with_weights(0.5, lambda p: p.receptor.transmitter is Transmitter.NMDA)
    blocked = _zhang([CircuitRun(arrivals=ONE_SHOCK, nmda_block_fraction=0.5)])[0]
    expected = _zhang([CircuitRun(arrivals=ONE_SHOCK)], halved)[0]
    assert len(blocked["WDR"]) == len(expected["WDR"])
    np.testing.assert_allclose(blocked["WDR"], expected["WDR"], atol=0.05)


def test_inhibition_left_scales_gaba_and_glycine():
    weaker = ZHANG_2014.circuit.with_weights(0.25, lambda p: p.receptor.transmitter in INHIBITORY)
    left = _zhang([CircuitRun(arrivals=ONE_SHOCK, inhibition_fraction=0.25)])[0]["WDR"]
    np.testing.assert_allclose(left, _zhang([CircuitRun(arrivals=ONE_SHOCK)], weaker)[0]["WDR"], atol=0.05)


def test_a_chloride_shift_moves_the_reversal_potential():
    """Where only inhibition acts, the voltage goes towards the shifted potential."""
    wired = circuit(ball(), projections=[onto(receptor=GABA_A, weight_us=1.0)])
    arrivals = {"fibre": [np.arange(1.0, 40.0, 1.0)]}
    settings = [CircuitRun(arrivals=arrivals, chloride_shift_mv=shift) for shift in (0.0, 25.0)]
    end = simulate(wired, settings, duration_ms=40.0, probes=[("cell", SOMA)]).voltage_mv[:, 0, -1]
    assert end == pytest.approx([-80.0, -55.0], abs=0.1)


@given(
    times_ms=st.lists(st.floats(0.0, 30.0), min_size=1, max_size=20),
    weight_us=st.floats(1e-5, 1.0),
    step_ms=st.sampled_from([0.0125, 0.025, 0.1]),
)
def test_voltage_stays_between_the_reversal_potentials(times_ms, weight_us, step_ms):
    """Backward Euler cannot overshoot, however strong a synapse is."""
    wired = circuit(ball(), projections=[onto(weight_us=weight_us), onto(receptor=GABA_A, weight_us=weight_us / 2)])
    voltage = simulate(
        wired,
        [CircuitRun(arrivals={"fibre": [np.sort(times_ms)]})],
        duration_ms=40.0,
        step_ms=step_ms,
        method=VoltageStep.BACKWARD_EULER,
        probes=[("cell", SOMA)],
        workers=1,
    ).voltage_mv
    assert voltage.max() <= 1e-9
    assert voltage.min() >= -80.0 - 1e-9


def test_calcium_channels_act_only_where_they_are():
    """Without its calcium the WDR cell gives another answer: with_channel reaches dendrite and soma."""
    without = ZHANG_2014.circuit.with_channel(L_TYPE, 0)
    inserted = [i for cell in without.cells for part in cell.sections for i in part.channels if i.channel is L_TYPE]
    assert inserted
    assert all(i.density == 0 for i in inserted)
    control, changed = (
        _zhang([CircuitRun(arrivals=ONE_SHOCK)], wired)[0]["WDR"] for wired in (ZHANG_2014.circuit, without)
    )
    assert len(changed) > len(control)  # it drives the channel that brakes


@pytest.mark.parametrize("model", PUBLISHED.values(), ids=PUBLISHED)
def test_published_circuits_say_where_they_come_from(model):
    assert model.source.url
    assert model.deviations
    assert model.circuit.cell_index(model.output) >= 0


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda: CircuitRun(nmda_block_fraction=1.2), "nmda_block_fraction must be 0 .* got 1.2"),
        (lambda: CircuitRun(inhibition_fraction=-0.1), "inhibition_fraction must be >= 0"),
        (lambda: CircuitRun(chloride_shift_mv=float("nan")), "chloride_shift_mv"),
        (lambda: section(compartments=0), "compartments must be > 0"),
        (lambda: section(diameter_um=(0.0, 1.0)), "diameters must be > 0"),
        (lambda: section(channels=(Inserted(L_TYPE, 1e-4),)), "needs calcium_decay_ms"),
        (
            lambda: section(channels=(Inserted(calcium_gated.CATION, 1e-4),), calcium_decay_ms=1.0),
            "needs reversal_mv of cation",
        ),
        (lambda: Inserted(L_TYPE, -1.0), "density must be >= 0"),
        (lambda: Cell("cell", (section(),), Place("axon")), r"no section 'axon' \(available: soma\)"),
        (lambda: Place("soma", 1.5), "at must be 0 to 1"),
        (lambda: replace(AMPA, rise_ms=9.0), "rise_ms < decay_ms"),
        (lambda: replace(AMPA, calcium_fraction=2.0), "calcium_fraction must be 0 to 1"),
        (lambda: circuit(ball(), projections=[onto("nobody")]), "no such cell"),
        (lambda: circuit(ball(), projections=[onto(source="nobody")]), "no such source"),
        (lambda: circuit(ball(), ball()), "different names"),
        (lambda: onto(weight_us=-1.0), "weight_us must be >= 0"),
        (lambda: onto(delays_ms=()), "delays_ms"),
        (lambda: simulate(circuit(ball()), [CircuitRun()], duration_ms=0.0), "duration_ms must be > 0"),
        (lambda: simulate(circuit(ball()), [CircuitRun()], duration_ms=1.0, step_ms=0.0), "step_ms must be > 0"),
        (
            lambda: simulate(circuit(ball()), [CircuitRun(arrivals={"nobody": []})], duration_ms=1.0),
            r"no fibres nobody \(available: fibre\)",
        ),
        (
            lambda: simulate(
                circuit(ball(), projections=[onto()]),
                [CircuitRun(arrivals={"fibre": [np.array([-3.0])]})],
                duration_ms=1.0,
            ),
            "arrivals of fibre must be times in ms, 0 or later",
        ),
        (lambda: simulate(circuit(ball(leak_mv=400.0)), [CircuitRun()], duration_ms=99.0), r"setting 0: .* at t = \d"),
        (lambda: simulate(circuit(ball(), start_mv=500.0), [CircuitRun()], duration_ms=1.0), "start_mv"),
        (
            lambda: simulate(
                circuit(ball(), projections=[onto(receptor=replace(AMPA, calcium_fraction=0.1))]),
                [CircuitRun()],
                duration_ms=1.0,
            ),
            "does not follow calcium",
        ),
        (lambda: circuit(ball()).cell_index("nobody"), r"no cell 'nobody' \(available: cell\)"),
        (lambda: shocks(count=0, every_ms=1.0), "count >= 1"),
        (
            lambda: renewal(mean_interval_ms=0.0, spread=1.0, duration_ms=1.0, generator=np.random.default_rng(1)),
            "must be > 0; got 0.0",
        ),
        (lambda: spikes_per_shock(np.empty(0), np.zeros(1), from_ms=5.0, until_ms=1.0), "from_ms < until_ms"),
    ],
)
def test_bad_input_is_named(make, words):
    with pytest.raises(ModelError, match=words):
        make()


def test_spikes_are_counted_in_the_window_after_each_shock():
    spikes_ms = np.array([5.0, 1149.9, 1150.0, 1999.9, 2000.0, 2155.0])
    counts = spikes_per_shock(spikes_ms, np.array([1000.0, 2000.0]), from_ms=150.0, until_ms=1000.0)
    assert counts.tolist() == [2, 1]
    assert wind_up_ratio(np.array([13, 20, 31])) == pytest.approx(31 / 13)
    assert wind_up_ratio(np.array([0, 2])) == float("inf")
    assert wind_up_ratio(np.array([0, 0])) == 1.0


def test_fibres_answer_each_shock():
    times_ms = shocks(count=3, every_ms=500.0, first_ms=100.0)
    assert times_ms.tolist() == [100.0, 600.0, 1100.0]
    assert [fibre.tolist() for fibre in volleys(times_ms, (5.0, 9.0))] == [
        [105.0, 605.0, 1105.0],
        [109.0, 609.0, 1109.0],
    ]
    scattered = scattered_volleys(
        times_ms, fibres=2000, latency_ms=30.0, spread_ms=5.0, generator=generator_for("test", 1)
    )
    late_ms = np.array(scattered) - times_ms
    assert late_ms.mean() == pytest.approx(30.0, abs=0.3)
    assert late_ms.std() == pytest.approx(5.0, abs=0.2)


@pytest.mark.parametrize("spread", [1.0, 0.2])
def test_renewal_has_its_mean_and_spread(spread):
    times_ms = renewal(mean_interval_ms=10.0, spread=spread, duration_ms=1e5, generator=generator_for("test", 2))
    intervals_ms = np.diff(times_ms)
    assert len(times_ms) == pytest.approx(1e4, abs=300)
    assert intervals_ms.std() == pytest.approx(spread * intervals_ms.mean(), rel=0.05)
    assert 9.9e4 < times_ms[-1] < 1e5


def test_renewal_does_not_prefer_its_start():
    """As many events in the first tenth of an interval as anywhere else."""
    generator = generator_for("test", 3)
    first_ms = [
        renewal(mean_interval_ms=10.0, spread=0.3, duration_ms=100.0, generator=generator)[0] for _ in range(4000)
    ]
    assert np.mean(np.array(first_ms) < 1.0) == pytest.approx(0.1, abs=0.015)


def test_a_spike_is_counted_once_while_the_voltage_stays_up():
    sustained = Receptor(transmitter=Transmitter.AMPA, rise_ms=1.0, decay_ms=500.0, reversal_mv=0.0)
    wired = circuit(spiking_ball(), projections=[onto(receptor=sustained, weight_us=1.0)])
    spikes = simulate(wired, [CircuitRun(arrivals={"fibre": [np.array([1.0])]})], duration_ms=100.0).spikes_ms[0][
        "cell"
    ]
    assert len(spikes) == 1
