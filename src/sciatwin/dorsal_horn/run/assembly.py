"""Turns a circuit into the arrays of ``network`` for one step length."""

from collections.abc import Sequence

import numpy as np

from sciatwin.dorsal_horn.parts.synapse import Transmitter
from sciatwin.dorsal_horn.parts.wiring import Circuit, Projection
from sciatwin.dorsal_horn.run.membrane_arrays import calcium_arrays, channel_arrays, gates_of, node_arrays
from sciatwin.dorsal_horn.run.network import (
    IMPLICIT_PART,
    Assembled,
    Network,
    Pool,
    VoltageStep,
    columns,
    first_nodes,
    pool_of,
    steps_until,
)
from sciatwin.dorsal_horn.run.tables import HIGHEST_MV, LOWEST_MV, POINTS_PER_MV, tabulate
from sciatwin.errors import ModelError

CALCIUM_AT_REST_UM = 0.05


def assemble(circuit: Circuit, step_ms: float, method: VoltageStep) -> Assembled:
    """Arrays of a circuit for one step length.

    Raises: ModelError for a step that is not above 0, or calcium brought to a place that does not follow it.
    """
    if not step_ms > 0:
        raise ModelError(f"step_ms must be > 0; got {step_ms}.")
    first = first_nodes(circuit)
    sections = [section for cell in circuit.cells for section in cell.sections]
    table = tabulate([gate for section in sections for gate in gates_of(section)], step_ms)
    nodes = node_arrays(circuit.cells)
    pools = tuple(dict.fromkeys(pool_of(projection) for projection in circuit.projections))
    assembled_pools = _pool_arrays(circuit, pools, first, step_ms)
    _check_calcium(pools, assembled_pools["pool_node"], nodes["node_shell"])
    network = Network(
        table=table.values,
        **nodes,
        **channel_arrays(sections, table),
        **calcium_arrays(sections),
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


def _check_start(network: Network) -> None:
    if not LOWEST_MV < network.start_mv < HIGHEST_MV:
        raise ModelError(f"start_mv must lie between {LOWEST_MV} and {HIGHEST_MV}; got {network.start_mv}.")


def _pool_arrays(circuit: Circuit, pools: Sequence[Pool], first: list[int], step_ms: float) -> dict[str, np.ndarray]:
    rows = []
    for pool in pools:
        position = circuit.cell_index(pool.cell)
        node = first[position] + circuit.cells[position].compartment(pool.onto)
        receptor = pool.receptor
        kept = (np.exp(-step_ms / receptor.rise_ms), np.exp(-step_ms / receptor.decay_ms))
        magnesium = receptor.transmitter is Transmitter.NMDA
        rows.append((node, *kept, receptor.calcium_fraction, magnesium))
    return columns(rows, "pool_node:i", "pool_rise", "pool_decay", "pool_calcium", "pool_magnesium:i")


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
        **columns(rows, "contact_pool:i", "contact_weight", "contact_steps:i"),
    }


def _merge(merged: dict[tuple[int, int], float], projection: Projection, pool: int, step_ms: float) -> None:
    for steps in steps_until(np.array(projection.delays_ms), step_ms).tolist():
        key = pool, steps
        merged[key] = merged.get(key, 0.0) + projection.weight_us * projection.receptor.peak_factor
