"""When is the benefit of an infusion credible enough to propose it?"""

from dataclasses import dataclass

from sciatwin.plan.worth.candidate import Candidate
from sciatwin.plan.worth.preferences import PREFERENCES, Preferences
from sciatwin.response.lasting_relief.weights import CARRIES_OVER


@dataclass(frozen=True)
class Fragility:
    """How far the answer rests on the assumed probability that lasting relief carries over to sciatica.

    ``turning_weight`` is the weight at which the answer changes; None if no weight changes it.
    """

    weight: float
    low: float
    high: float
    turning_weight: float | None

    @property
    def is_fragile(self) -> bool:
        """The answer changes within the range of the assumed weight."""
        return self.turning_weight is not None and self.low <= self.turning_weight <= self.high


def is_credible(candidate: Candidate, wanted: Preferences = PREFERENCES) -> bool:
    """The drug adds enough to placebo."""
    return candidate.excess >= wanted.least_excess.value


def fragility(best: Candidate, wanted: Preferences = PREFERENCES) -> Fragility:
    """At which probability does even the best regimen within the limits stop being credible?

    Its excess is proportional to it: where relief does not carry over, the drug adds nothing to placebo. That holds
    of versions as they are assumed, not of those that evidence has told apart.
    """
    weight = CARRIES_OVER.estimate
    turning = wanted.least_excess.value * weight.value / best.excess if best.excess > 0 else None
    return Fragility(
        weight=weight.value,
        low=weight.low or 0.0,
        high=weight.high or 1.0,
        turning_weight=turning if turning is not None and turning <= 1 else None,
    )
