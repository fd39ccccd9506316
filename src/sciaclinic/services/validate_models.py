"""How well do the models predict what was published?"""

from dataclasses import dataclass

from sciatwin.evidence.published_observation import NotPredicted, pharmacokinetic_observations
from sciatwin.validation.pharmacokinetics import Comparison, ModelScore, compare_all, scores


@dataclass(frozen=True)
class PharmacokineticValidation:
    comparisons: list[Comparison]
    scores: list[ModelScore]
    not_predicted: tuple[NotPredicted, ...]


def validate_pharmacokinetics() -> PharmacokineticValidation:
    """Every model against every published observation that it can predict."""
    comparisons = compare_all()
    return PharmacokineticValidation(comparisons, scores(comparisons), pharmacokinetic_observations().not_predicted)
