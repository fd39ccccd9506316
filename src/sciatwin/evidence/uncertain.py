"""An estimate that is drawn: uncertainty of the number × spread between studies × variability between people."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

import numpy as np

from sciatwin.evidence.estimate import Estimate
from sciatwin.streams import Seed, standard_normal, studies_of, uniform


class Shape(StrEnum):
    """How an estimate is drawn."""

    LOGNORMAL = "lognormal"  # positive numbers
    PROBABILITY = "probability"  # normal on the logit scale
    EVEN = "even"  # uniform between low and high
    FIXED = "fixed"


@dataclass(frozen=True, kw_only=True)
class Uncertain:
    """A number of a response model.

    Attributes:
        between_people: standard deviation on the log scale, from person to person.
        between_studies: standard deviation on the log or logit scale, from one population or centre to the next.
        person_deviate: name of the number whose deviate from person to person is this one's too; its own if empty.
        loadings: correlated estimates share named normal deviates: name → weight, squares adding up to 1.
    """

    estimate: Estimate
    shape: Shape = Shape.LOGNORMAL
    between_people: Estimate | None = None
    between_studies: Estimate | None = None
    person_deviate: str = ""
    loadings: Mapping[str, float] = field(default_factory=dict)

    def __post_init__(self) -> None:
        spread_known = self.estimate.relative_error is not None
        if self.shape in (Shape.LOGNORMAL, Shape.PROBABILITY) and not spread_known:
            raise ValueError(f"'{self.estimate.meaning}' needs a standard error or a range to be drawn.")
        if self.shape is Shape.EVEN and (self.estimate.low is None or self.estimate.high is None):
            raise ValueError(f"'{self.estimate.meaning}' needs a low and a high value to be drawn evenly.")
        if self.between_studies is not None and self.shape not in (Shape.LOGNORMAL, Shape.PROBABILITY):
            raise ValueError(f"'{self.estimate.meaning}': a spread between studies needs a log or a logit scale.")

    def draw(self, name: str, seed: Seed, count: int, *, subjects: int = 1) -> np.ndarray:
        """Shape (count,), in the unit of the estimate.

        Args:
            name: keys the random streams.
            subjects: people of one study, next to each other, who share what is uncertain about the study. Where a
                study is cut, all parts share it.
        """
        values = self._of_studies(name, seed, count, subjects)
        if self.between_people is None:
            return values
        deviation = standard_normal(f"person/{self.person_deviate or name}", seed, count)
        return values * np.exp(self.between_people.value * deviation)

    def _of_studies(self, name: str, seed: Seed, count: int, subjects: int) -> np.ndarray:
        if subjects == 1:
            return self._estimates(name, seed, count)
        studies, mine = studies_of(seed, count, subjects)
        return self._estimates(name, studies, len(studies.numbers))[mine]

    def _estimates(self, name: str, seed: Seed, count: int) -> np.ndarray:
        stream, value = f"estimate/{name}", self.estimate.value
        if self.shape is Shape.FIXED:
            return np.full(count, value)
        if self.shape is Shape.EVEN:
            low, high = self.estimate.low or 0.0, self.estimate.high or 0.0
            return low + (high - low) * uniform(stream, seed, count)
        deviation = self.transformed_error * self._deviate(stream, seed, count)
        if self.between_studies is not None:
            deviation = deviation + self.between_studies.value * standard_normal(f"study/{name}", seed, count)
        if self.shape is Shape.PROBABILITY:
            return np.asarray(1 / (1 + (1 - value) / value * np.exp(-deviation)))
        return np.asarray(value * np.exp(deviation))

    @property
    def transformed_error(self) -> float:
        """Standard error on the log scale, of a probability on the logit scale."""
        relative = self.estimate.relative_error or 0.0
        if self.shape is Shape.PROBABILITY:
            return relative / (1 - self.estimate.value)
        return float(np.sqrt(np.log1p(relative**2)))

    def _deviate(self, stream: str, seed: Seed, count: int) -> np.ndarray:
        if not self.loadings:
            return standard_normal(stream, seed, count)
        shared = (weight * standard_normal(f"estimate/{name}", seed, count) for name, weight in self.loadings.items())
        return np.asarray(sum(shared))
