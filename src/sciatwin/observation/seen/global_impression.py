"""The patient's global impression of change."""

from dataclasses import dataclass
from enum import StrEnum

from sciatwin.observation.checks import refuse, time_faults


class Impression(StrEnum):
    """Seven categories, from best to worst. Words, because forms number them in both directions."""

    VERY_MUCH_IMPROVED = "very much improved"
    MUCH_IMPROVED = "much improved"
    MINIMALLY_IMPROVED = "minimally improved"
    NO_CHANGE = "no change"
    MINIMALLY_WORSE = "minimally worse"
    MUCH_WORSE = "much worse"
    VERY_MUCH_WORSE = "very much worse"


@dataclass(frozen=True, kw_only=True)
class GlobalImpression:
    """Change since before the first session, in the patient's own judgement."""

    time_h: float
    impression: Impression

    def __post_init__(self) -> None:
        refuse(f"GlobalImpression at {self.time_h:g} h", time_faults(self.time_h))

    @property
    def much_improved(self) -> bool:
        """True for the two categories that count as response."""
        return self.impression in (Impression.VERY_MUCH_IMPROVED, Impression.MUCH_IMPROVED)
