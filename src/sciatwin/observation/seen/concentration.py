"""One measured level of the drug or a metabolite in plasma."""

import math
from collections.abc import Iterator
from dataclasses import dataclass

from sciatwin.analytes import Analyte, BloodSite
from sciatwin.observation.checks import positive_faults, refuse, time_faults

HIGHEST_NG_PER_ML = 100_000.0
"""Fifty times an anaesthetic level (S-ketamine 1,959 ± 442 ng/mL, Anesthesiology 2005;103:258): the unit is wrong."""


MEASURED = tuple(analyte for analyte in Analyte if analyte is not Analyte.S_HYDROXYNORKETAMINE)
"""What a level may be of: something that the models in use predict."""

DRAWN_AT = tuple(site for site in BloodSite if site is not BloodSite.MIXED)
"""One sample comes from one site, stated or not."""


@dataclass(frozen=True, kw_only=True)
class Concentration:
    """A level, or the limit that it lies below: one of the two. Mass of base, never of its salt."""

    time_h: float
    analyte: Analyte
    site: BloodSite
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
        if self.analyte not in MEASURED:
            yield f"analyte: got {self.analyte}, which no model in use predicts (known: {', '.join(MEASURED)})."
        if self.site not in DRAWN_AT:
            yield f"site: got {self.site}. One sample is of one site: {', '.join(DRAWN_AT)}."
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
