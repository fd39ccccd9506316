"""Runs a circuit under many settings: spikes of fibres in, spikes of cells out."""

from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np

from sciatwin.asked import workers as require_workers
from sciatwin.dorsal_horn.parts.cell import Place
from sciatwin.dorsal_horn.parts.wiring import Circuit
from sciatwin.dorsal_horn.run.assembly import assemble
from sciatwin.dorsal_horn.run.kernel import run_settings
from sciatwin.dorsal_horn.run.network import Assembled, VoltageStep, pool_of, steps_until
from sciatwin.errors import ModelError

STEP_MS = 0.025
SHORTEST_INTERVAL_MS = 0.5
"""Room for spikes: no cell fires faster than this."""

Arrivals = Mapping[str, Sequence[np.ndarray]]
"""Group of fibres → for each fibre the times in ms at which its spikes arrive."""


@dataclass(frozen=True, kw_only=True)
class CircuitRun:
    """One run of a circuit.

    Attributes:
        arrivals: spikes of the fibres; groups that are not named are silent.
        nmda_block_fraction: part of every NMDA conductance that a drug takes away, 0 to 1.
        inhibition_fraction: part of every GABA-A and glycine conductance that is left.
        chloride_shift_mv: added to the reversal potential of GABA-A and glycine; loss of chloride extrusion raises it.
    """

    arrivals: Arrivals = field(default_factory=dict)
    nmda_block_fraction: float = 0.0
    inhibition_fraction: float = 1.0
    chloride_shift_mv: float = 0.0

    def __post_init__(self) -> None:
        if not 0 <= self.nmda_block_fraction <= 1:
            raise ModelError(f"nmda_block_fraction must be 0 (none) to 1 (all); got {self.nmda_block_fraction}.")
        if not self.inhibition_fraction >= 0:
            raise ModelError(f"inhibition_fraction must be >= 0 (1 is intact); got {self.inhibition_fraction}.")
        if not np.isfinite(self.chloride_shift_mv):
            raise ModelError(f"chloride_shift_mv must be a number; got {self.chloride_shift_mv}.")


@dataclass(frozen=True)
class Activity:
    """What the cells did.

    Attributes:
        spikes_ms: for each setting, cell → times of its spikes.
        time_ms: shape (times,), of the traces; empty without probes.
        voltage_mv: shape (settings, probes, times).
    """

    spikes_ms: tuple[Mapping[str, np.ndarray], ...]
    time_ms: np.ndarray
    voltage_mv: np.ndarray


def simulate(
    circuit: Circuit,
    settings: Sequence[CircuitRun],
    *,
    duration_ms: float,
    step_ms: float = STEP_MS,
    method: VoltageStep = VoltageStep.SECOND_ORDER,
    probes: Sequence[tuple[str, Place]] = (),
    workers: int = 1,
) -> Activity:
    """Spikes of every cell under every setting.

    Args:
        probes: cell and place of each voltage to be kept at every step.
        workers: threads. The result does not depend on it.

    Raises: ModelError for unknown fibres, a duration that is not above 0, or a voltage that runs away; it names the
        setting and the time.
    """
    if not duration_ms > 0:
        raise ModelError(f"duration_ms must be > 0; got {duration_ms}.")
    assembled = assemble(circuit, step_ms, method)
    steps = round(duration_ms / step_ms)
    events = [_events(assembled, setting.arrivals) for setting in settings]
    spike_ms = np.full((len(settings), len(circuit.cells), int(duration_ms / SHORTEST_INTERVAL_MS) + 1), np.nan)
    spike_count = np.zeros(spike_ms.shape[:2], dtype=np.int64)
    probe_nodes = np.array([assembled.node(*probe) for probe in probes], dtype=np.int64)
    trace = np.full((len(settings), len(probes), steps + 1), circuit.start_mv)
    failed_ms = np.empty(len(settings))
    arguments = (
        assembled.network,
        steps,
        *_receptor_settings(assembled, settings),
        np.cumsum([0, *(len(event) for event in events)]),
        *_event_columns(events),
        spike_ms,
        spike_count,
        probe_nodes,
        trace,
        failed_ms,
    )
    _in_threads(len(settings), require_workers("simulate", workers), arguments)
    _check(failed_ms, spike_count, spike_ms.shape[2])
    return Activity(
        tuple(_by_cell(circuit, spike_ms[run], spike_count[run]) for run in range(len(settings))),
        step_ms * np.arange(steps + 1) if probes else np.empty(0),
        trace,
    )


def _in_threads(settings: int, workers: int, arguments: tuple[object, ...]) -> None:
    workers = min(workers, settings)
    if workers <= 1:
        run_settings(0, settings, *arguments)
        return
    bounds = np.linspace(0, settings, workers + 1).astype(int)
    with ThreadPoolExecutor(workers) as pool:
        for task in [pool.submit(run_settings, *span, *arguments) for span in pairwise(bounds)]:
            task.result()


def _receptor_settings(assembled: Assembled, settings: Sequence[CircuitRun]) -> tuple[np.ndarray, np.ndarray]:
    """Factor on the conductance, and reversal potential, of each pool; shape (settings, pools)."""
    reversal_mv = np.array([pool.receptor.reversal_mv for pool in assembled.pools], dtype=float)
    scale = np.ones((len(settings), len(assembled.pools)))
    mv = np.tile(reversal_mv, (len(settings), 1))
    for run, setting in enumerate(settings):
        scale[run, assembled.nmda] = 1 - setting.nmda_block_fraction
        scale[run, assembled.inhibitory] = setting.inhibition_fraction
        mv[run, assembled.inhibitory] += setting.chloride_shift_mv
    return scale, mv


def _events(assembled: Assembled, arrivals: Arrivals) -> np.ndarray:
    """Step, pool and conductance of everything that fibres bring, in order of time; shape (events, 3)."""
    circuit, step_ms = assembled.circuit, assembled.network.step_ms
    if unknown := set(arrivals) - set(circuit.fibres):
        raise ModelError(f"no fibres {', '.join(sorted(unknown))} (available: {', '.join(circuit.fibres)}).")
    events = []
    for projection in circuit.projections:
        fibres = arrivals.get(projection.source, ())
        if len(fibres) and projection.weight_us > 0:
            times_ms = np.concatenate([np.asarray(fibre, dtype=float) for fibre in fibres])
            if not (np.isfinite(times_ms) & (times_ms >= 0)).all():
                raise ModelError(f"arrivals of {projection.source} must be times in ms, 0 or later.")
            steps = steps_until(times_ms, step_ms)
            pool = assembled.pools.index(pool_of(projection))
            weight = projection.weight_us * projection.receptor.peak_factor
            events.append(np.column_stack([steps, np.full(len(steps), pool), np.full(len(steps), weight)]))
    if not events:
        return np.empty((0, 3))
    together = np.concatenate(events)
    return together[np.argsort(together[:, 0], kind="stable")]


def _event_columns(events: Sequence[np.ndarray]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    together = np.concatenate([np.empty((0, 3)), *events])
    return together[:, 0].astype(np.int64), together[:, 1].astype(np.int64), together[:, 2].copy()


def _check(failed_ms: np.ndarray, spike_count: np.ndarray, room: int) -> None:
    for run, time_ms in enumerate(failed_ms):
        if time_ms >= 0:
            raise ModelError(
                f"setting {run}: the voltage ran away at t = {time_ms:.3f} ms. Weights or densities are too large for "
                "the step; check them, or choose a smaller step_ms."
            )
    if (spike_count > room).any():
        raise ModelError(f"a cell fired more often than every {SHORTEST_INTERVAL_MS} ms; check the weights.")


def _by_cell(circuit: Circuit, spike_ms: np.ndarray, spike_count: np.ndarray) -> dict[str, np.ndarray]:
    return {cell.name: spike_ms[i, : spike_count[i]].copy() for i, cell in enumerate(circuit.cells)}
