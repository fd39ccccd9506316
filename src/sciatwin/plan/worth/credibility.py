"""When is the benefit of an infusion credible enough to propose it?"""

from dataclasses import dataclass

from sciatwin.evidence import Estimate, Source, Status
from sciatwin.plan.worth.candidate import Candidate
from sciatwin.response.lasting_relief.weights import CARRIES_OVER

LEAST_EXCESS = Estimate(
    value=1 / 8.9,
    unit="1",
    meaning="least probability of a worthwhile gain that ketamine must add to placebo at the review week",
    status=Status.ASSUMED,
    source=Source(
        "Soliman 2025, NeuPSIG, Lancet Neurol: number needed to treat 4.6 to 8.9 for first-line drugs",
        url="https://pubmed.ncbi.nlm.nih.gov/40252663/",
        read_at="summary at epocrates.com",
    ),
    low=1 / 8.9,
    high=1 / 4.6,
    reason="the lenient end for first-line drugs, whose trials count response differently; a physician signs it",
)


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


def is_credible(candidate: Candidate) -> bool:
    """The drug adds enough to placebo."""
    return candidate.excess >= LEAST_EXCESS.value


def fragility(best: Candidate) -> Fragility:
    """At which probability does even the best regimen within the limits stop being credible?

    Its excess is proportional to it: where relief does not carry over, the drug adds nothing to placebo.
    """
    weight = CARRIES_OVER.estimate
    turning = LEAST_EXCESS.value * weight.value / best.excess if best.excess > 0 else None
    return Fragility(
        weight=weight.value,
        low=weight.low or 0.0,
        high=weight.high or 1.0,
        turning_weight=turning if turning is not None and turning <= 1 else None,
    )
