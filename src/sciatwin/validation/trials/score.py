"""Proper scores of predictions: how far they were from what was reported, and how sure they were of it.

The CRPS (continuous ranked probability score) is in the unit of the measure and here divided by the length of its
scale: 10 points, or 1 for a fraction, a ratio or a yes or no (for which it is the Brier score). Lower is better.

The log score is the logarithm of the predicted density at the reported number, per length of the scale, from a kernel
over the simulated studies; of a yes or no it is that of its probability. Higher is better. One part in a hundred is
kept for anything on the scale, so that no account is ruled out by the tail of a kernel.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from sciatwin.extras import library
from sciatwin.response.lasting_relief import ACCOUNTS
from sciatwin.validation.trials.row import AVERAGE, LEVELS, Kind, RowUse, TrialRow

KEPT_FOR_ANYTHING = 0.01
_BACKEND = "numpy"
_OF_THE_ENSEMBLE = "qd"  # quantile decomposition: exact for the steps of the ensemble itself


def _scores() -> Any:
    return library("scoringrules", extra="research", what="Scoring predictions")


def crps(observed: float, studies: np.ndarray) -> float:
    """Of an ensemble of equally likely studies, in the unit of the measure."""
    return float(_scores().crps_ensemble(observed, studies, estimator=_OF_THE_ENSEMBLE, backend=_BACKEND))


def row_crps(row: TrialRow, account: str = AVERAGE) -> float:
    """CRPS of a row as a fraction of its scale."""
    return crps(_observed(row), row.studies[account]) / row.scale


def row_log_score(row: TrialRow, account: str, weights: Mapping[str, float]) -> float:
    """Log score of a row; that of the average mixes the densities of the accounts by their weights."""
    if account != AVERAGE:
        return float(np.log(_density(row, account)))
    return float(np.log(sum(weight * _density(row, key) for key, weight in weights.items())))


def _density(row: TrialRow, account: str) -> float:
    """Predicted density at the reported number, per length of the scale; of a yes or no its probability."""
    observed, studies = _observed(row), row.studies[account]
    if row.kind is Kind.YES_NO:
        yes = (studies.sum() + 1) / (len(studies) + 2)
        return float(yes if observed else 1 - yes)
    with np.errstate(divide="ignore"):  # so far from every study that the kernel is 0
        negative = _scores().logs_ensemble(observed, studies, bw=_bandwidth(row, studies), backend=_BACKEND)
    kernel = float(np.exp(-negative))
    span = 2.0 if row.studies[account].min() < 0 else 1.0  # differences reach from −1 to 1 of the scale
    return float((1 - KEPT_FOR_ANYTHING) * kernel * row.scale + KEPT_FOR_ANYTHING / span)


def _bandwidth(row: TrialRow, studies: np.ndarray) -> float:
    """Silverman's rule, and at least half of the step in which a share of so many people moves."""
    least = 0.5 / row.people if row.kind is Kind.FRACTION else 1e-3 * row.scale
    return max(least, 1.06 * float(studies.std()) * len(studies) ** -0.2)


def _observed(row: TrialRow) -> float:
    if row.observed is None:
        raise ValueError(f"{row.trial.key}: nothing was reported yet")
    return row.observed


@dataclass(frozen=True, kw_only=True)
class Score:
    """One account, or the average, over the rows of one group; each trial counts once, however many rows it has."""

    group: RowUse
    account: str
    crps: float
    log_score: float
    rows: int
    trials: int


@dataclass(frozen=True, kw_only=True)
class Coverage:
    """How often the reported number lay inside, and how wide the intervals were, yes-or-no rows left out.

    ``inside`` goes by the level of the interval; ``width`` is that of the 90 % interval as a fraction of the scale.
    """

    group: RowUse
    account: str
    inside: Mapping[float, float]
    width: float
    rows: int


def scores(rows: Iterable[TrialRow], group: RowUse, weights: Mapping[str, float]) -> list[Score]:
    """Every account and the average, over one group."""
    chosen = [row for row in rows if row.group is group]
    return [_score(chosen, group, account, weights) for account in (AVERAGE, *ACCOUNTS)] if chosen else []


def _score(rows: Sequence[TrialRow], group: RowUse, account: str, weights: Mapping[str, float]) -> Score:
    return Score(
        group=group,
        account=account,
        crps=_mean_of_trials(rows, [row_crps(row, account) for row in rows]),
        log_score=_mean_of_trials(rows, [row_log_score(row, account, weights) for row in rows]),
        rows=len(rows),
        trials=len({row.trial.key for row in rows}),
    )


def _mean_of_trials(rows: Sequence[TrialRow], values: Sequence[float]) -> float:
    by_trial: dict[str, list[float]] = {}
    for row, value in zip(rows, values, strict=True):
        by_trial.setdefault(row.trial.key, []).append(value)
    return float(np.mean([np.mean(members) for members in by_trial.values()]))


def coverage(rows: Iterable[TrialRow], group: RowUse, account: str = AVERAGE) -> Coverage:
    """Coverage and sharpness over one group."""
    chosen = [row for row in rows if row.group is group and row.kind is not Kind.YES_NO]
    widths = [np.diff(row.interval(account=account))[0] / row.scale for row in chosen]
    return Coverage(
        group=group,
        account=account,
        inside={level: float(np.mean([row.is_inside(level, account) for row in chosen])) for level in LEVELS},
        width=float(np.mean(widths)),
        rows=len(chosen),
    )
