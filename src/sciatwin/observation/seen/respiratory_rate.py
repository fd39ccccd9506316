"""One count of breaths. It decides on a further session; nothing is learned from it."""

from collections.abc import Iterator
from dataclasses import dataclass

from sciatwin.observation.checks import range_faults, refuse, time_faults

HIGHEST_PER_MIN = 80.0


@dataclass(frozen=True, kw_only=True)
class RespiratoryRate:
    """Breaths a minute; 0 says that there were none."""

    time_h: float
    breaths_per_min: float

    def __post_init__(self) -> None:
        refuse(f"RespiratoryRate at {self.time_h:g} h", self._faults())

    def _faults(self) -> Iterator[str]:
        yield from time_faults(self.time_h)
        yield from range_faults("breaths_per_min", self.breaths_per_min, 0, HIGHEST_PER_MIN, "breathing, /min,")
