"""Everything that depends on voltage alone, tabulated once for a step length.

The step is fixed, so a gate's move over one step is x += (1 − exp(−step / τ)) × (x∞ − x) with numbers that depend on
voltage only. They are read by linear interpolation from a grid of 1/40 mV. Four further functions are tabulated with
their slopes, which the implicit step needs: the NMDA current per conductance, and calcium flowing out and in.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from sciatwin.dorsal_horn.channels.calcium import constant_field
from sciatwin.dorsal_horn.parts.membrane import Gate
from sciatwin.dorsal_horn.parts.synapse import magnesium_free

LOWEST_MV, HIGHEST_MV, POINTS_PER_MV = -120.0, 100.0, 40
COLUMNS_OF_GATE = 2
FREE, OUTWARD, INWARD = 0, 2, 4
"""Columns before the gates; the slope of each follows it."""
FIRST_GATE = 6


@dataclass(frozen=True)
class VoltageTable:
    """Rows by voltage, columns by function; shape (voltages, columns)."""

    values: np.ndarray
    gates: tuple[Gate, ...]

    def column(self, gate: Gate) -> int:
        """Where the steady state of a gate stands; the part of the way made in one step follows it."""
        kinetics = [known.kinetics for known in self.gates]
        return FIRST_GATE + COLUMNS_OF_GATE * kinetics.index(gate.kinetics)


def tabulate(gates: Sequence[Gate], step_ms: float) -> VoltageTable:
    """The table of all gates that differ in their kinetics."""
    different = tuple({gate.kinetics: gate for gate in gates}.values())
    points = int((HIGHEST_MV - LOWEST_MV) * POINTS_PER_MV) + 1
    voltage_mv = np.linspace(LOWEST_MV, HIGHEST_MV, points)
    outward, inward = constant_field(voltage_mv)
    columns = []
    for function in (magnesium_free(voltage_mv), outward, inward):
        columns += [function, np.gradient(function, voltage_mv)]
    for gate in different:
        steady, tau_ms = gate.kinetics(voltage_mv)
        columns += [steady, -np.expm1(-step_ms / tau_ms)]
    return VoltageTable(np.ascontiguousarray(np.column_stack(columns)), different)
