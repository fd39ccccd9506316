"""The patient's global impression, as far as evidence goes: "much improved" or better, or not."""

from dataclasses import dataclass

import numpy as np

from sciatwin.individualise.courses import PainCourse, arm_of
from sciatwin.individualise.likelihoods.base import AbstractCourseReading
from sciatwin.individualise.likelihoods.side_effects import yes_or_no
from sciatwin.individualise.paths import Paths
from sciatwin.individualise.setting import Setting
from sciatwin.inference.normal import Normal
from sciatwin.inference.rows import YES_OR_NO, Rows
from sciatwin.observation import GlobalImpression, Observations
from sciatwin.response.outcomes.global_impression import much_improved_probability
from sciatwin.units import HOURS_PER_DAY

_TWO_OF_SEVEN = (
    "Of the seven global impressions only 'much improved' or better against the others is learned from: how far pain "
    "must fall for the others was not found."
)


@dataclass(frozen=True)
class ImpressionReading(AbstractCourseReading):
    """Impressions after the first session."""

    @property
    def grid_times_h(self) -> np.ndarray:
        return self.rows.time_h

    def normal(self, paths: Paths, course: PainCourse, written: np.ndarray) -> Normal:
        """A normal number above 0.5 with the probability of "much improved" or better."""
        return yes_or_no(much_improved_probability(arm_of(paths, course, self.rows.time_h), paths.drawn))

    def simulated(self, paths: Paths, course: PainCourse, noise: np.ndarray) -> np.ndarray:
        return self._each_by_itself(paths, course, noise)


def reading(observations: Observations, setting: Setting) -> ImpressionReading | None:
    """None if nobody asked."""
    asked = observations.of_kind(GlobalImpression)
    used = tuple(item for item in asked if item.time_h > 0)
    if not asked:
        return None
    rows = Rows(
        time_h=np.array([item.time_h for item in used]),
        value=np.array([float(item.much_improved) for item in used]),
        measure=(YES_OR_NO,) * len(used),
        kind=("global impression",) * len(used),
        words=tuple(f"global impression on day {item.time_h / HOURS_PER_DAY:.0f}" for item in used),
    )
    before = len(asked) - len(used)
    notes = (f"{before} global impressions from before the first session are not used.",) if before else ()
    return ImpressionReading(rows, (*((_TWO_OF_SEVEN,) if used else ()), *notes))
