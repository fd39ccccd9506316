"""Meta-analyses: consistency checks, not validation, because they pool trials that were used for calibration.

What was pooled is not recorded trial by trial, so the randomised, placebo-controlled ketamine trials of this evidence
stand in for it, each with the same weight.
"""

from collections.abc import Mapping, Sequence

import numpy as np

from sciatwin.evidence.published_trial import ArmKind, Measure, PublishedTrial, Role, TrialKind, published_trials
from sciatwin.response.lasting_relief import ACCOUNTS
from sciatwin.trials.arms import SimulatedArm
from sciatwin.trials.statistic import Statistic
from sciatwin.validation.trials.predict import answer
from sciatwin.validation.trials.question import TrialQuestion

Answers = Mapping[str, Statistic]


def stand_ins() -> tuple[PublishedTrial, ...]:
    """Randomised trials of ketamine infusions against placebo in chronic pain, parallel or crossover."""
    return tuple(trial for trial in published_trials().values() if _stands_in(trial))


def _stands_in(trial: PublishedTrial) -> bool:
    return (
        trial.kind in (TrialKind.RANDOMISED, TrialKind.CROSSOVER)
        and trial.role in (Role.CALIBRATE, Role.HOLD_OUT)
        and any(arm.regimen for arm in trial.arms)
        and any(arm.kind is ArmKind.PLACEBO for arm in trial.arms)
    )


def contrast(trial: PublishedTrial, asked: TrialQuestion) -> TrialQuestion:
    """The same question put to one stand-in: its first ketamine arm against its placebo."""
    ketamine = next(arm.name for arm in trial.arms if arm.regimen)
    inert = next(arm.name for arm in trial.arms if arm.kind is ArmKind.PLACEBO)
    return TrialQuestion(
        measures=Measure.PAIN_DIFFERENCE,
        arms=(ketamine, inert),
        times_h=asked.times_h,
        when=asked.when,
        what=asked.what,
    )


def stand_in_answer(trial: PublishedTrial, arms: Mapping[str, SimulatedArm], asked: TrialQuestion) -> Answers:
    """What one stand-in would report."""
    return answer(trial, arms, contrast(trial, asked))


def pooled_answer(found: Sequence[Answers]) -> dict[str, Statistic]:
    """Mean over the stand-ins, study by study: they share the uncertainty of the estimates."""
    return {key: _mean([answers[key] for answers in found]) for key in ACCOUNTS}


def _mean(found: Sequence[Statistic]) -> Statistic:
    errors = [one.standard_error or 0.0 for one in found]
    return Statistic(np.mean([one.studies for one in found], axis=0), float(np.linalg.norm(errors)) / len(found))
