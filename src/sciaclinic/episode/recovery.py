"""Scores after an infusion: five items of 0 to 2 each. The total is computed, never typed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType

from sciatwin.evidence import Source

ALDRETE = Source(
    "Aldrete JA. The post-anesthesia recovery score revisited. J Clin Anesth 1995;7:89",
    url="https://statpearls.com/point-of-care/155763",
    read_at="StatPearls, Aldrete score",
)
PADSS = Source(
    "Chung F, et al. Post-anaesthetic discharge scoring system, with bleeding in place of intake and output. J Clin "
    "Anesth 1995;7:500",
    url="https://pubmed.ncbi.nlm.nih.gov/8534468/",
    read_at="abstract, and the table at medicalalgorithms.com/padss-scoring-system",
)


class Scale(StrEnum):
    ALDRETE = "Aldrete"
    PADSS = "PADSS"

    @property
    def items(self) -> Mapping[str, tuple[str, str, str]]:
        """Item → what 0, 1 and 2 mean."""
        return _ITEMS[self]


_ITEMS: Mapping[Scale, Mapping[str, tuple[str, str, str]]] = MappingProxyType(
    {
        Scale.ALDRETE: MappingProxyType(
            {
                "activity": ("moves no limb", "moves two limbs", "moves four limbs"),
                "respiration": ("does not breathe", "breathes with effort", "breathes deeply and coughs"),
                "circulation": (
                    "pressure 50 % or more off the start",
                    "20 to 49 % off the start",
                    "within 20 % of the start",
                ),
                "consciousness": ("does not respond", "rousable by voice", "fully awake"),
                "oxygen saturation": (
                    "90 % or less with oxygen",
                    "above 90 % only with oxygen",
                    "above 92 % on room air",
                ),
            }
        ),
        Scale.PADSS: MappingProxyType(
            {
                "vital signs": ("40 % or more off the start", "20 to 40 % off the start", "within 20 % of the start"),
                "activity": ("cannot walk", "walks with help", "steady gait, oriented"),
                "nausea and vomiting": ("severe", "moderate", "minimal"),
                "pain": ("severe", "moderate", "minimal"),
                "bleeding": ("severe", "moderate", "minimal"),
            }
        ),
    }
)


@dataclass(frozen=True)
class Score:
    """One score at one time."""

    scale: Scale
    items: Mapping[str, int]
    at: datetime

    @property
    def total(self) -> int:
        return sum(self.items.values())


@dataclass(frozen=True)
class Recovery:
    """Scores in the order of their times; ``fit_from`` is the lowest total of 10 at which somebody is fit to leave."""

    scores: tuple[Score, ...]
    fit_from: int

    def last(self, scale: Scale) -> Score | None:
        return next((score for score in reversed(self.scores) if score.scale is scale), None)

    @property
    def open(self) -> tuple[str, ...]:
        """What the scores still lack, in sentences."""
        return tuple(says for scale in Scale if (says := self._lacks(scale)))

    @property
    def ready_at(self) -> datetime | None:
        """The first time at which the latest of both scores was high enough."""
        latest: dict[Scale, int] = {}
        for score in self.scores:
            latest[score.scale] = score.total
            if len(latest) == len(Scale) and min(latest.values()) >= self.fit_from:
                return score.at
        return None

    def _lacks(self, scale: Scale) -> str:
        score = self.last(scale)
        if score is None:
            return f"{scale} was not scored."
        if score.total < self.fit_from:
            return f"{scale} is {score.total} of 10; {self.fit_from} or more are needed."
        return ""
