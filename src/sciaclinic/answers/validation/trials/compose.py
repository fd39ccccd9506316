"""From simulated trials to the document: numbers as computed, nothing rounded away."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict

from sciaclinic.answers.made import Made
from sciaclinic.answers.validation.trials.document import (
    AnswerRecord,
    CoverageRecord,
    LevelsInside,
    NotPredictedNumber,
    RowRecord,
    ScoreRecord,
    SimulatedTrial,
    TrialsValidationDocument,
    WithoutLastingRelief,
)
from sciatwin.evidence.published_trial import PublishedTrial, TrialKind
from sciatwin.response.lasting_relief.no_lasting_effect import ACCOUNT as NULL
from sciatwin.trials.people import assumptions_of
from sciatwin.validation.trials.answers import TrialAnswer
from sciatwin.validation.trials.compare import SCORED, NotPredicted, TrialComparison
from sciatwin.validation.trials.row import TrialRow
from sciatwin.validation.trials.score import Coverage, row_crps, row_log_score
from sciatwin.validation.trials.words import name_of


def trials_validation_document(
    found: TrialComparison,
    held_out_verdict: str,
    answers: Sequence[TrialAnswer],
    made: Made,
    levels: LevelsInside | None = None,
) -> TrialsValidationDocument:
    """Rows, scores, coverage, what is not predicted, and the two answers."""
    trials = {row.trial.key: row.trial for row in found.rows}
    return TrialsValidationDocument(
        **made.of(TrialsValidationDocument),
        levels=levels,
        weights=found.weights,
        trials=tuple(map(_trial, trials.values())),
        rows=tuple(_row(row, found.weights) for row in found.rows),
        not_predicted=tuple(map(_not_predicted, found.not_predicted)),
        scores=tuple(ScoreRecord.model_validate(asdict(score)) for score in found.scores),
        coverage=tuple(map(_coverage, found.coverages)),
        held_out_verdict=held_out_verdict,
        answers=tuple(AnswerRecord.model_validate(asdict(answer)) for answer in answers),
    )


def _trial(trial: PublishedTrial) -> SimulatedTrial:
    return SimulatedTrial(
        key=trial.key,
        trial_kind=trial.kind,
        condition=trial.condition,
        people=trial.population.n,
        assumed=tuple(_assumed(trial)),
    )


def _assumed(trial: PublishedTrial) -> Iterator[str]:
    if trial.kind is TrialKind.META_ANALYSIS:
        return
    yield from assumptions_of(trial)
    yield from (arm.regimen_assumed for arm in trial.arms if arm.regimen_assumed)


def _row(row: TrialRow, weights: Mapping[str, float]) -> RowRecord:
    question, is_scored = row.question, row.group in SCORED
    return RowRecord(
        trial=row.trial.key,
        group=row.group,
        measure=question.measures,
        what=question.what,
        name=name_of(row),
        arms=question.arms,
        when=question.when,
        kind=row.kind,
        unit="points of 10" if row.scale > 1 else str(row.kind),
        fitted=row.is_fitted,
        is_range=row.is_range,
        observed=row.observed,
        observed_interval_95=row.observed_interval,
        predicted=row.predicted(),
        interval_50=row.interval(0.5),
        interval_90=row.interval(),
        inside=None if row.observed is None else row.is_inside(),
        if_nothing_lasts=WithoutLastingRelief(
            predicted=row.predicted(NULL.key), interval_90=row.interval(account=NULL.key)
        ),
        crps={account: row_crps(row, account) for account in row.studies} if is_scored else None,
        log_score={account: row_log_score(row, account, weights) for account in row.studies} if is_scored else None,
    )


def _not_predicted(item: NotPredicted) -> NotPredictedNumber:
    row = item.observation
    return NotPredictedNumber(
        trial=item.trial.key,
        measure=row.measures if row else None,
        arm=row.arm if row else None,
        what=row.what if row else None,
        because=item.because,
    )


def _coverage(item: Coverage) -> CoverageRecord:
    inside = {f"{level:.0%}": share for level, share in item.inside.items()}
    return CoverageRecord(group=item.group, account=item.account, inside=inside, width=item.width, rows=item.rows)
