"""An event that ends a session at once. It decides on a further session; nothing is learned from it."""

from dataclasses import dataclass
from enum import StrEnum

from sciatwin.observation.checks import refuse, time_faults


class Event(StrEnum):
    LARYNGOSPASM = "laryngospasm"
    SEIZURE = "seizure"
    ANAPHYLAXIS = "anaphylaxis"
    CHEST_PAIN = "chest pain"
    NEW_WEAKNESS = "new weakness"
    LOSS_OF_CONSCIOUSNESS = "loss of consciousness"
    BLADDER_SYMPTOMS = "bladder symptoms"
    PSYCHOSIS = "psychosis"
    OTHER = "other"


@dataclass(frozen=True, kw_only=True)
class SeriousEvent:
    """One event, during a session or after it."""

    time_h: float
    event: Event

    def __post_init__(self) -> None:
        refuse(f"SeriousEvent at {self.time_h:g} h", time_faults(self.time_h))
