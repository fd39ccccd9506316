"""One leg pain score of a diary or a visit."""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from sciatwin.observation.checks import range_faults, refuse, time_faults
from sciatwin.units import DAYS_PER_WEEK, HOURS_PER_DAY

LOWEST, HIGHEST = 0.0, 10.0
FINEST_STEP = 0.001  # no scale is read more finely

_ROUNDING = 1e-6  # of a step: 0.1 has no exact binary form


class Period(StrEnum):
    """What the patient was asked about: pain at this moment, or the average of the day or week up to now."""

    NOW = "now"
    DAY = "day"
    WEEK = "week"

    @property
    def length_h(self) -> float:
        return {Period.NOW: 0.0, Period.DAY: HOURS_PER_DAY, Period.WEEK: HOURS_PER_DAY * DAYS_PER_WEEK}[self]


@dataclass(frozen=True, kw_only=True)
class PainScore:
    """Leg pain from 0 to 10. ``time_h`` is when it was asked, the end of the period; ``resolution`` is the step of
    the scale in points: 1 for whole numbers, 0.1 for a mark on a line of 100 mm."""

    time_h: float
    score: float
    period: Period
    resolution: float = 1.0

    def __post_init__(self) -> None:
        refuse(f"PainScore at {self.time_h:g} h", self._faults())

    @property
    def start_h(self) -> float:
        """Start of the period."""
        return self.time_h - self.period.length_h

    def _faults(self) -> Iterator[str]:
        yield from time_faults(self.time_h)
        outside = list(range_faults("score", self.score, LOWEST, HIGHEST, "leg pain"))
        yield from (f"{fault} A mark from 0 to 100 is divided by 10, with resolution 0.1." for fault in outside)
        if not FINEST_STEP <= self.resolution <= HIGHEST:
            yield f"resolution: got {self.resolution:g}; a step of {FINEST_STEP:g} to {HIGHEST:g} points is needed."
        elif not outside and not self._on_a_step():
            yield (
                f"score: got {self.score:g}, which lies between two steps of {self.resolution:g}. State the step of "
                "the scale as its resolution, or enter the score as the patient gave it."
            )

    def _on_a_step(self) -> bool:
        steps = self.score / self.resolution
        return math.isclose(steps, round(steps), rel_tol=0, abs_tol=_ROUNDING)
