"""Block of the open channel by magnesium, as a share of current and as rates (Jahr and Stevens 1990).

The share of receptors free of magnesium is B(V) = 1 / (1 + [Mg] / 3.57 mM × exp(−0.062 V)). The rates of the four-state
scheme have the same voltage dependence, 0.045 + 0.017 = 0.062 per mV, but as transcribed they give 2.78 mM in the place
of 3.57: 1.28 times the affinity. Both are kept as printed.
"""

import numpy as np

from sciatwin.errors import ModelError
from sciatwin.evidence import Source
from sciatwin.units import MICROMOLAR_PER_MILLIMOLAR, MS_PER_S

SOURCE = Source(
    "Jahr CE, Stevens CF. J Neurosci 1990;10:1830 and 10:3178 (voltage dependence of NMDA-activated conductance)",
    url="https://github.com/ModelDBRepository/128559",
    read_at="public code: NMDA_DynSyn.mod; the rates in a textbook's transcription, NMDAR_Model.tex",
)

HALF_BLOCK_MM, E_FOLD_PER_MV = 3.57, 0.062


def free_fraction(voltage_mv: np.ndarray | float, magnesium_mm: float) -> np.ndarray:
    """B(V), the share of receptors that magnesium leaves free; voltages inside minus outside."""
    _check(magnesium_mm)
    return np.asarray(1 / (1 + magnesium_mm / HALF_BLOCK_MM * np.exp(-E_FOLD_PER_MV * np.asarray(voltage_mv))))


def blocking_per_s(voltage_mv: float, magnesium_mm: float) -> float:
    """Rate from open to blocked by magnesium (a2 of the four-state scheme)."""
    _check(magnesium_mm)
    return float(MS_PER_S * magnesium_mm * MICROMOLAR_PER_MILLIMOLAR * np.exp(-0.045 * voltage_mv - 6.97))


def unblocking_per_s(voltage_mv: float) -> float:
    """Rate from blocked by magnesium to open (b2 of the four-state scheme)."""
    return float(MS_PER_S * np.exp(0.017 * voltage_mv + 0.96))


def _check(magnesium_mm: float) -> None:
    if not magnesium_mm >= 0:
        raise ModelError(f"magnesium_mm must be >= 0; got {magnesium_mm}. Give 0 for a bath without magnesium.")
