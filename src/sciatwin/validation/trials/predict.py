"""What each account of lasting relief predicts a trial to report."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np

from sciatwin.evidence.published_trial import Measure, PublishedTrial, TrialKind
from sciatwin.response.lasting_relief import ACCOUNTS
from sciatwin.response.outcomes.arm import Arm
from sciatwin.response.outcomes.interference import interference_score
from sciatwin.response.side_effects import any_adverse_event, dissociation
from sciatwin.response.side_effects.session_side_effects import session_probabilities
from sciatwin.streams import uniform
from sciatwin.trials import natural, statistic
from sciatwin.trials.arms import SEED, SimulatedArm
from sciatwin.trials.ratings import rated
from sciatwin.trials.statistic import Statistic
from sciatwin.units import HOURS_PER_DAY
from sciatwin.validation.trials.combined import RESPONSE_OF_67_PERCENT
from sciatwin.validation.trials.question import BASELINE, TrialQuestion

FALLS_IN_WORDS = {RESPONSE_OF_67_PERCENT: 0.67}
"""Falls of pain that a trial counted as a response, where its own words say so."""


@dataclass(frozen=True)
class _Asked:
    """One question put to one account."""

    trial: PublishedTrial
    arms: Mapping[str, SimulatedArm]
    question: TrialQuestion
    account: str
    seed: int

    @property
    def is_paired(self) -> bool:
        return self.trial.kind is TrialKind.CROSSOVER

    @property
    def first(self) -> SimulatedArm:
        return self.arms[self.question.arms[0]]

    def rated(self, place: int = 0) -> np.ndarray:
        """Rated pain of one of the arms, shape (studies, people); over a window its mean, or the lowest if so asked."""
        name = self.question.arms[place]
        arm = self.arms[name]
        pain = arm.at(self.question.times_h, self.account)
        pain = natural.pain_with_operations(self.trial, name, arm, pain, self.account, self.seed)
        over_time = pain.min(axis=0) if self.question.what.startswith("lowest") else pain.mean(axis=0)
        stream = f"{self.trial.key}/{name}/{self.question.when}"
        return rated(over_time, arm.today, self.question.times_h, stream, self.seed)


def answer(
    trial: PublishedTrial, arms: Mapping[str, SimulatedArm], question: TrialQuestion, *, seed: int = SEED
) -> dict[str, Statistic]:
    """Account of lasting relief → the reported number in every simulated study.

    Raises: KeyError for a measure that nothing here predicts, or an arm that was not simulated.
    """
    asked = _MEASURES[question.measures]
    return {key: asked(_Asked(trial, arms, question, key, seed)) for key in ACCOUNTS}


def _mean_pain(asked: _Asked) -> Statistic:
    return statistic.mean(asked.rated())


def _fall(asked: _Asked) -> Statistic:
    return statistic.mean(asked.first.today - asked.rated())


def _fall_fraction(asked: _Asked) -> Statistic:
    return statistic.mean(1 - asked.rated() / asked.first.today)


def _difference(asked: _Asked) -> Statistic:
    return statistic.difference(asked.rated(0), asked.rated(1), paired=asked.is_paired)


def _ratio(asked: _Asked) -> Statistic:
    return statistic.ratio(asked.rated(0), asked.rated(1))


def _responders(least_fall: float) -> Callable[[_Asked], Statistic]:
    return lambda asked: statistic.responders(
        asked.rated(), asked.first.today, FALLS_IN_WORDS.get(asked.question.what, least_fall)
    )


def _significant(asked: _Asked) -> Statistic:
    if asked.question.arms[1] == BASELINE:
        return statistic.has_changed(asked.rated(), asked.first.today)
    return statistic.is_significant(asked.rated(0), asked.rated(1), paired=asked.is_paired)


def _improved(asked: _Asked) -> Statistic:
    return statistic.share(natural.has_improved(asked.first, asked.question.last_h, asked.account, asked.seed))


def _recovered(asked: _Asked) -> Statistic:
    name = asked.question.arms[0]
    return statistic.share(
        natural.has_recovered(asked.trial, name, asked.first, asked.question.last_h, asked.account, asked.seed)
    )


def _dissociated(asked: _Asked) -> Statistic:
    """Above the CADSS at which dissociation is called present, at the highest level."""
    level = asked.first.peak_ng_per_ml.max(axis=0)
    score = dissociation.cadss_score(level, asked.first.drawn)
    return statistic.share(score > dissociation.CADSS_PRESENT.value)


def _any_adverse_event(asked: _Asked) -> Statistic:
    arm = asked.first
    spared = 1 - session_probabilities(arm.peak_ng_per_ml, arm.drawn)[any_adverse_event.RISK.key]
    stream = f"validation/{asked.trial.key}/{asked.question.arms[0]}/adverse event"
    luck = uniform(stream, asked.seed, arm.today.size).reshape(arm.today.shape)
    return statistic.share(luck < 1 - spared.prod(axis=0))


def _interference(asked: _Asked) -> Statistic:
    """Interference that starts where the trial says it did, with the noise of a rating."""
    arm, hours = asked.first, asked.question.times_h
    start = next(row for row in asked.trial.seen(Measure.INTERFERENCE, asked.question.arms[0]) if row.day == 0)
    today = np.full(arm.today.shape, start.printed or 0.0)
    fraction = arm.at(hours, asked.account) / arm.today
    days = np.array(hours) / HOURS_PER_DAY
    course = Arm(days, fraction, fraction, np.empty(0), np.empty((0, *arm.today.shape)))
    score = interference_score(course, today, arm.drawn)[-1]
    stream = f"{asked.trial.key}/interference/{asked.question.when}"
    return statistic.mean(rated(score, today, hours, stream, asked.seed))


_MEASURES: Mapping[Measure, Callable[[_Asked], Statistic]] = {
    Measure.PAIN: _mean_pain,
    Measure.PAIN_FALL: _fall,
    Measure.PERCENT_FALL: _fall_fraction,
    Measure.PAIN_DIFFERENCE: _difference,
    Measure.PAIN_RATIO: _ratio,
    Measure.RESPONDERS_30: _responders(0.3),
    Measure.RESPONDERS_50: _responders(0.5),
    Measure.MEANINGFUL_CHANGE: _responders(statistic.MEANINGFUL_FALL.value),
    Measure.SIGNIFICANT: _significant,
    Measure.IMPROVED: _improved,
    Measure.RECOVERED: _recovered,
    Measure.PSYCHOMIMETIC: _dissociated,
    Measure.ANY_ADVERSE_EVENT: _any_adverse_event,
    Measure.INTERFERENCE: _interference,
}

PREDICTED_MEASURES = frozenset(_MEASURES)
"""What can be predicted at all."""
