"""Opioids taken, as oral morphine equivalents a day."""

import math
from collections.abc import Iterator
from dataclasses import dataclass

from sciatwin.observation.checks import refuse, time_faults


@dataclass(frozen=True, kw_only=True)
class OpioidUse:
    """What was taken on the day that ends at ``time_h``; 0 says that none was taken."""

    time_h: float
    morphine_mg_per_day: float

    def __post_init__(self) -> None:
        refuse(f"OpioidUse at {self.time_h:g} h", self._faults())

    def _faults(self) -> Iterator[str]:
        yield from time_faults(self.time_h)
        if not 0 <= self.morphine_mg_per_day < math.inf:
            yield f"morphine_mg_per_day: got {self.morphine_mg_per_day:g} mg/day; it must be 0 or more and finite."
