"""Which uncertain numbers matter most for the answer?"""

from dataclasses import dataclass

import numpy as np

from sciatwin.evidence import Estimate, Status
from sciatwin.response import lasting_relief
from sciatwin.twin.ensemble import RESPONSE_PARAMETERS, Ensemble


@dataclass(frozen=True)
class Influence:
    """Change of the predicted gain over placebo, in points, from the low to the high third of one number."""

    name: str
    estimate: Estimate
    between_people: Estimate | None
    change_points: float

    @property
    def rests_on_assumption(self) -> bool:
        assumed = self.estimate.status is not Status.PUBLISHED
        return assumed or (self.between_people is not None and self.between_people.status is Status.ASSUMED)


def influences(ensemble: Ensemble, gain_over_placebo: np.ndarray) -> tuple[Influence, ...]:
    """Every drawn number of the response, most influential first.

    Args:
        gain_over_placebo: points at the review week, shape (draws,).
    """
    found = [
        Influence(
            name,
            item.estimate,
            item.between_people,
            _third_difference(ensemble.drawn[name], gain_over_placebo),
        )
        for name, item in RESPONSE_PARAMETERS.items()
    ]
    found.append(_weight_influence(ensemble, gain_over_placebo))
    return tuple(sorted(found, key=lambda influence: -abs(influence.change_points)))


def _third_difference(values: np.ndarray, gain: np.ndarray) -> float:
    low, high = np.quantile(values, [1 / 3, 2 / 3])
    return float(gain[values >= high].mean() - gain[values <= low].mean())


def _weight_influence(ensemble: Ensemble, gain: np.ndarray) -> Influence:
    estimate = lasting_relief.WEIGHT_OF_SLOW_EFFECT_SITE.estimate
    lasting = gain[ensemble.has_lasting_effect].mean() if ensemble.has_lasting_effect.any() else 0.0
    span = (estimate.high or 1.0) - (estimate.low or 0.0)
    return Influence("lasting relief/weight", estimate, None, float(span * lasting))
