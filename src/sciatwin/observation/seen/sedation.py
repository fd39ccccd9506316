"""One score of depth of sedation. Scales run both ways, so each score says which end of its scale is awake."""

import math
from collections.abc import Iterator
from dataclasses import dataclass

from sciatwin.observation.checks import range_faults, refuse, text_faults, time_faults


@dataclass(frozen=True, kw_only=True)
class Sedation:
    """Score on the scale named, with the scores of somebody awake and of the deepest sedation on it."""

    time_h: float
    scale: str
    score: float
    awake_score: float
    deepest_score: float

    def __post_init__(self) -> None:
        refuse(f"Sedation at {self.time_h:g} h", self._faults())

    @property
    def depth_fraction(self) -> float:
        """0 awake, 1 the deepest that the scale has."""
        return (self.score - self.awake_score) / (self.deepest_score - self.awake_score)

    def _faults(self) -> Iterator[str]:
        yield from time_faults(self.time_h)
        yield from text_faults("scale", self.scale, "the name of the scale")
        ends = self.awake_score, self.deepest_score
        if not all(map(math.isfinite, ends)) or ends[0] == ends[1]:
            yield f"deepest_score: got {ends[1]:g} beside awake_score {ends[0]:g}. Two different scores are needed."
        else:
            yield from range_faults("score", self.score, min(ends), max(ends), self.scale or "the scale")
