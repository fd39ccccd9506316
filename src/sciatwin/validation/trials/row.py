"""One reported number beside what is predicted."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from sciatwin.evidence.estimate import Z_95
from sciatwin.evidence.published_trial import Measure, PublishedTrial, TrialObservation
from sciatwin.validation.trials.question import TrialQuestion

AVERAGE = "weighted average"

LEVELS = (0.5, 0.9)

_MEMBERS = 1000
_LEAST_PROBABILITY = 0.1
"""A yes or no is outside a 90 % interval if it was given less than this."""


class RowUse(StrEnum):
    """How a row is used: only the first three are scored, each apart from the others."""

    CALIBRATION = "CAL"
    HELD_OUT = "HOLD"
    CONSISTENCY = "consistency"
    SHOWN = "shown"  # background and biased reports
    PROSPECTIVE = "prospective"  # a trial that has not reported yet


class Kind(StrEnum):
    POINTS = "points"
    FRACTION = "fraction"
    RATIO = "ratio"
    YES_NO = "yes or no"


_POINTS = {Measure.PAIN, Measure.PAIN_DIFFERENCE, Measure.PAIN_FALL, Measure.INTERFERENCE}
_POINTS_OF_THE_SCALE = 10.0


def kind_of(measures: Measure) -> Kind:
    """On what kind of scale a measure lies."""
    if measures in _POINTS:
        return Kind.POINTS
    return {Measure.PAIN_RATIO: Kind.RATIO, Measure.SIGNIFICANT: Kind.YES_NO}.get(measures, Kind.FRACTION)


@dataclass(frozen=True, kw_only=True)
class TrialRow:
    """A question with what was observed and what each account predicts.

    Attributes:
        observation: None for a trial that has not reported.
        studies: account of lasting relief, or ``AVERAGE``, → the number in every simulated study, shape (studies,).
        people: people of the simulated group; of the first of two.
        is_fitted: the number entered the calibration.
    """

    trial: PublishedTrial
    question: TrialQuestion
    observation: TrialObservation | None
    group: RowUse
    studies: Mapping[str, np.ndarray]
    people: int
    is_fitted: bool = False

    @property
    def kind(self) -> Kind:
        return kind_of(self.question.measures)

    @property
    def scale(self) -> float:
        """Length of the scale of the measure, by which scores of different measures are made comparable."""
        return _POINTS_OF_THE_SCALE if self.kind is Kind.POINTS else 1.0

    @property
    def is_range(self) -> bool:
        """A span was reported, not a number."""
        return self.observation is not None and self.observation.printed is None and self.observation.range is not None

    @property
    def observed(self) -> float | None:
        """The reported number; the middle of a reported range."""
        if self.observation is None:
            return None
        if self.is_range and self.observation.range is not None:
            return sum(self.observation.range) / 2
        return self.observation.printed

    @property
    def observed_interval(self) -> tuple[float, float] | None:
        """95 % interval of the reported number within its scale, or the reported range; None if there is neither."""
        row, value = self.observation, self.observed
        if row is None or value is None:
            return None
        if row.ci95 is not None or self.is_range:
            return row.ci95 or row.range
        if row.error is None:
            return None
        low, high = value - Z_95 * row.error, value + Z_95 * row.error
        return (max(low, 0.0), min(high, 1.0)) if self.kind is Kind.FRACTION else (low, high)

    def predicted(self, account: str = AVERAGE) -> float:
        """Median; of a yes or no, its probability."""
        values = self.studies[account]
        return float(values.mean() if self.kind is Kind.YES_NO else np.median(values))

    def interval(self, level: float = 0.9, account: str = AVERAGE) -> tuple[float, float]:
        """The central interval that holds so much of the prediction."""
        tail = (1 - level) / 2
        low, high = np.quantile(self.studies[account], [tail, 1 - tail], method="inverted_cdf")
        return float(low), float(high)

    def is_inside(self, level: float = 0.9, account: str = AVERAGE) -> bool:
        """The reported number lies in the interval; of a reported range, the median lies in the range."""
        observed = self.observed
        if observed is None:
            raise ValueError(f"{self.trial.key}: nothing was reported yet")
        if self.kind is Kind.YES_NO:
            yes = self.predicted(account)
            return (yes if observed else 1 - yes) >= _LEAST_PROBABILITY
        if self.is_range and self.observed_interval is not None:
            return self.observed_interval[0] <= self.predicted(account) <= self.observed_interval[1]
        low, high = self.interval(level, account)
        return low <= observed <= high


def weighted(by_account: Mapping[str, np.ndarray], weights: Mapping[str, float]) -> np.ndarray:
    """Studies of all accounts in proportion to their weights, equally likely; shape (members,).

    One account holds in a whole study: people of one study never follow different accounts. Each account is
    represented by evenly spaced quantiles of its studies.
    """
    ends = np.round(_MEMBERS * np.cumsum([weights[key] for key in by_account])).astype(int)
    counts = np.diff(ends, prepend=0)
    return np.concatenate([_even(values, count) for values, count in zip(by_account.values(), counts, strict=True)])


def _even(values: np.ndarray, count: int) -> np.ndarray:
    return np.quantile(values, (np.arange(count) + 0.5) / max(count, 1), method="inverted_cdf")
