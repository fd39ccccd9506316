"""Expected gains of an ensemble, averaged exactly over the classes a version may belong to.

Whether a version recovers, responds and has lasting relief are yes/no draws. Averaging over them by their probabilities
instead of by luck leaves only the noise of the continuous numbers. Times are taken between sessions, when no drug is
left at the fast effect site.
"""

from dataclasses import dataclass

import numpy as np

from sciatwin.response import lasting_relief, placebo, untreated_course
from sciatwin.twin.ensemble import Ensemble
from sciatwin.units import HOURS_PER_WEEK


@dataclass(frozen=True)
class ExpectedGain:
    """Each of shape (regimens,). A worthwhile gain is one over no treatment."""

    over_placebo: np.ndarray
    worthwhile: np.ndarray
    worthwhile_on_placebo: float


@dataclass(frozen=True)
class _Outcome:
    """One way to a worthwhile gain that placebo alone does not give: its probability, and the level that it needs."""

    probability: np.ndarray  # (draws,)
    least_level: np.ndarray  # (draws,), ng/mL


@dataclass(frozen=True)
class GainModel:
    """Everything about gains at one time after given sessions, except the levels; arrays of shape (draws,)."""

    outcomes: tuple[_Outcome, ...]
    gain_per_relief: np.ndarray
    worthwhile_on_placebo: float
    c50: np.ndarray
    largest: np.ndarray

    def gains(self, slow_site_ng_per_ml: np.ndarray) -> ExpectedGain:
        """Gains of regimens with these sessions.

        Args:
            slow_site_ng_per_ml: shape (regimens, draws).
        """
        level, count = slow_site_ng_per_ml, slow_site_ng_per_ml.shape[1]
        added = np.zeros(len(level))
        for outcome in self.outcomes:
            added += (level >= outcome.least_level) @ outcome.probability / count
        return ExpectedGain(self.over_placebo(level), self.worthwhile_on_placebo + added, self.worthwhile_on_placebo)

    def over_placebo(self, slow_site_ng_per_ml: np.ndarray) -> np.ndarray:
        """Mean points below placebo, shape (regimens,)."""
        fraction = slow_site_ng_per_ml / (self.c50 + slow_site_ng_per_ml)
        return np.asarray(fraction @ (self.largest * self.gain_per_relief) / len(self.c50))

    def standard_error(self, slow_site_ng_per_ml: np.ndarray) -> float:
        """Monte Carlo error of the part that the drug adds to a worthwhile gain, for levels of shape (draws,)."""
        added = sum(o.probability * (slow_site_ng_per_ml >= o.least_level) for o in self.outcomes)
        return float(np.std(added) / np.sqrt(len(slow_site_ng_per_ml)))


def gain_model(ensemble: Ensemble, time_h: float, starts_h: np.ndarray, least_gain: float) -> GainModel:
    """Gains at one time.

    Args:
        starts_h: starts of the sessions, in order.
        least_gain: points that make a gain worthwhile.
    """
    drawn, weight = ensemble.drawn, lasting_relief.WEIGHT_OF_SLOW_EFFECT_SITE.estimate.value
    c50, largest = drawn["lasting relief/C50"], drawn["lasting relief/largest effect"]
    inert = placebo.relief_fraction(
        np.array([time_h]),
        starts_h,
        np.ones(ensemble.count, dtype=bool),
        drawn["placebo/relief"],
        drawn["placebo/fading half-life"],
    )[0]
    on_placebo = drawn["placebo/responder probability"]
    on_drug_only = np.maximum(drawn["lasting relief/responder probability"] - on_placebo, 0.0)
    outcomes: list[_Outcome] = []
    gain_per_relief, reached = np.zeros(ensemble.count), np.zeros(ensemble.count)
    for share, untreated in _courses(ensemble, time_h):
        left = untreated * (1 - inert)
        enough = untreated - left >= least_gain
        reached += share * on_placebo * enough
        gain_per_relief += share * weight * (on_placebo * left + on_drug_only * untreated)
        relief_with_placebo = 1 - (untreated - least_gain) / left
        for chance, relief in ((on_placebo * ~enough, relief_with_placebo), (on_drug_only, least_gain / untreated)):
            outcomes.append(_Outcome(share * weight * chance, _level_for(relief, c50, largest)))
    return GainModel(tuple(outcomes), gain_per_relief, float(reached.mean()), c50, largest)


def _level_for(relief: np.ndarray, c50: np.ndarray, largest: np.ndarray) -> np.ndarray:
    """Slow-effect-site level that gives this relief; infinite where no level does."""
    reachable = relief < largest
    return np.where(reachable, c50 * relief / np.where(reachable, largest - relief, 1.0), np.inf)


def _courses(ensemble: Ensemble, time_h: float) -> list[tuple[np.ndarray, np.ndarray]]:
    """Share of the recovering and of the persistent class, with the untreated pain of each; shape (draws,)."""
    drawn, today = ensemble.drawn, ensemble.patient.sciatica.leg_pain
    found = []
    for recovers, share in ((True, ensemble.recovery_probability), (False, 1 - ensemble.recovery_probability)):
        remaining = untreated_course.remaining_fraction(
            np.array([time_h / HOURS_PER_WEEK]),
            np.full(ensemble.count, recovers),
            drawn["untreated/recovery time"],
            drawn["untreated/plateau"],
            drawn["untreated/persistent fall"],
        )
        # a pain of 0 stays 0: it can gain nothing, and a tiny number spares a division by it
        found.append((share, np.maximum(today * remaining[0], 1e-12)))
    return found
