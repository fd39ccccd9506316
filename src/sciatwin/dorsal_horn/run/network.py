"""What the compiled kernel works on: a circuit as arrays.

All compartments of all cells stand in one row; cells next to each other are not coupled. Units inside: mV, ms, nA, µS,
nF and, for calcium, µmol/L.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

import numpy as np

from sciatwin.dorsal_horn.parts.cell import Place
from sciatwin.dorsal_horn.parts.synapse import INHIBITORY, Receptor, Transmitter
from sciatwin.dorsal_horn.parts.wiring import Circuit, Projection


class VoltageStep(StrEnum):
    """How the voltage is stepped.

    Crank-Nicolson is of second order between spikes. Spikes stand on the grid of steps, so that a whole circuit
    converges with the first order under both; it comes nearer to the limit. A part that follows its neighbour within a
    step rings for some steps after a sudden change, hence not for steps above 0.025 ms.
    """

    SECOND_ORDER = "second order"  # Crank-Nicolson
    BACKWARD_EULER = "backward Euler"  # as in the published runs


IMPLICIT_PART = {VoltageStep.SECOND_ORDER: 0.5, VoltageStep.BACKWARD_EULER: 1.0}


class Pool(NamedTuple):
    """Receptors of one kind at one place of a cell: their conductances add up, so one state serves them all."""

    cell: str
    onto: Place
    receptor: Receptor


class Network(NamedTuple):
    """Arrays of the kernel; the first word of a name says what it counts over.

    A channel multiplies its gates, from ``_first`` to before ``_end``. The contacts of a cell stand from its
    ``contact_start`` to that of the next cell: which pool gets what weight after how many steps. ``entry`` is a channel
    that lets calcium in, ``shell`` the calcium under a compartment, ``slow`` a channel that calcium opens.
    """

    table: np.ndarray
    node_capacitance: np.ndarray
    node_leak: np.ndarray
    node_leak_mv: np.ndarray
    node_next: np.ndarray
    node_shell: np.ndarray
    channel_node: np.ndarray
    channel_conductance: np.ndarray
    channel_mv: np.ndarray
    channel_first: np.ndarray
    channel_end: np.ndarray
    gate_node: np.ndarray
    gate_column: np.ndarray
    gate_power: np.ndarray
    entry_node: np.ndarray
    entry_permeability: np.ndarray
    entry_first: np.ndarray
    entry_end: np.ndarray
    shell_node: np.ndarray
    shell_gain: np.ndarray
    shell_decay_ms: np.ndarray
    slow_node: np.ndarray
    slow_conductance: np.ndarray
    slow_mv: np.ndarray
    slow_power: np.ndarray
    slow_half: np.ndarray
    slow_closing: np.ndarray
    slow_fastest_ms: np.ndarray
    pool_node: np.ndarray
    pool_rise: np.ndarray
    pool_decay: np.ndarray
    pool_calcium: np.ndarray
    pool_magnesium: np.ndarray
    cell_node: np.ndarray
    contact_start: np.ndarray
    contact_pool: np.ndarray
    contact_weight: np.ndarray
    contact_steps: np.ndarray
    step_ms: float
    implicit_part: float
    start_mv: float
    threshold_mv: float
    calcium_rest: float
    lowest_mv: float
    points_per_mv: float


@dataclass(frozen=True)
class Assembled:
    """A network with the names of its parts."""

    circuit: Circuit
    network: Network
    pools: tuple[Pool, ...]

    @property
    def inhibitory(self) -> np.ndarray:
        """Shape (pools,): True where the receptor inhibits."""
        return np.array([pool.receptor.transmitter in INHIBITORY for pool in self.pools], dtype=bool)

    @property
    def nmda(self) -> np.ndarray:
        """Shape (pools,): True where a drug that blocks NMDA receptors acts."""
        return np.array([pool.receptor.transmitter is Transmitter.NMDA for pool in self.pools], dtype=bool)

    def node(self, cell: str, place: Place) -> int:
        """Index of a compartment among those of all cells."""
        position = self.circuit.cell_index(cell)
        return first_nodes(self.circuit)[position] + self.circuit.cells[position].compartment(place)


def pool_of(projection: Projection) -> Pool:
    """The receptors that a projection acts on."""
    return Pool(projection.target, projection.onto, projection.receptor)


def first_nodes(circuit: Circuit) -> list[int]:
    """Index of the first compartment of each cell among those of all cells."""
    return [0, *np.cumsum([cell.size for cell in circuit.cells]).tolist()][:-1]


def steps_until(times_ms: np.ndarray, step_ms: float) -> np.ndarray:
    """The step at whose start something due at a time takes effect: the nearest one, half steps to the earlier."""
    return np.maximum(0, np.ceil(times_ms / step_ms - 0.5 - 1e-9)).astype(np.int64)


def columns(rows: Sequence[Sequence[float]], *names: str) -> dict[str, np.ndarray]:
    """Rows as one array for each name; names that end in ``:i`` hold whole numbers."""
    values = np.array(rows, dtype=float).reshape(-1, len(names))
    return {
        name.removesuffix(":i"): values[:, index].astype(np.int64 if name.endswith(":i") else float)
        for index, name in enumerate(names)
    }
