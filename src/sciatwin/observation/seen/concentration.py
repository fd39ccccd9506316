"""One measured level of the drug or a metabolite in plasma."""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from sciatwin.observation.checks import positive_faults, refuse, time_faults

HIGHEST_NG_PER_ML = 100_000.0
"""Fifty times an anaesthetic level (S-ketamine 1,959 ± 442 ng/mL, Anesthesiology 2005;103:258): the unit is wrong."""


class Site(StrEnum):
    """Where blood was drawn. At the end of a short infusion arterial levels are about twice the venous."""

    ARTERIAL = "arterial"
    VENOUS = "venous"
    NOT_STATED = "not stated"


class Analyte(StrEnum):
    """What the laboratory measured. "ketamine" and "norketamine" count both halves, S + R."""

    KETAMINE = "ketamine"
    S_KETAMINE = "S-ketamine"
    R_KETAMINE = "R-ketamine"
    NORKETAMINE = "norketamine"
    S_NORKETAMINE = "S-norketamine"
    R_NORKETAMINE = "R-norketamine"


@dataclass(frozen=True, kw_only=True)
class Concentration:
    """A level, or the limit that it lies below: one of the two. Mass of base, never of its salt."""

    time_h: float
    analyte: Analyte
    site: Site
    conc_ng_per_ml: float | None = None
    limit_ng_per_ml: float | None = None

    def __post_init__(self) -> None:
        refuse(f"Concentration at {self.time_h:g} h", self._faults())

    @property
    def below_limit(self) -> bool:
        """True if all that is known is that the level lies below ``limit_ng_per_ml``."""
        return self.limit_ng_per_ml is not None

    def _faults(self) -> Iterator[str]:
        yield from time_faults(self.time_h)
        if (self.conc_ng_per_ml is None) == (self.limit_ng_per_ml is None):
            yield (
                f"conc_ng_per_ml: got {self.conc_ng_per_ml} beside limit_ng_per_ml {self.limit_ng_per_ml}. Give a "
                "measured level, or the limit that it lies below."
            )
        if self.limit_ng_per_ml is not None:
            yield from positive_faults("limit_ng_per_ml", self.limit_ng_per_ml, "ng/mL")
        if self.conc_ng_per_ml is not None:
            for fault in positive_faults("conc_ng_per_ml", self.conc_ng_per_ml, "ng/mL"):
                yield f"{fault} For 'not detected' give the limit of the assay and say that the level is below it."
            if HIGHEST_NG_PER_ML < self.conc_ng_per_ml < math.inf:
                yield f"conc_ng_per_ml: got {self.conc_ng_per_ml:g} ng/mL, which nobody survives. Check the unit."
