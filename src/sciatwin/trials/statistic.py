"""From rated pain to the number that a trial reported: one value for each simulated study.

Rated pain has shape (studies, people); a statistic has shape (studies,).
"""

from dataclasses import dataclass

import numpy as np
from scipy.stats import ttest_1samp, ttest_ind, ttest_rel

from sciatwin.evidence import Estimate, Status

SIGNIFICANT_BELOW = 0.05

MEANINGFUL_FALL = Estimate(
    value=0.3,
    unit="1",
    meaning="fall of pain that is counted as meaningful where the trial did not say from where on",
    status=Status.ASSUMED,
    low=0.3,
    high=0.5,
    reason="30 % or 2 points are the consensus for pain scores (scales.yaml); 50 % is called substantial",
)


@dataclass(frozen=True)
class Statistic:
    """A number in every study, and the standard error of one study; None where it lies in a count or a yes or no."""

    studies: np.ndarray
    standard_error: float | None = None


def mean(scores: np.ndarray) -> Statistic:
    """Mean of a group."""
    return Statistic(scores.mean(axis=-1), _typical(_error(scores)))


def difference(first: np.ndarray, second: np.ndarray, *, paired: bool) -> Statistic:
    """Mean of one group minus that of the other; paired where both are the same people."""
    if paired:
        return mean(first - second)
    error = np.hypot(_error(first), _error(second))
    return Statistic(first.mean(axis=-1) - second.mean(axis=-1), _typical(error))


def ratio(first: np.ndarray, second: np.ndarray) -> Statistic:
    """Ratio of two means; their relative errors add as squares."""
    above, below = first.mean(axis=-1), second.mean(axis=-1)
    relative = np.hypot(_error(first) / above, _error(second) / below)
    return Statistic(above / below, _typical(relative * above / below))


def share(yes: np.ndarray) -> Statistic:
    """Fraction of a group for whom something is so."""
    return Statistic(yes.mean(axis=-1))


def responders(scores: np.ndarray, today: np.ndarray, least_fall: float) -> Statistic:
    """Fraction of a group whose rating fell by this fraction or more."""
    return share(scores <= (1 - least_fall) * today)


def is_significant(first: np.ndarray, second: np.ndarray, *, paired: bool) -> Statistic:
    """1 where the usual t test of two means says so (Welch, or paired), else 0."""
    test = ttest_rel(first, second, axis=-1) if paired else ttest_ind(first, second, axis=-1, equal_var=False)
    return Statistic((test.pvalue < SIGNIFICANT_BELOW).astype(float))


def has_changed(scores: np.ndarray, today: np.ndarray) -> Statistic:
    """1 where the t test of a group's own change says so, else 0."""
    return Statistic((ttest_1samp(today - scores, 0.0, axis=-1).pvalue < SIGNIFICANT_BELOW).astype(float))


def _error(scores: np.ndarray) -> np.ndarray:
    """Standard error of the mean, shape (studies,)."""
    return scores.std(axis=-1, ddof=1) / np.sqrt(scores.shape[-1])


def _typical(errors: np.ndarray) -> float:
    return float(np.median(errors))
