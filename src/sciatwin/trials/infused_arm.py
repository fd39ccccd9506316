"""An arm with ketamine, followed once: kinetics do not depend on the constants of pain that are tried on it."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from sciatwin.regimen import Regimen
from sciatwin.response.lasting_relief import Exposure
from sciatwin.twin.drug.exposure import exposure
from sciatwin.twin.drug.levels import effect_sites
from sciatwin.twin.drug.time_grid import rows_of
from sciatwin.twin.pain.factors import PainFactors, Situation
from sciatwin.twin.people import People
from sciatwin.twin.versions.belief import Blinding, beliefs
from sciatwin.twin.versions.ensemble import Ensemble

Drawn = Mapping[str, np.ndarray]


@dataclass(frozen=True)
class InfusedArm:
    """What the drug did in everybody along a grid of times, and the visits at which it was given, shape (visits, 2)."""

    people: People
    seen: Exposure
    visits_h: np.ndarray

    @classmethod
    def of(cls, ensemble: Ensemble, regimen: Regimen, grid_h: np.ndarray) -> "InfusedArm":
        """Args: grid_h: close around sessions; every time at which pain is asked for is among them."""
        seen = exposure(ensemble, regimen, grid_h, effect_sites(ensemble, regimen, grid_h))
        return cls(ensemble.people, seen, np.array(regimen.visits_h))

    def beliefs(self, drawn: Drawn, blinding: Blinding) -> tuple[np.ndarray | float, np.ndarray | float]:
        """Belief in having been given ketamine, with it and with inert infusions in its place."""
        return beliefs(drawn, self.seen.session_peak_ng_per_ml, blinding)

    def factors(self, drawn: Drawn, times_h: np.ndarray) -> PainFactors:
        """Factors of pain with ketamine, and constants as they are drawn or tried."""
        situation = Situation(self.seen, self.visits_h, drawn, rows_of(self.seen.time_h, times_h))
        return PainFactors(self.people, situation)

    def factors_without_drug(self, drawn: Drawn, times_h: np.ndarray) -> PainFactors:
        """The same with inert infusions at the same times."""
        return PainFactors.without_drug(self.people, drawn, times_h, self.visits_h)
