"""One thing in the record that speaks against a further session as it was."""

from dataclasses import dataclass
from enum import StrEnum

from sciatwin.units import HOURS_PER_DAY


class Weighs(StrEnum):
    """What follows from it."""

    STOP = "stop"  # no further session until a physician has looked at it
    CHANGE = "change"  # a further session only lower or slower


@dataclass(frozen=True)
class Seen:
    """``limit`` says what it was held against, and what that rests on."""

    time_h: float
    what: str
    limit: str
    weighs: Weighs

    def __str__(self) -> str:
        day = f"day {self.time_h // HOURS_PER_DAY:.0f}" if self.time_h >= 0 else "before the first session"
        return f"{day}: {self.what}; {self.limit}"
