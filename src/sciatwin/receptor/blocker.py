"""A trapping open-channel blocker: it enters and leaves the open pore, and hardly leaves a closed one."""

from dataclasses import dataclass

import numpy as np
from scipy import constants

from sciatwin.errors import ModelError
from sciatwin.evidence import Estimate, Status
from sciatwin.receptor.gating import GatingScheme
from sciatwin.units import MV_PER_V

ROOM_TEMPERATURE_C = Estimate(
    value=22.0,
    unit="°C",
    meaning="temperature of the recordings",
    status=Status.ASSUMED,
    low=20.0,
    high=25.0,
    reason="no abstract prints it; such recordings are made at room temperature",
)

THERMAL_VOLTAGE_MV = (
    MV_PER_V * constants.k * constants.convert_temperature(ROOM_TEMPERATURE_C.value, "C", "K") / constants.e
)
"""kT/e at room temperature, 25.4 mV."""


@dataclass(frozen=True, kw_only=True)
class Blocker:
    """One drug in the pore, by what is seen from outside.

    Attributes:
        half_block_um: concentration that blocks half at ``reference_mv`` without magnesium.
        relief_per_s: rate at which block ends with agonist and without drug, at ``reference_mv``. A blocked channel
            lets go only while it is open, so leaving itself is faster: relief over open probability.
        electrical_distance: part of the membrane field that the charged drug crosses to its site (Woodhull's delta).
        leak_per_s: rate at which drug escapes from a closed channel.
    """

    name: str
    half_block_um: Estimate
    relief_per_s: Estimate
    reference_mv: Estimate
    electrical_distance: Estimate
    leak_per_s: Estimate

    def __post_init__(self) -> None:
        for field in ("half_block_um", "relief_per_s"):
            value = getattr(self, field).value
            if not value > 0:
                raise ModelError(f"blocker '{self.name}': {field} must be > 0; got {value}.")
        if not self.leak_per_s.value >= 0:
            raise ModelError(f"blocker '{self.name}': leak_per_s must be >= 0; got {self.leak_per_s.value}.")

    def half_block_at(self, voltage_mv: float) -> float:
        """Half-blocking concentration without magnesium, µmol/L: higher the more the cell is depolarised."""
        shift_mv = voltage_mv - self.reference_mv.value
        return float(self.half_block_um.value * np.exp(self.electrical_distance.value * shift_mv / THERMAL_VOLTAGE_MV))

    def entering_per_um_s(self, gating: GatingScheme) -> float:
        """Rate into the open pore, per µmol/L and second; voltage moves leaving only (assumed)."""
        return self.relief_per_s.value / gating.open_probability() / self.half_block_um.value

    def leaving_per_s(self, gating: GatingScheme, voltage_mv: float) -> float:
        """Rate out of the open pore."""
        return self.entering_per_um_s(gating) * self.half_block_at(voltage_mv)
