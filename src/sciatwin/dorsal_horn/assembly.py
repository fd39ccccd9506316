"""Turns a circuit into the arrays on which the compiled kernel works.

All compartments of all cells stand in one row; cells next to each other are not coupled. Units inside: mV, ms, nA, µS,
nF and, for calcium, µmol/L.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

import numpy as np

from sciatwin.dorsal_horn.cell import Cell, Inserted, Place, Section
from sciatwin.dorsal_horn.channels.calcium import FARADAY_C_PER_MOL, VALENCE
from sciatwin.dorsal_horn.membrane import CalciumGated, CalciumPermeable, Gate, VoltageGated
from sciatwin.dorsal_horn.synapse import INHIBITORY, Receptor, Transmitter
from sciatwin.dorsal_horn.tables import HIGHEST_MV, LOWEST_MV, POINTS_PER_MV, VoltageTable, tabulate
from sciatwin.dorsal_horn.wiring import Circuit, Projection
from sciatwin.errors import ModelError

SHELL_DEPTH_UM = 0.1
CALCIUM_AT_REST_UM = 0.05
UM_PER_MM = 1e3
US_PER_S_PER_CM2_AND_UM2 = 1e-2
NF_PER_UF_PER_CM2_AND_UM2 = 1e-5
MA_PER_CM2_PER_NA_AND_UM2 = 1e2


class Method(StrEnum):
    """How the voltage is stepped.

    Crank-Nicolson is of second order between spikes. Spikes stand on the grid of steps, so that a whole circuit
    converges with the first order under both; it comes nearer to the limit. A part that follows its neighbour within a
    step rings for some steps after a sudden change, hence not for steps above 0.025 ms.
    """

    SECOND_ORDER = "second order"  # Crank-Nicolson
    BACKWARD_EULER = "backward Euler"  # as in the published runs


IMPLICIT_PART = {Method.SECOND_ORDER: 0.5, Method.BACKWARD_EULER: 1.0}


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
        return _first_nodes(self.circuit)[position] + self.circuit.cells[position].compartment(place)


def pool_of(projection: Projection) -> Pool:
    """The receptors that a projection acts on."""
    return Pool(projection.target, projection.onto, projection.receptor)


def steps_until(time_ms: float, step_ms: float) -> int:
    """The step at whose start something due at ``time_ms`` takes effect: the nearest one, half steps to the earlier."""
    return max(0, int(np.ceil(time_ms / step_ms - 0.5 - 1e-9)))


def assemble(circuit: Circuit, step_ms: float, method: Method) -> Assembled:
    """Arrays of a circuit for one step length.

    Raises: ModelError for a step that is not above 0, or calcium brought to a place that does not follow it.
    """
    if not step_ms > 0:
        raise ModelError(f"step_ms must be > 0; got {step_ms}.")
    first = _first_nodes(circuit)
    sections = [section for cell in circuit.cells for section in cell.sections]
    table = tabulate([gate for section in sections for gate in _gates(section)], step_ms)
    nodes = _node_arrays(circuit.cells)
    pools = tuple(dict.fromkeys(pool_of(projection) for projection in circuit.projections))
    assembled_pools = _pool_arrays(circuit, pools, first, step_ms)
    _check_calcium(pools, assembled_pools["pool_node"], nodes["node_shell"])
    network = Network(
        table=table.values,
        **nodes,
        **_channel_arrays(sections, table),
        **_calcium_arrays(sections),
        **assembled_pools,
        **_contact_arrays(circuit, pools, step_ms),
        cell_node=np.array([first[i] + cell.compartment(cell.fires_at) for i, cell in enumerate(circuit.cells)]),
        step_ms=step_ms,
        implicit_part=IMPLICIT_PART[method],
        start_mv=circuit.start_mv,
        threshold_mv=circuit.threshold_mv,
        calcium_rest=CALCIUM_AT_REST_UM,
        lowest_mv=LOWEST_MV,
        points_per_mv=float(POINTS_PER_MV),
    )
    _check_start(network)
    return Assembled(circuit, network, pools)


def _first_nodes(circuit: Circuit) -> list[int]:
    return [0, *np.cumsum([cell.size for cell in circuit.cells]).tolist()][:-1]


def _check_start(network: Network) -> None:
    if not LOWEST_MV < network.start_mv < HIGHEST_MV:
        raise ModelError(f"start_mv must lie between {LOWEST_MV} and {HIGHEST_MV}; got {network.start_mv}.")


def _gates(section: Section) -> list[Gate]:
    return [
        gate
        for inserted in section.channels
        if isinstance(inserted.channel, VoltageGated | CalciumPermeable)
        for gate in inserted.channel.gates
    ]


def _node_arrays(cells: Sequence[Cell]) -> dict[str, np.ndarray]:
    """Membrane of each compartment, and the conductance to the next (0 at the end of a cell)."""
    sections = [section for cell in cells for section in cell.sections]
    area = np.concatenate([section.area_um2 for section in sections])

    def over_nodes(name: str) -> np.ndarray:
        return np.concatenate([np.full(section.compartments, getattr(section, name)) for section in sections])

    shells = np.concatenate([np.full(s.compartments, s.calcium_decay_ms is not None) for s in sections])
    return {
        "node_capacitance": NF_PER_UF_PER_CM2_AND_UM2 * over_nodes("capacitance_uf_per_cm2") * area,
        "node_leak": US_PER_S_PER_CM2_AND_UM2 * over_nodes("leak_s_per_cm2") * area,
        "node_leak_mv": over_nodes("leak_mv"),
        "node_next": np.concatenate([_conductance_to_next(cell) for cell in cells]),
        "node_shell": np.where(shells, np.cumsum(shells) - 1, -1),
    }


def _conductance_to_next(cell: Cell) -> np.ndarray:
    half = np.concatenate([section.half_resistance_mohm for section in cell.sections])
    return np.append(1 / (half[:-1] + half[1:]), 0.0)


def _channel_arrays(sections: Sequence[Section], table: VoltageTable) -> dict[str, np.ndarray]:
    """Channels that open with voltage: the ohmic ones, and those that let calcium in."""
    ohmic: list[tuple[float, ...]] = []
    entries: list[tuple[float, ...]] = []
    gates: list[tuple[int, int, int]] = []
    for node, section, inserted, area in _each_inserted(sections):
        channel = inserted.channel
        if isinstance(channel, CalciumGated):
            continue
        strength = US_PER_S_PER_CM2_AND_UM2 * inserted.density * area
        span = len(gates), len(gates) + len(channel.gates)
        gates += [(node, table.column(gate), gate.power) for gate in channel.gates]
        if isinstance(channel, VoltageGated):
            ohmic.append((node, strength, section.reversal_mv[channel.ion], *span))
        else:
            entries.append((node, strength, *span))
    return {
        **_columns(ohmic, "channel_node:i", "channel_conductance", "channel_mv", "channel_first:i", "channel_end:i"),
        **_columns(entries, "entry_node:i", "entry_permeability", "entry_first:i", "entry_end:i"),
        **_columns(gates, "gate_node:i", "gate_column:i", "gate_power:i"),
    }


def _each_inserted(sections: Sequence[Section]) -> Iterator[tuple[int, Section, Inserted, float]]:
    """Node, section, inserted channel and area of everything whose density is not 0."""
    start = 0
    for section in sections:
        for index, area in enumerate(section.area_um2):
            for inserted in section.channels:
                if inserted.density > 0:
                    yield start + index, section, inserted, float(area)
        start += section.compartments


def _calcium_arrays(sections: Sequence[Section]) -> dict[str, np.ndarray]:
    """Calcium under the membrane, and the channels that it opens.

    A current of 1 nA brings 10⁻⁴ × current per area ÷ (z F depth) of calcium each ms.
    """
    shells: list[tuple[float, ...]] = []
    slow: list[tuple[float, ...]] = []
    start = 0
    for section in sections:
        if section.calcium_decay_ms is not None:
            gain = 1e4 * UM_PER_MM * MA_PER_CM2_PER_NA_AND_UM2 / (VALENCE * FARADAY_C_PER_MOL * SHELL_DEPTH_UM)
            shells += [(start + i, gain / area, section.calcium_decay_ms) for i, area in enumerate(section.area_um2)]
        start += section.compartments
    for node, section, inserted, area in _each_inserted(sections):
        if isinstance(inserted.channel, CalciumGated):
            slow.append(_slow_row(node, section, inserted, area))
    return {
        **_columns(shells, "shell_node:i", "shell_gain", "shell_decay_ms"),
        **_columns(
            slow,
            "slow_node:i",
            "slow_conductance",
            "slow_mv",
            "slow_power:i",
            "slow_half",
            "slow_closing",
            "slow_fastest_ms",
        ),
    }


def _slow_row(node: int, section: Section, inserted: Inserted, area_um2: float) -> tuple[float, ...]:
    channel = inserted.channel
    assert isinstance(channel, CalciumGated)
    return (
        node,
        US_PER_S_PER_CM2_AND_UM2 * inserted.density * area_um2,
        section.reversal_mv[channel.ion],
        channel.power,
        channel.half_open_um,
        channel.closing_per_ms,
        channel.fastest_ms,
    )


def _pool_arrays(circuit: Circuit, pools: Sequence[Pool], first: list[int], step_ms: float) -> dict[str, np.ndarray]:
    rows = []
    for pool in pools:
        position = circuit.cell_index(pool.cell)
        node = first[position] + circuit.cells[position].compartment(pool.onto)
        receptor = pool.receptor
        kept = (np.exp(-step_ms / receptor.rise_ms), np.exp(-step_ms / receptor.decay_ms))
        magnesium = receptor.transmitter is Transmitter.NMDA
        rows.append((node, *kept, receptor.calcium_fraction, magnesium))
    return _columns(rows, "pool_node:i", "pool_rise", "pool_decay", "pool_calcium", "pool_magnesium:i")


def _check_calcium(pools: Sequence[Pool], nodes: np.ndarray, shells: np.ndarray) -> None:
    for pool, node in zip(pools, nodes, strict=True):
        if pool.receptor.calcium_fraction > 0 and shells[node] < 0:
            raise ModelError(
                f"{pool.receptor.transmitter} on {pool.cell}: section {pool.onto.section} does not follow calcium; "
                "give it calcium_decay_ms, or the receptor calcium_fraction=0."
            )


def _contact_arrays(circuit: Circuit, pools: Sequence[Pool], step_ms: float) -> dict[str, np.ndarray]:
    """Contacts of each cell, cell after cell; equal delays onto one pool are one contact."""
    starts, rows = [0], []
    for cell in circuit.cells:
        merged: dict[tuple[int, int], float] = {}
        for projection in circuit.projections:
            if projection.source == cell.name:
                _merge(merged, projection, pools.index(pool_of(projection)), step_ms)
        rows += [(pool, weight, steps) for (pool, steps), weight in merged.items()]
        starts.append(len(rows))
    return {
        "contact_start": np.array(starts, dtype=np.int64),
        **_columns(rows, "contact_pool:i", "contact_weight", "contact_steps:i"),
    }


def _merge(merged: dict[tuple[int, int], float], projection: Projection, pool: int, step_ms: float) -> None:
    for delay_ms in projection.delays_ms:
        key = pool, steps_until(delay_ms, step_ms)
        merged[key] = merged.get(key, 0.0) + projection.weight_us * projection.receptor.peak_factor


def _columns(rows: Sequence[Sequence[float]], *names: str) -> dict[str, np.ndarray]:
    """Rows as one array for each name; names that end in ``:i`` hold whole numbers."""
    values = np.array(rows, dtype=float).reshape(-1, len(names))
    return {
        name.removesuffix(":i"): values[:, index].astype(np.int64 if name.endswith(":i") else float)
        for index, name in enumerate(names)
    }
