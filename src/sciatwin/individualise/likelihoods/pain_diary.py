"""Leg pain from 0 to 10: whole points, an end at either side, a spread of one's own, and days that resemble each other.

A score is a normal number around the true course, rounded to the step of its scale; at the ends of the scale it may lie
anywhere beyond. How far the score before lay from the course tells part of how far this one will: the chain runs over
what was written down, so the probability of a whole diary is a product. That days resemble each other was seen for days
that follow on one another; scores of one day are taken to resemble each other as much, not more.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from sciatwin.individualise.courses import PainCourse
from sciatwin.individualise.likelihoods.base import AbstractCourseReading
from sciatwin.individualise.paths import Paths
from sciatwin.individualise.setting import Setting
from sciatwin.individualise.shared_error import Drawable
from sciatwin.inference.normal import Normal
from sciatwin.inference.rows import Rows, WrittenScale, as_written
from sciatwin.observation import Observations, PainScore, Period
from sciatwin.observation.seen.pain_score import HIGHEST, LOWEST
from sciatwin.response.outcomes.variation import DAY_TO_DAY_CORRELATION, WITHIN_PERSON_SD
from sciatwin.units import DAYS_PER_WEEK, HOURS_PER_DAY

SPREAD, RESEMBLANCE = "diary/spread of pain", "diary/correlation of days"

_POINTS = {Period.NOW: 1, Period.DAY: 2, Period.WEEK: 7}
"""Moments that the average of a period is taken over."""


@dataclass(frozen=True)
class PainReading(AbstractCourseReading):
    """Scores after the first session started.

    Attributes:
        moments_h: the moments behind the scores, one score after another; first: where those of each score begin.
        weekly: whether each score is the average of a week.
    """

    moments_h: np.ndarray = field(default_factory=lambda: np.empty(0))
    first: np.ndarray = field(default_factory=lambda: np.empty(0, dtype=int))
    weekly: np.ndarray = field(default_factory=lambda: np.empty(0, dtype=bool))

    @property
    def parameters(self) -> Mapping[str, Drawable]:
        return {SPREAD: WITHIN_PERSON_SD["pain"], RESEMBLANCE: DAY_TO_DAY_CORRELATION}

    @property
    def grid_times_h(self) -> np.ndarray:
        return self.moments_h

    def normal(self, paths: Paths, course: PainCourse, written: np.ndarray) -> Normal:
        """Mean and spread of each score given the one before, points."""
        expected = self._expected(course)
        spread, kept, rest = paths.once("diary", self._spreads)
        mean = expected.copy()
        mean[1:] += spread[1:] * kept[1:] * ((written - expected) / spread)[:-1]
        return Normal(mean, rest)

    def simulated(self, paths: Paths, course: PainCourse, noise: np.ndarray) -> np.ndarray:
        """Score after score, because each depends on what was written before."""
        expected = self._expected(course)
        spread, kept, rest = paths.once("diary", self._spreads)
        written, deviation = np.empty(expected.shape), np.zeros(paths.count)
        for row, measure in enumerate(self.rows.measure):
            latent = expected[row] + spread[row] * kept[row] * deviation + rest[row] * noise[row]
            written[row] = as_written(measure, latent)
            deviation = (written[row] - expected[row]) / spread[row]
        return written

    def _expected(self, course: PainCourse) -> np.ndarray:
        """Pain on the true course, averaged over the period of each score."""
        expected = course.treated[course.at(self.moments_h)]
        if len(self.moments_h) == len(self.rows):
            return np.asarray(expected)
        counts = np.diff(self.first, append=len(self.moments_h))
        return np.asarray(np.add.reduceat(expected, self.first) / counts[:, None])

    def _spreads(self, paths: Paths) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Spread of each score by itself, what it keeps of the deviation before it, and its spread given that."""
        daily, correlation = paths.readings[SPREAD], paths.readings[RESEMBLANCE]
        days = np.arange(DAYS_PER_WEEK)
        apart = np.abs(days[:, None] - days)[..., None]
        of_a_week = np.sqrt((correlation**apart).mean(axis=(0, 1)))
        spread = daily * np.where(self.weekly[:, None], of_a_week, 1.0)
        gap_days = np.maximum(np.diff(self.rows.time_h, prepend=-np.inf) / HOURS_PER_DAY, 1.0)
        kept = correlation ** gap_days[:, None]
        return spread, kept, spread * np.sqrt(1 - kept**2)


def reading(observations: Observations, setting: Setting) -> PainReading | None:
    """None if there is no diary."""
    scores = observations.of_kind(PainScore)
    used = tuple(score for score in scores if score.time_h > 0)
    if not scores:
        return None
    rows = Rows(
        time_h=np.array([score.time_h for score in used]),
        value=np.array([score.score for score in used]),
        measure=tuple(WrittenScale(step=score.resolution, lowest=LOWEST, highest=HIGHEST) for score in used),
        kind=("pain",) * len(used),
        words=tuple(f"pain on day {score.time_h / HOURS_PER_DAY:.1f}" for score in used),
    )
    moments = [_moments_h(score) for score in used]
    unused = len(scores) - len(used)
    return PainReading(
        rows,
        (f"{unused} pain scores from before the first session are not used: the course starts at today's.",)
        if unused
        else (),
        np.concatenate([np.empty(0), *moments]),
        np.cumsum([0, *(len(part) for part in moments)])[:-1],
        np.array([score.period is Period.WEEK for score in used], dtype=bool),
    )


def _moments_h(score: PainScore) -> np.ndarray:
    """Middles of equal parts of the period, as far as it lies after the first session."""
    parts = _POINTS[score.period]
    start_h = max(score.start_h, 0.0)
    return np.asarray(start_h + (score.time_h - start_h) * (np.arange(parts) + (0.5 if parts > 1 else 1.0)) / parts)
