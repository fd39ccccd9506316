"""A reported number to be fitted, with its standard error."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.stats import binom, norm

from sciatwin.errors import ModelError
from sciatwin.evidence.published_trial import Measure, Role, TrialObservation, trial_named


@dataclass(frozen=True)
class MeanRow:
    """One mean with its standard error, and where that error comes from."""

    name: str
    observed: float
    standard_error: float
    error_from: str

    def log_density(self, predicted: float) -> float:
        return float(norm.logpdf(self.observed, predicted, self.standard_error))

    def distance(self, predicted: np.ndarray) -> float:
        """Observed less predicted, in standard deviations of both, for predictions of shape (draws,)."""
        return float((self.observed - predicted.mean()) / np.hypot(self.standard_error, predicted.std()))


@dataclass(frozen=True)
class CountRow:
    """So many of so many."""

    name: str
    count: int
    of: int

    def distance(self, predicted: np.ndarray) -> float:
        """Observed less predicted share, in standard deviations of both, for predictions of shape (draws,)."""
        error = np.sqrt(np.mean(predicted * (1 - predicted)) / self.of + predicted.var())
        return float((self.count / self.of - predicted.mean()) / error)

    def log_density(self, predicted: float) -> float:
        return float(binom.logpmf(self.count, self.of, np.clip(predicted, 1e-6, 1 - 1e-6)))


def log_density(rows: Sequence[MeanRow | CountRow], predicted: Mapping[str, float]) -> float:
    """Log probability of all rows."""
    return sum(row.log_density(predicted[row.name]) for row in rows)


def reported(trial: str, measures: Measure, arm: str) -> tuple[TrialObservation, ...]:
    """Observations of a calibration trial.

    Raises: ModelError for any other trial: held-out rows are only scored.
    """
    record = trial_named(trial)
    if record.role is not Role.CALIBRATE:
        raise ModelError(f"{trial} is marked {record.role.value}; only CAL rows may be fitted.")
    return record.seen(measures, arm)


def number(observation: TrialObservation) -> float:
    """The printed value, or the share that a count gives.

    Raises: ModelError if only a range was printed.
    """
    if observation.printed is None:
        raise ModelError(f"{observation.measures} of {observation.arm} has no single value.")
    return observation.printed
