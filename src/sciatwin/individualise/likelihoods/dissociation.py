"""Dissociation on the CADSS: in whole points, wider where more is expected."""

from dataclasses import dataclass

import numpy as np

from sciatwin.evidence.scale import scale
from sciatwin.individualise.likelihoods.base import AbstractLevelReading
from sciatwin.individualise.likelihoods.measurement_error import CADSS_FLOOR, CADSS_RELATIVE
from sciatwin.individualise.paths import Paths
from sciatwin.individualise.setting import Setting
from sciatwin.inference.normal import Normal
from sciatwin.inference.rows import Rows, WrittenScale
from sciatwin.observation import Dissociation, Observations
from sciatwin.response.side_effects.dissociation import CADSS_MAXIMUM, cadss_score


@dataclass(frozen=True)
class DissociationReading(AbstractLevelReading):
    """Scores after the first dose."""

    @property
    def grid_times_h(self) -> np.ndarray:
        return self.rows.time_h

    def normal(self, paths: Paths) -> Normal:
        """Mean and spread of each score, points."""
        mean = cadss_score(paths.fast_site(self.rows.time_h), paths.drawn)
        return Normal(mean, np.sqrt((CADSS_RELATIVE.value * mean) ** 2 + CADSS_FLOOR.value**2))


def reading(observations: Observations, setting: Setting) -> DissociationReading | None:
    """None if there are no scores."""
    scores = observations.of_kind(Dissociation)
    used = tuple(score for score in scores if score.time_h > 0 and not setting.regimen.is_none)
    if not scores:
        return None
    measure = WrittenScale(step=scale("cadss").step or 0.0, lowest=0.0, highest=CADSS_MAXIMUM.value)
    rows = Rows(
        time_h=np.array([score.time_h for score in used]),
        value=np.array([score.cadss for score in used]),
        measure=(measure,) * len(used),
        kind=("dissociation",) * len(used),
        words=tuple(f"CADSS at {score.time_h:g} h" for score in used),
    )
    unused = len(scores) - len(used)
    notes = (f"{unused} CADSS scores from before the first dose are not used.",) if unused else ()
    return DissociationReading(rows, notes)
