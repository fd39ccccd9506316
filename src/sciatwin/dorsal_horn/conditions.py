"""What the circuit is asked: drive of the root, NMDA block, inhibition that is left, and sensitisation."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from sciatwin.dorsal_horn import compressed_root as root
from sciatwin.dorsal_horn.circuit import MODEL
from sciatwin.dorsal_horn.parts.fibres import shocks
from sciatwin.dorsal_horn.parts.synapse import Transmitter
from sciatwin.dorsal_horn.parts.wiring import Circuit, Projection
from sciatwin.dorsal_horn.published.zhang_2014 import A_BETA, A_DELTA, EXCITATORY, WDR, C
from sciatwin.dorsal_horn.run.simulation import Arrivals, CircuitRun, simulate
from sciatwin.dorsal_horn.shock_trains import spikes_per_shock
from sciatwin.errors import ModelError
from sciatwin.evidence import Estimate, Source, Uncertain

POTENTIATION = Estimate(
    value=0.49,
    unit="1",
    meaning="part by which excitatory synapses are stronger in full sensitisation",
    source=Source(
        "Low doses of fentanyl block central sensitization in the rat spinal cord. Anesthesiology 2004;100:1545",
        url="https://pubs.asahq.org/anesthesiology/article-split/100/6/1545/6608/Low-Doses-of-Fentanyl-Block-Central-Sensitization",
        read_at="abstract",
    ),
    place="abstract: C-fibre evoked potentials 149 ± 12 % of control after high-frequency stimulation",
    low=0.25,
    high=0.73,
)

ROOT: Mapping[str, Uncertain] = {
    name: root.PARAMETERS[name]
    for name in (
        root.ACTIVE_C,
        root.RATE_A,
        root.RATE_C,
        root.BURST_RATE,
        root.BURST_SPIKES,
        root.INHIBITION_LEFT,
        root.CHLORIDE_SHIFT,
    )
}
"""Numbers of a compressed root that are behind every answer, at their typical values."""

ONGOING_MS, SETTLED_MS = 11_000.0, 1_000.0
SHOCKS, EVERY_MS = 15, 1_000.0
SINGLE_SHOCKS = 4
"""Runs of one shock besides the train: ectopic spikes make a single answer uncertain."""

_CHLORIDE_MV = root.TYPICAL[root.CHLORIDE_SHIFT] / (1 - root.TYPICAL[root.INHIBITION_LEFT])
"""Rise of the reversal potential where no conductance is left: both fade together."""


@dataclass(frozen=True)
class CircuitConditions:
    """Inputs of the circuit.

    Attributes:
        drive: ectopic spikes of the root ÷ those of a typical compressed root.
        block_fraction: part of every NMDA conductance that is taken away.
        inhibition_fraction: part of GABA and glycine conductance that is left; chloride follows it.
        sensitisation: 0 is none, 1 is full potentiation of excitatory synapses.
    """

    drive: float
    block_fraction: float
    inhibition_fraction: float
    sensitisation: float

    def __post_init__(self) -> None:
        for name, (low, high) in {
            "drive": (0.0, np.inf),
            "block_fraction": (0.0, 1.0),
            "inhibition_fraction": (0.0, np.inf),
            "sensitisation": (0.0, 1.0),
        }.items():
            if not low <= getattr(self, name) <= high:
                raise ModelError(f"{name} must lie from {low:g} to {high:g}; got {getattr(self, name)}.")


@dataclass(frozen=True)
class NeuronOutput:
    """What the projection neuron does.

    Attributes:
        output_hz: mean rate without any stimulus.
        first: late spikes after the first shock, on average over the train and the single shocks.
        last: late spikes after each of the last three shocks of the train, on average.
    """

    output_hz: float
    first: float
    last: float

    @property
    def wind_up(self) -> float:
        """Last ÷ first; where the first shock brings nothing it counts as one spike."""
        return self.last / max(self.first, 1.0)


def ask(conditions: CircuitConditions, seed: int) -> NeuronOutput:
    """One run without a stimulus, one of 15 shocks at 1 Hz, and some of one shock; ectopic spikes follow the seed."""
    circuit = sensitised(conditions.sensitisation)
    silent = {group: [np.empty(0) for _ in fibres] for group, fibres in _volleys(1, seed).items()}
    ongoing = _spikes(circuit, setting_of(conditions, silent, ONGOING_MS, seed), ONGOING_MS)
    train = _late(circuit, conditions, SHOCKS, seed)
    first = [train[0], *(_late(circuit, conditions, 1, 1000 * seed + run)[0] for run in range(1, SINGLE_SHOCKS + 1))]
    seconds = (ONGOING_MS - SETTLED_MS) / 1000
    return NeuronOutput(float((ongoing > SETTLED_MS).sum() / seconds), float(np.mean(first)), float(train[-3:].mean()))


def _volleys(count: int, seed: int) -> Arrivals:
    return MODEL.arrivals(shocks(count=count, every_ms=EVERY_MS), seed)


def _late(circuit: Circuit, conditions: CircuitConditions, count: int, seed: int) -> np.ndarray:
    """Late spikes after each of some shocks, shape (shocks,)."""
    times_ms = shocks(count=count, every_ms=EVERY_MS)
    duration_ms = float(times_ms[-1]) + MODEL.late.until_ms
    spikes_ms = _spikes(circuit, setting_of(conditions, _volleys(count, seed), duration_ms, seed), duration_ms)
    return spikes_per_shock(spikes_ms, times_ms, from_ms=MODEL.late.from_ms, until_ms=MODEL.late.until_ms)


def setting_of(conditions: CircuitConditions, evoked: Arrivals, duration_ms: float, seed: int) -> CircuitRun:
    """The circuit under a root that conducts everything and fires on its own as much as the conditions say."""
    every_fibre = {root.ACTIVE_A: 1.0, root.ACTIVE_C: 1.0, root.CONDUCTING_A: 1.0, root.CONDUCTING_C: 1.0}
    typical = root.TYPICAL
    rates = {
        root.RATE_A: conditions.drive * typical[root.ACTIVE_A] * typical[root.RATE_A],
        root.RATE_C: conditions.drive * typical[root.ACTIVE_C] * typical[root.RATE_C],
    }
    found = root.compressed(
        evoked,
        a_fibres=(A_BETA, A_DELTA),
        c_fibres=(C,),
        duration_ms=duration_ms,
        days=0.0,
        seed=seed,
        values={**typical, **every_fibre, **rates},
        nmda_block_fraction=conditions.block_fraction,
    )
    left = conditions.inhibition_fraction
    return replace(found, inhibition_fraction=left, chloride_shift_mv=_CHLORIDE_MV * (1 - left))


def sensitised(sensitisation: float) -> Circuit:
    """AMPA and NMDA synapses of C fibres and of the excitatory cell, stronger by potentiation."""
    potentiated = {(C, EXCITATORY), (EXCITATORY, WDR)}
    fast = {Transmitter.AMPA, Transmitter.NMDA}

    def picked(projection: Projection) -> bool:
        return (projection.source, projection.target) in potentiated and projection.receptor.transmitter in fast

    return MODEL.circuit.with_weights(1 + POTENTIATION.value * sensitisation, picked)


def _spikes(circuit: Circuit, setting: CircuitRun, duration_ms: float) -> np.ndarray:
    activity = simulate(circuit, [setting], duration_ms=duration_ms, workers=1)
    return np.asarray(activity.spikes_ms[0][MODEL.output])
