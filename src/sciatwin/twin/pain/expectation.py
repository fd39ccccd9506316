"""Expected gains of an ensemble, averaged exactly over the classes a version may belong to.

Whether a version recovers, relapses, responds and by which account relief lasts are yes/no draws. Averaging over them
by their probabilities instead of by luck leaves only the noise of the continuous numbers. Times are taken between
sessions, when no drug is left at the fast effect site.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

import numpy as np

from sciatwin.response import pain
from sciatwin.response.lasting_relief import ACCOUNTS, ALL, Account, EqualSessions, Exposure, Rows
from sciatwin.twin.pain.factors import CourseArm, PainFactors
from sciatwin.twin.versions.classes import Response
from sciatwin.twin.versions.ensemble import Ensemble
from sciatwin.twin.versions.weights import VersionWeights, mean, spread
from sciatwin.units import HOURS_PER_DAY

Reliefs = Mapping[str, np.ndarray]
"""Account of lasting relief → fraction of pain removed in those who respond, shape (regimens, draws)."""


@dataclass(frozen=True)
class ExpectedGain:
    """Each of shape (regimens,). A worthwhile gain is one over no treatment; ``added_by`` is what each account of
    lasting relief adds to the probability of one."""

    over_placebo: np.ndarray
    worthwhile: np.ndarray
    worthwhile_on_placebo: float
    added_by: Mapping[str, np.ndarray]


@dataclass(frozen=True)
class _Outcome:
    """A class in which only lasting relief brings a worthwhile gain: its probability, and the relief that it needs."""

    probability: np.ndarray  # (draws,)
    least_relief: np.ndarray  # (draws,), fraction; above 1 where no relief is enough


@dataclass(frozen=True)
class GainModel:
    """Everything about gains at one time after given sessions, except the lasting reliefs; arrays of shape (draws,).

    Attributes:
        gain_per_relief: points that a lasting relief of 1 would take off the pain that all else leaves.
        gain_without_lasting: points below placebo if nothing lasts; reached_without_lasting: probability of a
            worthwhile gain then, with ketamine; both differ from placebo only by factors that act between sessions.
        reached_on_placebo: probability of a worthwhile gain on placebo.
        responds: by account, the probability that it is true and this version responds by it.
        version_weights: how much each version counts; the rest does not depend on it.
    """

    outcomes: tuple[_Outcome, ...]
    gain_per_relief: np.ndarray
    gain_without_lasting: np.ndarray
    reached_without_lasting: np.ndarray
    reached_on_placebo: np.ndarray
    responds: Mapping[str, np.ndarray]
    version_weights: VersionWeights = None

    @property
    def worthwhile_on_placebo(self) -> float:
        """Probability of a worthwhile gain on placebo."""
        return float(mean(self.reached_on_placebo, self.version_weights))

    def gains(self, reliefs: Reliefs) -> ExpectedGain:
        """Gains of regimens with these sessions."""
        added = {key: self._added(relief, self.responds[key]) for key, relief in reliefs.items()}
        worthwhile = mean(self.reached_without_lasting, self.version_weights) + sum(added.values())
        return ExpectedGain(self.over_placebo(reliefs), worthwhile, self.worthwhile_on_placebo, added)

    def _added(self, relief: np.ndarray, responds: np.ndarray) -> np.ndarray:
        """Probability of a worthwhile gain that an account adds to placebo, shape (regimens,)."""
        found = (self._mean(relief >= o.least_relief, o.probability * responds) for o in self.outcomes)
        return np.asarray(sum(found))

    def over_placebo(self, reliefs: Reliefs) -> np.ndarray:
        """Mean points below placebo, shape (regimens,)."""
        gains = (self._mean(relief, self.gain_per_relief * self.responds[key]) for key, relief in reliefs.items())
        return np.asarray(mean(self.gain_without_lasting, self.version_weights) + sum(gains))

    def _mean(self, by_regimen: np.ndarray, by_version: np.ndarray) -> np.ndarray:
        """Mean of the product over the versions, shape (regimens,)."""
        weights = self.version_weights
        if weights is None:
            return np.asarray(by_regimen @ by_version / len(by_version))
        return np.asarray(by_regimen @ (by_version * weights) / weights.sum())

    def added_to(self, before: Reliefs | None, reliefs: Reliefs) -> ExpectedGain:
        """Gains of regimens with these sessions over what is left of earlier ones, each counted to placebo's part."""
        gains = self.gains(reliefs)
        if before is None:
            return gains
        alone = self.gains(before)
        return ExpectedGain(
            gains.over_placebo - alone.over_placebo,
            gains.worthwhile,
            float(alone.worthwhile[0]),
            {key: added - alone.added_by[key] for key, added in gains.added_by.items()},
        )

    def standard_error(self, reliefs: Reliefs, effective: int) -> float:
        """Monte Carlo error of the part that the drug adds to a worthwhile gain, for one regimen.

        Args: effective: how many equal, different draws the versions are worth.
        """
        added = sum(
            self.responds[key] * sum(o.probability * (relief[0] >= o.least_relief) for o in self.outcomes)
            for key, relief in reliefs.items()
        )
        return float(spread(np.asarray(added), self.version_weights) / np.sqrt(effective))


def reliefs_after(ensemble: Ensemble, sessions: EqualSessions, left: tuple[Reliefs, Reliefs] | None = None) -> Reliefs:
    """Relief by each account at one moment after equal sessions.

    Args:
        left: relief that earlier sessions left at the first of these, and at the moment if these did not follow.
    """
    found = {}
    for account in _believed(ensemble):
        mine = sessions
        if left is not None:
            at_first, at_moment = (relief[account.key] for relief in left)
            mine = replace(sessions, relief_at_first=at_first, relief_at_moment=at_moment)
        found[account.key] = account.relief_after(mine, ensemble.drawn)
    return found


def reliefs_along(ensemble: Ensemble, seen: Exposure, rows: Rows = ALL) -> Reliefs:
    """Relief by each account at some times of a course, shape (times, draws)."""
    return {a.key: a.relief_along(seen, ensemble.drawn, rows) for a in _believed(ensemble)}


def _believed(ensemble: Ensemble) -> list[Account]:
    """Accounts that give relief at all and have some weight."""
    return [a for a in ACCOUNTS.values() if a.parameters and responding(ensemble, a.key).any()]


def responding(ensemble: Ensemble, key: str) -> np.ndarray:
    """Probability that an account of lasting relief is true and each version responds by it, shape (draws,)."""
    return np.asarray(ensemble.lasting_probability[list(ACCOUNTS).index(key)])


def lasting_relief_probability(ensemble: Ensemble) -> float:
    """Probability that the drug itself leaves relief that lasts, by whatever account; else it leaves nothing."""
    return float(sum(mean(responding(ensemble, a.key), ensemble.version_weights) for a in _believed(ensemble)))


def gain_model(ensemble: Ensemble, time_h: float, visits_h: np.ndarray, least_gain: float) -> GainModel:
    """Gains at one time.

    Args:
        visits_h: start and end of each visit, shape (visits, 2), in order.
        least_gain: points that make a gain worthwhile.
    """
    factors = PainFactors.without_drug(ensemble.people, ensemble.drawn, np.array([time_h]), visits_h)
    outcomes: list[_Outcome] = []
    nothing = np.zeros(ensemble.count)
    gain_per_relief, gain_without, reached, reached_on_placebo = nothing, nothing, nothing, nothing
    for chance, course, response in _classes(ensemble, factors):
        untreated, on_placebo, left = (factors.pain(course, response, given)[0] for given in CourseArm)
        enough = untreated - left >= least_gain
        reached = reached + chance * enough
        reached_on_placebo = reached_on_placebo + chance * (untreated - on_placebo >= least_gain)
        gain_per_relief = gain_per_relief + chance * left
        gain_without = gain_without + chance * (on_placebo - left)
        outcomes.append(_Outcome(chance * ~enough, pain.relief_needed(left, untreated - least_gain)))
    return GainModel(
        tuple(outcomes),
        gain_per_relief,
        gain_without,
        reached,
        reached_on_placebo,
        {key: responding(ensemble, key) for key in ACCOUNTS},
        ensemble.version_weights,
    )


def _classes(ensemble: Ensemble, factors: PainFactors) -> Iterator[tuple[np.ndarray, np.ndarray, Response]]:
    """Probability, shape (draws,), natural course, shape (1, draws), and response of each class that nothing lasts in.

    Persistent; recovering with a relapse in the week that was drawn, if any; the luck of the relapse is kept because
    it barely moves a gain.
    """
    for recovers, course in ((True, ensemble.recovery_probability), (False, 1 - ensemble.recovery_probability)):
        untreated = factors.untreated(np.full(ensemble.count, recovers), ensemble.relapse_week)
        # a pain of 0 stays 0: it can gain nothing, and a tiny number spares a division by it
        untreated = np.maximum(untreated, 1e-12)
        yield course * ensemble.placebo_probability, untreated, Response(to_placebo=True)
        yield course * (1 - ensemble.placebo_probability), untreated, Response()


def days_since(time_h: float, starts_h: np.ndarray) -> np.ndarray:
    """Days from each session that has begun to a moment."""
    return np.asarray((time_h - starts_h[starts_h <= time_h]) / HOURS_PER_DAY)
