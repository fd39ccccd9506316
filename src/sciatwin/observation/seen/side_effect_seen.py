"""Whether a session brought a side effect."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from sciatwin.observation.checks import refuse, time_faults


class SideEffect(StrEnum):
    """What was asked about; the values are the keys of the side effects that a session may bring."""

    NAUSEA = "nausea"
    DIZZINESS = "dizziness"
    SEDATION = "sedation"
    HEADACHE = "headache"
    PSYCHOTOMIMETIC = "psychotomimetic"
    ANY = "any adverse event"


@dataclass(frozen=True, kw_only=True)
class SideEffectSeen:
    """Yes or no for one session. What nobody asked about has no record.

    ``session_index`` counts visits from 0; sessions that follow on one another without a gap are one visit.
    ``time_h`` is when it was asked.
    """

    time_h: float
    session_index: int
    effect: SideEffect
    seen: bool

    def __post_init__(self) -> None:
        refuse(f"SideEffectSeen at {self.time_h:g} h", self._faults())

    def _faults(self) -> Iterator[str]:
        yield from time_faults(self.time_h)
        if self.session_index < 0:
            yield f"session_index: got {self.session_index}; sessions count from 0."
