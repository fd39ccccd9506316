"""What a source says of how much ketamine blocks half: one record, never mixed with another."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from sciatwin.analytes import Analyte
from sciatwin.errors import ModelError
from sciatwin.evidence import Estimate, Source


class BindingSite(StrEnum):
    """Where ketamine acts on the receptor."""

    PORE = "pore"
    PORE_AND_MEMBRANE = "pore, and a way in through the membrane"
    TONIC = "membrane-accessible site, tonic receptors only"


class PotencyBasis(StrEnum):
    """What the number rests on."""

    CURRENT = "current"
    BINDING = "binding"
    CHOICE = "an author's choice"


class Counted(StrEnum):
    """Which concentration is set against the half-blocking one."""

    UNBOUND = "unbound"
    TOTAL = "total, which takes plasma protein for water"


@dataclass(frozen=True, kw_only=True)
class PublishedPotency:
    """Occupancy x^n / (1 + x^n), where x is the sum of concentration over half-blocking concentration.

    Attributes:
        half_block_um: half-blocking concentration, µmol/L; either of the racemate or of both enantiomers.
        hill: exponent n; a number without source where none was printed and 1 is taken.
        system: the receptors that were studied.
    """

    key: str
    title: str
    source: Source
    system: str
    site: BindingSite
    basis: PotencyBasis
    half_block_um: Mapping[Analyte, Estimate]
    hill: Estimate
    counted: Counted = Counted.UNBOUND

    def __post_init__(self) -> None:
        given = set(self.half_block_um)
        if given != {Analyte.KETAMINE} and not given >= {Analyte.S_KETAMINE, Analyte.R_KETAMINE}:
            raise ModelError(
                f"potency '{self.key}' needs half_block_um of the racemate, or of both enantiomers; got "
                f"{', '.join(sorted(given)) or 'none'}."
            )

    @property
    def is_measured_at_the_pore(self) -> bool:
        """Whether the record measures the pore alone, against unbound drug."""
        return (
            self.site is BindingSite.PORE and self.basis is not PotencyBasis.CHOICE and self.counted is Counted.UNBOUND
        )

    @property
    def racemate_half_block_um(self) -> float:
        """Concentration of racemate, S + R, that occupies half."""
        if Analyte.KETAMINE in self.half_block_um:
            return self.half_block_um[Analyte.KETAMINE].value
        both = (self.half_block_um[a].value for a in (Analyte.S_KETAMINE, Analyte.R_KETAMINE))
        return 2 / sum(1 / half for half in both)

    def racemate_block(self, concentration_um: np.ndarray | float) -> np.ndarray:
        """Fraction blocked by a concentration of racemate, half S and half R; shape as given."""
        ratio = (np.asarray(concentration_um, dtype=float) / self.racemate_half_block_um) ** self.hill.value
        return np.asarray(ratio / (1 + ratio))
