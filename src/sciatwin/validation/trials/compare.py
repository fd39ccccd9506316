"""Every open trial and cohort simulated as it was run, each reported number beside its prediction, and the scores.

The weights of the accounts come from the shipped calibration, which saw rows marked CAL only; nothing here
changes them.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

import numpy as np

from sciatwin.evidence.published_trial import (
    Measure,
    PublishedTrial,
    Role,
    TrialKind,
    TrialObservation,
    published_trials,
)
from sciatwin.response.lasting_relief.weights import calibrated_weights
from sciatwin.trials.arms import SEED, SimulatedArm, simulate_trial
from sciatwin.trials.operations import times_of_operations_h
from sciatwin.trials.statistic import Statistic
from sciatwin.units import HOURS_PER_DAY
from sciatwin.validation.trials.combined import combined_rows
from sciatwin.validation.trials.fitted import is_fitted
from sciatwin.validation.trials.pooled import Answers, pooled_answer, stand_in_answer, stand_ins
from sciatwin.validation.trials.predict import answer
from sciatwin.validation.trials.question import TrialQuestion, question_of
from sciatwin.validation.trials.reasons import reason_not_predicted
from sciatwin.validation.trials.row import AVERAGE, RowUse, TrialRow, weighted
from sciatwin.validation.trials.score import Coverage, Score, coverage, scores
from sciatwin.validation.trials.widen import added_error, widened

THREE_MONTHS_DAYS = 91.0

SCORED = (RowUse.CALIBRATION, RowUse.HELD_OUT, RowUse.CONSISTENCY)


@dataclass(frozen=True)
class NotPredicted:
    """A reported number without a prediction, or a whole trial without one, and why."""

    trial: PublishedTrial
    observation: TrialObservation | None
    because: str


@dataclass(frozen=True)
class TrialComparison:
    """All rows, what is not predicted, and the scores of each account and of their average."""

    rows: tuple[TrialRow, ...]
    not_predicted: tuple[NotPredicted, ...]
    weights: Mapping[str, float]
    scores: tuple[Score, ...]
    coverages: tuple[Coverage, ...]

    def of(self, group: RowUse) -> tuple[TrialRow, ...]:
        return tuple(row for row in self.rows if row.group is group)

    def find(self, trial: str, measures: Measure, when: str, arm: str) -> TrialRow:
        """One row.

        Raises: StopIteration if there is none.
        """
        return next(
            row
            for row in self.rows
            if (row.trial.key, row.question.measures, row.question.when) == (trial, measures, when)
            and row.question.arms[0] == arm
        )


@cache
def compare_trials() -> TrialComparison:
    """The whole comparison, made once; the same seed gives the same numbers."""
    weights = calibrated_weights()
    rows = tuple(_all_rows(weights))
    kept = [scores(rows, group, weights) for group in SCORED]
    return TrialComparison(
        rows=rows,
        not_predicted=tuple(_all_not_predicted()),
        weights=weights,
        scores=tuple(score for group in kept for score in group),
        coverages=tuple(
            coverage(rows, group, account) for group in SCORED for account in (AVERAGE, "no lasting effect")
        ),
    )


@dataclass(frozen=True)
class _Asked:
    """A question that is answered; without an observation where the trial has not reported."""

    trial: PublishedTrial
    observation: TrialObservation | None
    question: TrialQuestion


def _all_rows(weights: Mapping[str, float]) -> Iterator[TrialRow]:
    """Rows of single trials as they are simulated, then those of meta-analyses, for which the same arms stand in."""
    asked = [one for trial in published_trials().values() for one in _asked_of(trial)]
    pooled = [one for one in asked if _is_pooled(one.trial)]
    parts: list[list[Answers]] = [[] for _ in pooled]
    standing_in = {trial.key for trial in stand_ins()}
    for trial in published_trials().values():
        here = [one for one in asked if one.trial.key == trial.key]
        if not here or _is_pooled(trial):
            continue
        for_pooling = [one.question for one in pooled] if trial.key in standing_in else []
        arms = _simulated(trial, [*(one.question for one in here), *for_pooling])
        yield from (_row(one, answer(trial, arms, one.question), weights, arms) for one in here)
        for part, question in zip(parts, for_pooling, strict=False):
            part.append(stand_in_answer(trial, arms, question))
    yield from (_row(one, pooled_answer(part), weights) for one, part in zip(pooled, parts, strict=True))


def _asked_of(trial: PublishedTrial) -> Iterator[_Asked]:
    for observation in (*trial.observations, *combined_rows(trial)):
        question = None if reason_not_predicted(trial, observation) else question_of(trial, observation)
        if question is not None:
            yield _Asked(trial, observation, question)
    for question in _prospective(trial):
        yield _Asked(trial, None, question)


def _prospective(trial: PublishedTrial) -> Iterator[TrialQuestion]:
    """What a trial that has not reported will be asked: pain at three months, in each arm and between them."""
    if trial.kind is not TrialKind.PROTOCOL:
        return
    names = [arm.name for arm in trial.arms if arm.regimen]
    when, times_h = f"day {THREE_MONTHS_DAYS:g}", (THREE_MONTHS_DAYS * HOURS_PER_DAY,)
    for name in names:
        yield TrialQuestion(measures=Measure.PERCENT_FALL, arms=(name,), times_h=times_h, when=when)
        yield TrialQuestion(measures=Measure.PAIN, arms=(name,), times_h=times_h, when=when)
    if len(names) > 1:
        yield TrialQuestion(measures=Measure.PAIN_DIFFERENCE, arms=(names[0], names[1]), times_h=times_h, when=when)


def _is_pooled(trial: PublishedTrial) -> bool:
    return trial.kind is TrialKind.META_ANALYSIS


def _simulated(trial: PublishedTrial, questions: Iterable[TrialQuestion]) -> dict[str, SimulatedArm]:
    hours = {hour for question in questions for hour in question.times_h}
    return simulate_trial(trial, np.array(sorted(hours | times_of_operations_h(trial))))


def _row(
    asked: _Asked, found: Answers, weights: Mapping[str, float], arms: Mapping[str, SimulatedArm] | None = None
) -> TrialRow:
    studies = {key: _studies(asked, one) for key, one in found.items()}
    return TrialRow(
        trial=asked.trial,
        question=asked.question,
        observation=asked.observation,
        group=_group(asked.trial),
        studies={**studies, AVERAGE: weighted(studies, weights)},
        people=arms[asked.question.arms[0]].people if arms else 1,
        is_fitted=asked.observation is not None and is_fitted(asked.trial, asked.observation),
    )


def _studies(asked: _Asked, found: Statistic) -> np.ndarray:
    if asked.observation is None:
        return found.studies
    stream = f"{asked.trial.key}/{'-'.join(asked.question.arms)}/{asked.question.measures}/{asked.question.when}"
    return widened(found, added_error(asked.trial, asked.observation, found), stream, SEED)


def _group(trial: PublishedTrial) -> RowUse:
    if trial.kind is TrialKind.PROTOCOL:
        return RowUse.PROSPECTIVE
    if trial.role in (Role.BACKGROUND, Role.BIASED):
        return RowUse.SHOWN
    if _is_pooled(trial):
        return RowUse.CONSISTENCY
    return RowUse.CALIBRATION if trial.role is Role.CALIBRATE else RowUse.HELD_OUT


def _all_not_predicted() -> Iterator[NotPredicted]:
    for trial in published_trials().values():
        if not trial.observations and trial.kind is not TrialKind.PROTOCOL:
            yield NotPredicted(trial, None, trial.no_observations)
        for row in trial.observations:
            if reason := reason_not_predicted(trial, row):
                yield NotPredicted(trial, row, reason)
