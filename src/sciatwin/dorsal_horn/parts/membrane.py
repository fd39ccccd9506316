"""What a membrane is made of: gates and channels, as data.

A gate opens towards a steady state with a time constant, dx/dt = (x∞ − x) / τ. Both are functions of voltage, or of
calcium under the membrane. A current is a density × gates raised to their powers × a driving force.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from scipy.special import exprel

from sciatwin.errors import ModelError

TEMPERATURE_C = 36.0
"""Temperature of both published models; every rate is given at it."""

Kinetics = Callable[[np.ndarray], tuple[np.ndarray, np.ndarray]]
"""Voltage in mV → steady state (0 to 1) and time constant in ms."""


class Ion(StrEnum):
    """What a channel lets through; each section of a cell states the reversal potential of each."""

    SODIUM = "sodium"
    POTASSIUM = "potassium"
    CATION = "cation"  # not selective


@dataclass(frozen=True)
class Gate:
    """One kind of gate, ``power`` of which must be open."""

    kinetics: Kinetics
    power: int

    def __post_init__(self) -> None:
        if self.power < 1:
            raise ModelError(f"Gate power must be at least 1; got {self.power}.")


@dataclass(frozen=True)
class VoltageGated:
    """Ohmic channel that opens with voltage; its density is in S/cm²."""

    key: str
    ion: Ion
    gates: tuple[Gate, ...]


@dataclass(frozen=True, kw_only=True)
class CalciumGated:
    """Ohmic channel that opens with calcium, not with voltage; its density is in S/cm².

    x∞ = c² / (1 + c²) and τ = 1 / (closing × (1 + c²)), with c = calcium ÷ ``half_open_um``, τ not below
    ``fastest_ms``.
    """

    key: str
    ion: Ion
    power: int
    half_open_um: float
    closing_per_ms: float
    fastest_ms: float = 0.1

    def __post_init__(self) -> None:
        for name in ("half_open_um", "closing_per_ms", "fastest_ms"):
            if not getattr(self, name) > 0:
                raise ModelError(f"{self.key}: {name} must be > 0; got {getattr(self, name)}.")


@dataclass(frozen=True)
class CalciumPermeable:
    """Channel that lets calcium in by the constant-field (GHK) equation; its density is a permeability in cm/s."""

    key: str
    gates: tuple[Gate, ...]


Channel = VoltageGated | CalciumGated | CalciumPermeable


def linoid(x: np.ndarray, scale: float) -> np.ndarray:
    """x / (exp(x / scale) − 1), which is ``scale`` at x = 0: the form of many opening and closing rates."""
    return np.asarray(scale / exprel(x / scale))


def from_rates(opening_per_ms: np.ndarray, closing_per_ms: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Steady state and time constant of a gate from its two rates."""
    total = opening_per_ms + closing_per_ms
    return opening_per_ms / total, 1 / total


def speed_up(reference_c: float) -> float:
    """How much faster rates are at ``TEMPERATURE_C`` than at ``reference_c``: threefold every 10 °C."""
    return float(3.0 ** ((TEMPERATURE_C - reference_c) / 10))
