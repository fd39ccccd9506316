"""Receptors: what one arriving spike opens, for how long, and what flows.

The conductance after a spike is a difference of two exponentials that peaks at the weight of the contact. NMDA
receptors are blocked by magnesium as well; the block by a drug scales their conductance by 1 − block.
"""

from dataclasses import dataclass
from enum import StrEnum
from math import exp, log

import numpy as np

from sciatwin.errors import ModelError

MAGNESIUM_MM = 1.0


class Transmitter(StrEnum):
    """The receptor a contact acts on."""

    AMPA = "AMPA"
    NMDA = "NMDA"
    NK1 = "NK1"
    GABA_A = "GABA-A"
    GLYCINE = "glycine"


INHIBITORY = frozenset({Transmitter.GABA_A, Transmitter.GLYCINE})


@dataclass(frozen=True, kw_only=True)
class Receptor:
    """One receptor of a cell.

    Attributes:
        calcium_fraction: part of its current that calcium carries.
    """

    transmitter: Transmitter
    rise_ms: float
    decay_ms: float
    reversal_mv: float
    calcium_fraction: float = 0.0

    def __post_init__(self) -> None:
        if not 0 < self.rise_ms < self.decay_ms:
            raise ModelError(
                f"{self.transmitter}: 0 < rise_ms < decay_ms must hold; got {self.rise_ms} and {self.decay_ms}."
            )
        if not 0 <= self.calcium_fraction <= 1:
            raise ModelError(f"{self.transmitter}: calcium_fraction must be 0 to 1; got {self.calcium_fraction}.")

    @property
    def peak_factor(self) -> float:
        """What brings the peak of exp(−t / decay) − exp(−t / rise) to 1."""
        peak_ms = self.rise_ms * self.decay_ms / (self.decay_ms - self.rise_ms) * log(self.decay_ms / self.rise_ms)
        return 1 / (exp(-peak_ms / self.decay_ms) - exp(-peak_ms / self.rise_ms))


def magnesium_free(voltage_mv: np.ndarray) -> np.ndarray:
    """Fraction of NMDA receptors that magnesium leaves free.

    Source: Jahr CE, Stevens CF 1990: 1 / (1 + Mg / 3.57 mM × exp(−0.062 V)).
    """
    return np.asarray(1 / (1 + MAGNESIUM_MM / 3.57 * np.exp(-0.062 * voltage_mv)))
