"""Opioid use: it says something only if there was a decision to taper."""

from dataclasses import dataclass

import numpy as np

from sciatwin.individualise.courses import PainCourse, arm_of
from sciatwin.individualise.likelihoods.base import AbstractCourseReading
from sciatwin.individualise.likelihoods.measurement_error import OPIOID_RELATIVE
from sciatwin.individualise.paths import Paths
from sciatwin.individualise.setting import Setting
from sciatwin.inference.normal import Normal
from sciatwin.inference.rows import Rows, WrittenScale
from sciatwin.observation import Observations, OpioidUse
from sciatwin.response.outcomes.opioid_use import morphine_equivalents_mg_per_day
from sciatwin.units import HOURS_PER_DAY

_WHOLE_MG = WrittenScale(step=1.0, lowest=0.0)


@dataclass(frozen=True)
class OpioidReading(AbstractCourseReading):
    """Use on days after the first session."""

    @property
    def grid_times_h(self) -> np.ndarray:
        return self.rows.time_h

    def normal(self, paths: Paths, course: PainCourse, written: np.ndarray) -> Normal:
        """Mean and spread, mg of morphine equivalents a day."""
        today = paths.ensemble.people.scores["opioid"]
        arm = arm_of(paths, course, self.rows.time_h)
        mean = morphine_equivalents_mg_per_day(arm, today, paths.drawn, paths.setting.taper)
        return Normal(mean, np.broadcast_to(OPIOID_RELATIVE.value * today, mean.shape))

    def simulated(self, paths: Paths, course: PainCourse, noise: np.ndarray) -> np.ndarray:
        return self._each_by_itself(paths, course, noise)


def reading(observations: Observations, setting: Setting) -> OpioidReading | None:
    """None if no use was recorded."""
    recorded = observations.of_kind(OpioidUse)
    if not recorded:
        return None
    tapered = setting.taper is not None and "opioid" in setting.people(1).scores
    used = tuple(use for use in recorded if use.time_h > 0) if tapered else ()
    rows = Rows(
        time_h=np.array([use.time_h for use in used]),
        value=np.array([use.morphine_mg_per_day for use in used]),
        measure=(_WHOLE_MG,) * len(used),
        kind=("opioid use",) * len(used),
        words=tuple(f"opioid use on day {use.time_h / HOURS_PER_DAY:.0f}" for use in used),
    )
    return OpioidReading(rows, () if tapered else (_UNTAPERED,))


_UNTAPERED = (
    "Nothing is learned from opioid use: without a decision to taper, and today's use in the patient's file, none is "
    "predicted to change."
)
