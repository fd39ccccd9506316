"""What a physician decided after looking at what was seen. Nothing is learned from it."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from sciatwin.observation.checks import refuse, text_faults, time_faults
from sciatwin.patient.signed import somebody

_LONGEST = 120


class Decided(StrEnum):
    MAY_GO_ON = "may go on"
    STOP = "stop"


@dataclass(frozen=True, kw_only=True)
class Review:
    """A decision on all that was seen before ``time_h``; ``by`` says whose, by role."""

    time_h: float
    decided: Decided
    by: str

    def __post_init__(self) -> None:
        refuse(f"Review at {self.time_h:g} h", self._faults())

    def _faults(self) -> Iterator[str]:
        yield from time_faults(self.time_h)
        try:
            somebody(self.by)
        except ValueError as error:
            yield f"by: {error}."
        else:
            yield from text_faults("by", self.by, "the role of who decided")
        if len(self.by) > _LONGEST:
            yield f"by: got {len(self.by)} letters; at most {_LONGEST} are kept. Write the role."
