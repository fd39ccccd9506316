"""One answer to item 9 of PHQ-9. It decides on a further session; nothing is learned from it."""

from collections.abc import Iterator
from dataclasses import dataclass

from sciatwin.observation.checks import range_faults, refuse, time_faults, whole_number_faults

HIGHEST = 3.0


@dataclass(frozen=True, kw_only=True)
class SelfHarmThoughts:
    """Thoughts of being better off dead or of self-harm in the last two weeks: 0 not at all to 3 nearly every day."""

    time_h: float
    phq9_item_9: float

    def __post_init__(self) -> None:
        refuse(f"SelfHarmThoughts at {self.time_h:g} h", self._faults())

    def _faults(self) -> Iterator[str]:
        yield from time_faults(self.time_h)
        yield from range_faults("phq9_item_9", self.phq9_item_9, 0, HIGHEST, "item 9 of PHQ-9")
        yield from whole_number_faults("phq9_item_9", self.phq9_item_9, "item 9 of PHQ-9")
