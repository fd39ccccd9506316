"""A row as it is shown: what was reported beside the average prediction and beside that without lasting relief."""

from collections.abc import Iterable
from dataclasses import dataclass

from sciatwin.evidence.published_trial import Measure
from sciatwin.response.lasting_relief.no_lasting_effect import ACCOUNT as NULL
from sciatwin.validation.trials.row import AVERAGE, Kind, RowUse, TrialRow
from sciatwin.validation.trials.words import arms_of, name_of


@dataclass(frozen=True)
class ShownPrediction:
    """Median with the 90 % interval; of a yes or no its chance."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, kw_only=True)
class ShownRow:
    """One reported number beside two predictions.

    Attributes:
        name: measure and time; arms: the arm, or the two that are compared.
        observed: None for a trial that has not reported; observed_interval: as printed, if it was.
        is_inside: of the 90 % interval of the average; None if nothing was observed.
        average: by the accounts of lasting relief as they are weighted; null: if nothing outlasts the drug.
    """

    trial: str
    arms: str
    name: str
    group: RowUse
    kind: Kind
    is_difference: bool
    is_fitted: bool
    observed: float | None
    observed_interval: tuple[float, float] | None
    is_inside: bool | None
    average: ShownPrediction
    null: ShownPrediction


def shown_rows(rows: Iterable[TrialRow]) -> tuple[ShownRow, ...]:
    """What is shown of rows."""
    return tuple(map(_shown, rows))


def _shown(row: TrialRow) -> ShownRow:
    return ShownRow(
        trial=row.trial.key,
        arms=arms_of(row),
        name=name_of(row),
        group=row.group,
        kind=row.kind,
        is_difference=row.question.measures is Measure.PAIN_DIFFERENCE,
        is_fitted=row.is_fitted,
        observed=row.observed,
        observed_interval=row.observed_interval,
        is_inside=None if row.observed is None else row.is_inside(),
        average=_prediction(row, AVERAGE),
        null=_prediction(row, NULL.key),
    )


def _prediction(row: TrialRow, account: str) -> ShownPrediction:
    return ShownPrediction(row.predicted(account), *row.interval(account=account))
