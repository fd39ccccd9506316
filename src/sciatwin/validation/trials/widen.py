"""Errors that a report has beyond those of sampling so many people with so much noise.

A simulated study already carries the sampling error of its people and their ratings. Where the printed standard error
is much larger than that of a simulated study, the report was less sure than the simulation knows (unequal follow-up,
other spread), and the difference of the two variances is added. Nothing is ever taken away.
"""

import numpy as np

from sciatwin.evidence import Estimate, Status
from sciatwin.evidence.published_trial import PublishedTrial, TrialObservation
from sciatwin.streams import standard_normal
from sciatwin.trials.statistic import Statistic

MUCH_LARGER = 1.25

BETWEEN_STUDIES = {
    "pengel2003": Estimate(
        value=0.10,
        unit="1",
        meaning="spread of the mean fall of pain between the 15 studies of a review",
        status=Status.ASSUMED,
        low=0.05,
        high=0.15,
        reason="the review prints the pooled fall without its spread",
    )
}


def added_error(trial: PublishedTrial, row: TrialObservation, found: Statistic) -> float:
    """Standard deviation that is added to each simulated study, in the unit of the row."""
    if trial.key in BETWEEN_STUDIES:
        return BETWEEN_STUDIES[trial.key].value
    printed, simulated = row.error, found.standard_error
    if printed is None or simulated is None or printed <= MUCH_LARGER * simulated:
        return 0.0
    return float(np.sqrt(printed**2 - simulated**2))


def widened(found: Statistic, error: float, stream: str, seed: int) -> np.ndarray:
    """The number in every study with the added error, shape (studies,); accounts share the deviations."""
    if error == 0:
        return found.studies
    return found.studies + error * standard_normal(f"validation/added error/{stream}", seed, len(found.studies))
