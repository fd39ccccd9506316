"""An estimate that is drawn: uncertainty of the number × variability between people."""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from sciatwin.evidence.estimate import Estimate
from sciatwin.streams import standard_normal, uniform


class Shape(StrEnum):
    """How an estimate is drawn."""

    LOGNORMAL = "lognormal"  # positive numbers
    PROBABILITY = "probability"  # normal on the logit scale
    EVEN = "even"  # uniform between low and high
    FIXED = "fixed"


@dataclass(frozen=True, kw_only=True)
class Uncertain:
    """A number of a response model. ``between_people`` is a standard deviation on the log scale."""

    estimate: Estimate
    shape: Shape = Shape.LOGNORMAL
    between_people: Estimate | None = None

    def __post_init__(self) -> None:
        spread_known = self.estimate.relative_error is not None
        if self.shape in (Shape.LOGNORMAL, Shape.PROBABILITY) and not spread_known:
            raise ValueError(f"'{self.estimate.meaning}' needs a standard error or a range to be drawn.")
        if self.shape is Shape.EVEN and (self.estimate.low is None or self.estimate.high is None):
            raise ValueError(f"'{self.estimate.meaning}' needs a low and a high value to be drawn evenly.")

    def draw(self, name: str, seed: int, count: int) -> np.ndarray:
        """Shape (count,), in the unit of the estimate. ``name`` keys the random streams."""
        values = self._estimates(f"estimate/{name}", seed, count)
        if self.between_people is None:
            return values
        deviation = standard_normal(f"person/{name}", seed, count)
        return values * np.exp(self.between_people.value * deviation)

    def _estimates(self, stream: str, seed: int, count: int) -> np.ndarray:
        value, relative = self.estimate.value, self.estimate.relative_error or 0.0
        if self.shape is Shape.FIXED:
            return np.full(count, value)
        if self.shape is Shape.EVEN:
            low, high = self.estimate.low or 0.0, self.estimate.high or 0.0
            return low + (high - low) * uniform(stream, seed, count)
        normal = standard_normal(stream, seed, count)
        if self.shape is Shape.PROBABILITY:
            logit = np.log(value / (1 - value)) + relative / (1 - value) * normal
            return np.asarray(1 / (1 + np.exp(-logit)))
        return np.asarray(value * np.exp(np.sqrt(np.log1p(relative**2)) * normal))
