"""The circuits of ``dorsal_horn`` beside NEURON, and one of their cells beside NEURON and Brian2, in turns.

All take the same step and input. They are no dependency of the project: `pip install sciatwin[oracle]` and, for the one
cell, `pip install brian2` (version 2.9 needs numpy below 2.4). Both need a C++ compiler; compiling is not timed.
"""

import sys
import tempfile
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import numpy as np

from benchmarks.population import Row
from benchmarks.timing import medians_in_turns, shown
from sciatwin.dorsal_horn import AGUIAR_2010, ZHANG_2014, CircuitRun, HornModel, VoltageStep, simulate
from sciatwin.dorsal_horn.parts.fibres import shocks
from sciatwin.dorsal_horn.parts.wiring import Circuit
from sciatwin.dorsal_horn.published.aguiar_2010 import A_DELTA, PROJECTIONS, WDR, WDR_CELL
from sciatwin.dorsal_horn.run.simulation import STEP_MS

ROUNDS, SHOCKS, STRONGER = 3, 3, 3.0


def rows() -> Iterator[Row]:
    sys.path.append(str(Path(__file__).resolve().parents[1] / "tests" / "support" / "neuron_oracle"))
    import neuron_twin

    with tempfile.TemporaryDirectory() as folder:
        neuron_twin.load_mechanisms(Path(folder))
        for model in (AGUIAR_2010, ZHANG_2014):
            yield from _beside(model, neuron_twin.NeuronTwin(model.circuit))
        yield from _one_cell(neuron_twin, Path(folder) / "brian2")


def _one_cell(neuron_twin, folder: Path) -> Iterator[Row]:
    """The WDR cell of Aguiar 2010 under strong A-delta volleys, backward Euler in ours and NEURON."""
    try:
        from benchmarks.dorsal_horn_brian2 import Brian2Cell
    except ImportError as error:
        yield Row("WDR cell of aguiar_2010 in Brian2", "skipped", "", f"{error.name or error} is not there")
        return
    circuit = _strong_a_delta()
    arrivals = {A_DELTA: AGUIAR_2010.arrivals(shocks(count=6, every_ms=500.0, first_ms=100.0), 0)[A_DELTA]}
    options = {"duration_ms": 1000.0 * SHOCKS, "step_ms": STEP_MS}
    setting = CircuitRun(arrivals=arrivals)
    twin = neuron_twin.NeuronTwin(circuit)
    cell = Brian2Cell(circuit, arrivals[A_DELTA], folder=folder, **options)
    ours = partial(simulate, circuit, [setting], method=VoltageStep.BACKWARD_EULER, workers=1, **options)
    theirs = partial(twin.run, arrivals, traces=False, **options)
    taken = medians_in_turns({"ours": ours, "NEURON": theirs, "Brian2": cell.run}, ROUNDS)
    taken["Brian2"] = min(cell.run() for _ in range(ROUNDS))  # its own clock: starting the program is not its fault
    exact = twin.run(arrivals, duration_ms=options["duration_ms"], tolerance=1e-6)[0][WDR]
    spikes = {"ours": ours().spikes_ms[0][WDR], "NEURON": theirs()[0][WDR], "Brian2": cell.spikes_ms()}
    for name, spikes_ms in spikes.items():
        yield Row(
            f"WDR cell of aguiar_2010, one second, step {STEP_MS} ms, {name}, 1 thread",
            shown(taken[name] / SHOCKS),
            _accuracy(spikes_ms, exact),
            f"{taken[name] / taken['ours']:.1f} times as long as ours",
        )


def _strong_a_delta() -> Circuit:
    projections = tuple(projection for projection in PROJECTIONS if projection.source == A_DELTA)
    circuit = Circuit(cells=(WDR_CELL,), fibres=(A_DELTA,), projections=projections)
    return circuit.with_weights(STRONGER, lambda projection: True)


def _beside(model: HornModel, twin) -> Iterator[Row]:
    arrivals = model.arrivals(shocks(count=SHOCKS, every_ms=1000.0, first_ms=0.0), 0)
    duration_ms = 1000.0 * SHOCKS
    ours = partial(simulate, model.circuit, [CircuitRun(arrivals=arrivals)], duration_ms=duration_ms, workers=1)
    theirs = partial(twin.run, arrivals, duration_ms=duration_ms, step_ms=STEP_MS, second_order=True, traces=False)
    taken = medians_in_turns({"ours": ours, "NEURON": theirs}, ROUNDS)
    exact = twin.run(arrivals, duration_ms=duration_ms, tolerance=1e-6)[0][model.output]
    for name, spikes_ms in (("ours", ours().spikes_ms[0][model.output]), ("NEURON", theirs()[0][model.output])):
        yield Row(
            f"{model.key}, one second, step {STEP_MS} ms, {VoltageStep.SECOND_ORDER}, {name}, 1 thread",
            shown(taken[name] / SHOCKS),
            _accuracy(spikes_ms, exact),
            f"{taken[name] / taken['ours']:.1f} times as long as ours",
        )


def _accuracy(spikes_ms: np.ndarray, exact_ms: np.ndarray) -> str:
    both = min(len(spikes_ms), len(exact_ms))
    error_ms = float(np.median(np.abs(spikes_ms[:both] - exact_ms[:both])))
    return f"{len(spikes_ms)} spikes for {len(exact_ms)}, half of them within {error_ms:.2f} ms"
