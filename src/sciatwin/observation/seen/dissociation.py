"""One score of the Clinician-Administered Dissociative States Scale (CADSS)."""

from collections.abc import Iterator
from dataclasses import dataclass

from sciatwin.observation.checks import range_faults, refuse, time_faults, whole_number_faults

LOWEST, HIGHEST = 0.0, 92.0


@dataclass(frozen=True, kw_only=True)
class Dissociation:
    """CADSS, the sum of 23 items from 0 to 4, at the time it was asked about."""

    time_h: float
    cadss: float

    def __post_init__(self) -> None:
        refuse(f"Dissociation at {self.time_h:g} h", self._faults())

    def _faults(self) -> Iterator[str]:
        yield from time_faults(self.time_h)
        yield from range_faults("cadss", self.cadss, LOWEST, HIGHEST, "the CADSS")
        yield from whole_number_faults("cadss", self.cadss, "the CADSS")
