"""Arrays of the membrane: compartments, channels, calcium."""

from collections.abc import Iterator, Sequence

import numpy as np

from sciatwin.dorsal_horn.channels.calcium import FARADAY_C_PER_MOL, VALENCE
from sciatwin.dorsal_horn.parts.cell import Cell, Inserted, Section
from sciatwin.dorsal_horn.parts.membrane import CalciumGated, CalciumPermeable, Gate, VoltageGated
from sciatwin.dorsal_horn.run.network import columns
from sciatwin.dorsal_horn.run.tables import VoltageTable

SHELL_DEPTH_UM = 0.1
UM_PER_MM = 1e3
US_PER_S_PER_CM2_AND_UM2 = 1e-2
NF_PER_UF_PER_CM2_AND_UM2 = 1e-5
MA_PER_CM2_PER_NA_AND_UM2 = 1e2
MM_PER_MS_AND_FLUX = 1e4
"""Calcium in mM/ms for a flux of 1 mA/cm² ÷ (1 C/mol × 1 µm)."""


def gates_of(section: Section) -> list[Gate]:
    """Every gate of the section that moves with voltage."""
    return [
        gate
        for inserted in section.channels
        if isinstance(inserted.channel, VoltageGated | CalciumPermeable)
        for gate in inserted.channel.gates
    ]


def node_arrays(cells: Sequence[Cell]) -> dict[str, np.ndarray]:
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


def channel_arrays(sections: Sequence[Section], table: VoltageTable) -> dict[str, np.ndarray]:
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
        **columns(ohmic, "channel_node:i", "channel_conductance", "channel_mv", "channel_first:i", "channel_end:i"),
        **columns(entries, "entry_node:i", "entry_permeability", "entry_first:i", "entry_end:i"),
        **columns(gates, "gate_node:i", "gate_column:i", "gate_power:i"),
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


def calcium_arrays(sections: Sequence[Section]) -> dict[str, np.ndarray]:
    """Calcium under the membrane, and the channels that it opens.

    A current per area brings current ÷ (z F depth) of calcium into the shell.
    """
    shells: list[tuple[float, ...]] = []
    slow: list[tuple[float, ...]] = []
    start = 0
    for section in sections:
        if section.calcium_decay_ms is not None:
            flux = MA_PER_CM2_PER_NA_AND_UM2 / (VALENCE * FARADAY_C_PER_MOL * SHELL_DEPTH_UM)
            gain = UM_PER_MM * MM_PER_MS_AND_FLUX * flux
            shells += [(start + i, gain / area, section.calcium_decay_ms) for i, area in enumerate(section.area_um2)]
        start += section.compartments
    for node, section, inserted, area in _each_inserted(sections):
        channel = inserted.channel
        if isinstance(channel, CalciumGated):
            strength = US_PER_S_PER_CM2_AND_UM2 * inserted.density * area
            kinetics = channel.half_open_um, channel.closing_per_ms, channel.fastest_ms
            slow.append((node, strength, section.reversal_mv[channel.ion], channel.power, *kinetics))
    return {
        **columns(shells, "shell_node:i", "shell_gain", "shell_decay_ms"),
        **columns(
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
