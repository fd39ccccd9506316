"""The circuits of ``dorsal_horn`` beside NEURON, in turns, with the same step, the same method and the same input.

NEURON is no dependency of the project: `pip install sciatwin[oracle]`; its mechanisms are compiled first, which needs a
C++ compiler.
"""

import sys
import tempfile
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import numpy as np

from benchmarks.population import Row
from benchmarks.timing import medians_in_turns, shown
from sciatwin.dorsal_horn import AGUIAR_2010, ZHANG_2014, HornModel, Method, Setting, simulate
from sciatwin.dorsal_horn.fibres import shocks
from sciatwin.dorsal_horn.simulation import STEP_MS

ROUNDS, SHOCKS = 3, 3


def rows() -> Iterator[Row]:
    sys.path.append(str(Path(__file__).resolve().parents[1] / "tests" / "agreement" / "oracle"))
    import neuron_twin

    with tempfile.TemporaryDirectory() as folder:
        neuron_twin.load_mechanisms(Path(folder))
        for model in (AGUIAR_2010, ZHANG_2014):
            yield from _beside(model, neuron_twin.NeuronTwin(model.circuit))


def _beside(model: HornModel, twin) -> Iterator[Row]:
    arrivals = model.arrivals(shocks(count=SHOCKS, every_ms=1000.0, first_ms=0.0), 0)
    duration_ms = 1000.0 * SHOCKS
    ours = partial(simulate, model.circuit, [Setting(arrivals=arrivals)], duration_ms=duration_ms, workers=1)
    theirs = partial(twin.run, arrivals, duration_ms=duration_ms, step_ms=STEP_MS, second_order=True, traces=False)
    taken = medians_in_turns({"ours": ours, "NEURON": theirs}, ROUNDS)
    exact = twin.run(arrivals, duration_ms=duration_ms, tolerance=1e-6)[0][model.output]
    for name, spikes_ms in (("ours", ours().spikes_ms[0][model.output]), ("NEURON", theirs()[0][model.output])):
        yield Row(
            f"{model.key}, one second, step {STEP_MS} ms, {Method.SECOND_ORDER}, {name}, 1 thread",
            shown(taken[name] / SHOCKS),
            _accuracy(spikes_ms, exact),
            f"{taken[name] / taken['ours']:.1f} times as long as ours",
        )


def _accuracy(spikes_ms: np.ndarray, exact_ms: np.ndarray) -> str:
    both = min(len(spikes_ms), len(exact_ms))
    error_ms = float(np.median(np.abs(spikes_ms[:both] - exact_ms[:both])))
    return f"{len(spikes_ms)} spikes for {len(exact_ms)}, half of them within {error_ms:.2f} ms"
