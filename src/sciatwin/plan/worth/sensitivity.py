"""Which uncertain numbers matter most for the answer?"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from sciatwin.evidence import Estimate, Status
from sciatwin.response.lasting_relief import ACCOUNTS, no_lasting_effect
from sciatwin.response.lasting_relief.weights import CARRIES_OVER, lasting_if, weights_in_sciatica
from sciatwin.twin.versions.ensemble import PAIN_PARAMETERS, Ensemble
from sciatwin.twin.versions.weights import VersionWeights, mean, percentiles


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


def influences(
    ensemble: Ensemble, gain_over_placebo: np.ndarray, account_weights: Mapping[str, float] | None = None
) -> tuple[Influence, ...]:
    """Every drawn number that moves leg pain, most influential first.

    Args:
        gain_over_placebo: points at the review week, shape (draws,).
        account_weights: how far each account of lasting relief is believed; by default before anything was learned.
    """
    found = [
        Influence(
            name,
            item.estimate,
            item.between_people,
            _third_difference(ensemble.drawn[name], gain_over_placebo, ensemble.version_weights),
        )
        for name, item in PAIN_PARAMETERS.items()
    ]
    found.append(_weight_influence(ensemble, gain_over_placebo, account_weights or weights_in_sciatica()))
    return tuple(sorted(found, key=lambda influence: -abs(influence.change_points)))


def _third_difference(values: np.ndarray, gain: np.ndarray, weights: VersionWeights) -> float:
    low, high = percentiles(values, (1 / 3, 2 / 3), weights)
    return _mean_where(values >= high, gain, weights) - _mean_where(values <= low, gain, weights)


def _mean_where(chosen: np.ndarray, gain: np.ndarray, weights: VersionWeights) -> float:
    """Mean over some of the versions; 0 if they count for nothing."""
    if not chosen.any() or (weights is not None and not weights[chosen].any()):
        return 0.0
    return float(mean(gain[chosen], None if weights is None else weights[chosen]))


def _weight_influence(ensemble: Ensemble, gain: np.ndarray, account_weights: Mapping[str, float]) -> Influence:
    """From the low to the high end of the range that was assumed before anything was seen."""
    estimate, null = CARRIES_OVER.estimate, no_lasting_effect.ACCOUNT.key
    gained = _mean_where(ensemble.account != list(ACCOUNTS).index(null), gain, ensemble.version_weights)
    low, high = (lasting_if(end, 1 - account_weights[null]) for end in (estimate.low or 0.0, estimate.high or 1.0))
    return Influence("lasting relief/carries over", estimate, None, float((high - low) * gained))
