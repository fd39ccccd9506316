"""One thing in the record that speaks against a further session as it was."""

from dataclasses import dataclass
from enum import StrEnum

from sciatwin.observation import Observations
from sciatwin.units import HOURS_PER_DAY


class Weighs(StrEnum):
    """What follows from it."""

    STOP = "stop"  # no further session until a physician has reviewed it, or what ``way_out`` says
    CHANGE = "change"  # a further session only lower or slower


WAY_OUT = "until a row of kind 'review' says 'may go on'"


@dataclass(frozen=True)
class Seen:
    """``limit`` says what it was held against, and what that rests on; ``way_out`` what lifts it if it stops.

    ``session_index`` is the visit that was asked about, from 0, where the record names one.
    """

    time_h: float
    what: str
    limit: str
    weighs: Weighs
    way_out: str = WAY_OUT
    session_index: int | None = None

    def __str__(self) -> str:
        """With its way out, wherever it is shown."""
        way_out = f", {self.way_out}" if self.weighs is Weighs.STOP else ""
        return f"{day_words(self.time_h)}: {self.what}; {self.limit}{way_out}"


def day_words(time_h: float) -> str:
    """Days count from the first session, whose day is 0."""
    return f"day {time_h // HOURS_PER_DAY:.0f}" if time_h >= 0 else "before the first session"


def dated_day(time_h: float, observations: Observations) -> str:
    """The same with its date, where that is known."""
    date = observations.date_of(time_h)
    return day_words(time_h) if date is None else f"{day_words(time_h)} ({date})"
