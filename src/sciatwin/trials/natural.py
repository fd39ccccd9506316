"""What people without a drug report of themselves: improved, recovered; and pain where some were operated.

Both are judgements of a whole course, not single ratings, so no rating noise is added to them.
"""

import numpy as np

from sciatwin.evidence import Estimate, Shape, Status, Uncertain
from sciatwin.evidence.published_trial import PublishedTrial
from sciatwin.response.outcomes.rated_change import LEAST_FALL_CALLED_IMPROVED
from sciatwin.streams import uniform
from sciatwin.trials import operations
from sciatwin.trials.arms import SimulatedArm
from sciatwin.units import HOURS_PER_DAY

IMPROVED = Uncertain(estimate=LEAST_FALL_CALLED_IMPROVED, shape=Shape.EVEN)

MOST_LEFT_CALLED_RECOVERED = Uncertain(
    estimate=Estimate(
        value=0.3,
        unit="1",
        meaning="pain left, as a fraction of that at entry, that people call recovered",
        status=Status.ASSUMED,
        low=0.2,
        high=0.5,
        reason="17.5 of 100 is called success a year after sciatica (PMC3175874), about 0.3 of the usual 6 points",
    ),
    shape=Shape.EVEN,
)


def has_improved(arm: SimulatedArm, time_h: float, account: str, seed: int) -> np.ndarray:
    """Who calls it improved at a time, shape (studies, people)."""
    least = _of_studies(IMPROVED, arm, seed)
    return np.asarray(arm.at((time_h,), account)[0] <= (1 - least) * arm.today)


def has_recovered(
    trial: PublishedTrial, name: str, arm: SimulatedArm, time_h: float, account: str, seed: int
) -> np.ndarray:
    """Who calls it recovered at a time, by itself or after an operation, shape (studies, people)."""
    most = _of_studies(MOST_LEFT_CALLED_RECOVERED, arm, seed)
    by_itself = arm.at((time_h,), account)[0] <= most * arm.today
    operated = _operated(trial, name, arm, account, seed)
    luck = uniform(f"validation/{trial.key}/{name}/after operation", seed, arm.today.size).reshape(arm.today.shape)
    return np.asarray(by_itself | operated & (luck < _of_studies(operations.RECOVERED_AFTER, arm, seed)))


def pain_with_operations(
    trial: PublishedTrial, name: str, arm: SimulatedArm, pain: np.ndarray, account: str, seed: int
) -> np.ndarray:
    """Pain of an arm, shape (times, studies, people), in which those who were operated have what that leaves."""
    operated = _operated(trial, name, arm, account, seed)
    return np.where(operated, operations.pain_left_after() * arm.today, pain)


def _operated(trial: PublishedTrial, name: str, arm: SimulatedArm, account: str, seed: int) -> np.ndarray:
    if (trial.key, name) not in operations.OPERATED:
        return np.zeros(arm.today.shape, dtype=bool)
    after_days = operations.OPERATED[trial.key, name].after_days
    then = arm.today if after_days is None else arm.at((after_days * HOURS_PER_DAY,), account)[0]
    return operations.who_is_operated(trial, name, then, seed)


def _of_studies(item: Uncertain, arm: SimulatedArm, seed: int) -> np.ndarray:
    """One value a study, shape (studies, 1)."""
    return item.draw(item.estimate.meaning, seed, len(arm.today))[:, None]
