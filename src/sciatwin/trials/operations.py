"""Operations in trials of sciatica: their number as reported, and what follows one from Bailey 2020 (CAL).

Surgery itself is no model of this project: the course of those who were operated is not a prediction of it.
"""

from dataclasses import dataclass

import numpy as np

from sciatwin.evidence import Estimate, Shape, Status, Uncertain
from sciatwin.evidence.published_trial import Measure, PublishedTrial, trial_named
from sciatwin.streams import uniform
from sciatwin.units import DAYS_PER_WEEK, HOURS_PER_DAY


@dataclass(frozen=True)
class Operations:
    """How many of an arm were operated: ``what`` names the row of the record.

    ``after_days`` is when they were on average, if printed; then those with most pain at that time are taken. Without
    it anybody is.
    """

    what: str
    day: float | None = None
    after_days: float | None = None


OPERATED = {
    ("bailey2020", "nonsurgical"): Operations("crossed over to surgery"),
    ("peul2007", "early surgery"): Operations("had surgery", 365, 2.2 * DAYS_PER_WEEK),
    ("peul2007", "conservative"): Operations("had surgery", 365, 18.7 * DAYS_PER_WEEK),
}

RECOVERED_AFTER = Uncertain(
    estimate=Estimate(
        value=0.8,
        unit="1",
        meaning="probability of having recovered a year after an operation for sciatica",
        status=Status.ASSUMED,
        low=0.6,
        high=0.95,
        reason="bailey2020 (CAL): 36 % of pain is left half a year after; a share of recovered was not visible",
    ),
    shape=Shape.EVEN,
)


def pain_left_after() -> float:
    """Pain left half a year after an operation, as a fraction of pain before it (Bailey 2020)."""
    pain = {row.day: row.printed or 0.0 for row in trial_named("bailey2020").seen(Measure.PAIN, "surgery")}
    return pain[183] / pain[0]


def share_operated(trial: PublishedTrial, arm: str) -> float:
    """Reported share of an arm that was operated; 0 where nobody was."""
    operations = OPERATED.get((trial.key, arm))
    if operations is None:
        return 0.0
    rows = trial.seen(Measure.OTHER, arm)
    return next(r.printed or 0.0 for r in rows if r.what == operations.what and r.day == operations.day)


def who_is_operated(trial: PublishedTrial, arm: str, pain_then: np.ndarray, seed: int) -> np.ndarray:
    """True for those who are operated, shape (studies, people); ``pain_then`` is pain at the time, of that shape."""
    operations, count = OPERATED[trial.key, arm], round(share_operated(trial, arm) * pain_then.shape[1])
    stream = f"validation/{trial.key}/{arm}/operation"
    by_chance = uniform(stream, seed, pain_then.size).reshape(pain_then.shape)
    urgency = by_chance if operations.after_days is None else pain_then
    first_to_last = np.argsort(-urgency, axis=1, kind="stable")  # of equals the first, whatever the library
    rank = np.argsort(first_to_last, axis=1, kind="stable")
    return np.asarray(rank < count)


def times_of_operations_h(trial: PublishedTrial) -> set[float]:
    """Hours at which pain decides who is operated."""
    return {
        operations.after_days * HOURS_PER_DAY
        for (key, _), operations in OPERATED.items()
        if key == trial.key and operations.after_days is not None
    }
