"""The same cells and input in NEURON (``neuron_twin``): voltages of a passive cable, spikes of whole circuits.

Both programs take the same steps, so they should differ by rounding and by our table of voltages only.
"""

from dataclasses import replace

import numpy as np
import pytest

pytest.importorskip("neuron", reason="the extra 'oracle' is not installed")

from sciatwin.dorsal_horn import AGUIAR_2010, ZHANG_2014, Circuit, CircuitRun, Projection, VoltageStep, simulate
from sciatwin.dorsal_horn.parts.cell import Place
from sciatwin.dorsal_horn.parts.fibres import shocks
from sciatwin.dorsal_horn.published.aguiar_2010 import AMPA, WDR, WDR_CELL
from sciatwin.dorsal_horn.run.simulation import STEP_MS
from support.neuron_oracle import neuron_twin

FINE_MS, DURATION_MS = 0.0125, 1900.0
METHODS = {VoltageStep.BACKWARD_EULER: False, VoltageStep.SECOND_ORDER: True}


@pytest.fixture(scope="module")
def mechanisms(tmp_path_factory):
    if not neuron_twin.can_compile():
        pytest.skip("no C++ compiler for NEURON's mechanisms")
    neuron_twin.load_mechanisms(tmp_path_factory.mktemp("mechanisms"))


def _passive():
    """The WDR cell without channels, and a synapse on its dendrite."""
    sections = tuple(replace(part, channels=(), calcium_decay_ms=None) for part in WDR_CELL.sections)
    synapse = Projection(source="fibre", target=WDR, receptor=AMPA, weight_us=0.01)
    return Circuit(
        cells=(replace(WDR_CELL, sections=sections),), fibres=("fibre",), projections=(synapse,), start_mv=-60.0
    )


@pytest.mark.parametrize("method", METHODS)
def test_a_passive_cable(method):
    """Built-in mechanisms only; 16 compartments, 4000 steps."""
    circuit, arrivals = _passive(), {"fibre": [np.array([10.0, 12.5, 40.0])]}
    places = [
        (WDR, Place(part.name, (index + 0.5) / part.compartments))
        for part in WDR_CELL.sections
        for index in range(part.compartments)
    ]
    ours = simulate(circuit, [CircuitRun(arrivals=arrivals)], duration_ms=100.0, method=method, probes=places)
    _, theirs = neuron_twin.NeuronTwin(circuit).run(
        arrivals, duration_ms=100.0, step_ms=STEP_MS, second_order=METHODS[method]
    )
    difference_mv = np.abs(ours.voltage_mv[0] - theirs[:, : ours.voltage_mv.shape[2]])
    assert np.ptp(theirs) > 10  # the synapse moved the voltage
    assert difference_mv.max() < 1e-6


@pytest.mark.parametrize("model", [AGUIAR_2010, ZHANG_2014], ids=lambda model: model.key)
@pytest.mark.parametrize("method", METHODS)
def test_spikes_of_a_circuit(mechanisms, model, method):
    """Three shocks, every cell: each spike within 0.5 ms, nine of ten within a step.

    A spike that rises from just above the threshold is late or early by more than the two programs differ.
    """
    arrivals = model.arrivals(shocks(count=3, every_ms=600.0, first_ms=100.0), 0)
    ours = simulate(
        model.circuit, [CircuitRun(arrivals=arrivals)], duration_ms=DURATION_MS, step_ms=FINE_MS, method=method
    )
    theirs, _ = neuron_twin.NeuronTwin(model.circuit).run(
        arrivals, duration_ms=DURATION_MS, step_ms=FINE_MS, second_order=METHODS[method]
    )
    for cell, expected_ms in theirs.items():
        found_ms = ours.spikes_ms[0][cell]
        assert len(found_ms) == len(expected_ms)
        difference_ms = np.abs(found_ms - expected_ms)
        assert difference_ms.max() < 0.5
        assert np.quantile(difference_ms, 0.9) < 1.5 * FINE_MS


def test_our_usual_step_is_fine_enough(mechanisms):
    """Zhang 2014 at our usual step and method, beside NEURON choosing its own steps at a tolerance of 1e-6.

    Every cell fires as often, half of its spikes within 1 ms; small differences add up to the last spikes of a burst.
    """
    arrivals = ZHANG_2014.arrivals(shocks(count=2, every_ms=600.0, first_ms=100.0), 0)
    ours = simulate(ZHANG_2014.circuit, [CircuitRun(arrivals=arrivals)], duration_ms=1300.0)
    theirs, _ = neuron_twin.NeuronTwin(ZHANG_2014.circuit).run(arrivals, duration_ms=1300.0, tolerance=1e-6)
    for cell, expected_ms in theirs.items():
        found_ms = ours.spikes_ms[0][cell]
        assert len(found_ms) == len(expected_ms)
        assert np.median(np.abs(found_ms - expected_ms)) < 1.0
