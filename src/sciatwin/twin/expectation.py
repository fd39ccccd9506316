"""Expected gains of an ensemble, averaged exactly over the classes a version may belong to.

Whether a version recovers, relapses, responds and by which account relief lasts are yes/no draws. Averaging over them
by their probabilities instead of by luck leaves only the noise of the continuous numbers. Times are taken between
sessions, when no drug is left at the fast effect site.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from sciatwin.response import placebo, untreated_course
from sciatwin.response.lasting_relief import ACCOUNTS, Account, EqualSessions, Exposure
from sciatwin.twin.ensemble import Ensemble
from sciatwin.units import HOURS_PER_DAY, HOURS_PER_WEEK

Reliefs = Mapping[str, np.ndarray]
"""Account of lasting relief → fraction of pain removed in those who respond, shape (regimens, draws)."""


@dataclass(frozen=True)
class ExpectedGain:
    """Each of shape (regimens,). A worthwhile gain is one over no treatment; ``added_by`` is what each account of
    lasting relief adds to the probability of one on placebo."""

    over_placebo: np.ndarray
    worthwhile: np.ndarray
    worthwhile_on_placebo: float
    added_by: Mapping[str, np.ndarray]


@dataclass(frozen=True)
class _Outcome:
    """One way to a worthwhile gain that placebo alone does not give: its probability, and the relief that it needs."""

    probability: np.ndarray  # (draws,)
    least_relief: np.ndarray  # (draws,), fraction; above 1 where no relief is enough


@dataclass(frozen=True)
class GainModel:
    """Everything about gains at one time after given sessions, except the reliefs; arrays of shape (draws,).

    ``responds`` holds, by account, the probability that it is true and this version responds by it.
    """

    outcomes: tuple[_Outcome, ...]
    gain_per_relief: np.ndarray
    worthwhile_on_placebo: float
    responds: Mapping[str, np.ndarray]

    def gains(self, reliefs: Reliefs) -> ExpectedGain:
        """Gains of regimens with these sessions."""
        added = {key: self._added(relief, self.responds[key]) for key, relief in reliefs.items()}
        worthwhile = np.asarray(self.worthwhile_on_placebo + sum(added.values()))
        return ExpectedGain(self.over_placebo(reliefs), worthwhile, self.worthwhile_on_placebo, added)

    def _added(self, relief: np.ndarray, responds: np.ndarray) -> np.ndarray:
        """Probability of a worthwhile gain that an account adds to placebo, shape (regimens,)."""
        count = relief.shape[1]
        return np.asarray(sum((relief >= o.least_relief) @ (o.probability * responds) / count for o in self.outcomes))

    def over_placebo(self, reliefs: Reliefs) -> np.ndarray:
        """Mean points below placebo, shape (regimens,)."""
        gains = (relief @ (self.gain_per_relief * self.responds[key]) for key, relief in reliefs.items())
        return np.asarray(sum(gains) / len(self.gain_per_relief))

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

    def standard_error(self, reliefs: Reliefs) -> float:
        """Monte Carlo error of the part that the drug adds to a worthwhile gain, for one regimen."""
        added = sum(
            self.responds[key] * sum(o.probability * (relief[0] >= o.least_relief) for o in self.outcomes)
            for key, relief in reliefs.items()
        )
        return float(np.std(added) / np.sqrt(len(self.gain_per_relief)))


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


def reliefs_along(ensemble: Ensemble, seen: Exposure) -> Reliefs:
    """Relief by each account along a course, shape (times, draws)."""
    return {a.key: a.relief_along(seen, ensemble.drawn) for a in _believed(ensemble)}


def _believed(ensemble: Ensemble) -> list[Account]:
    """Accounts that give relief at all and have some weight."""
    return [a for a in ACCOUNTS.values() if a.parameters and responding(ensemble, a.key).any()]


def responding(ensemble: Ensemble, key: str) -> np.ndarray:
    """Probability that an account of lasting relief is true and each version responds by it, shape (draws,)."""
    return np.asarray(ensemble.lasting_probability[list(ACCOUNTS).index(key)])


def lasting_relief_probability(ensemble: Ensemble) -> float:
    """Probability that the drug itself leaves relief that lasts, by whatever account; else it leaves nothing."""
    return float(sum(responding(ensemble, account.key).mean() for account in _believed(ensemble)))


def gain_model(ensemble: Ensemble, time_h: float, visits_h: np.ndarray, least_gain: float) -> GainModel:
    """Gains at one time.

    Args:
        visits_h: start and end of each visit, shape (visits, 2), in order.
        least_gain: points that make a gain worthwhile.
    """
    drawn, everybody = ensemble.drawn, np.ones(ensemble.count, dtype=bool)
    inert = placebo.relief_fraction(np.array([time_h]), visits_h, everybody, drawn)[0]
    on_placebo = ensemble.placebo_probability
    outcomes: list[_Outcome] = []
    gain_per_relief, reached = np.zeros(ensemble.count), np.zeros(ensemble.count)
    for share, untreated in _courses(ensemble, time_h):
        left = untreated * (1 - inert)
        enough = untreated - left >= least_gain
        reached += share * on_placebo * enough
        gain_per_relief += share * (on_placebo * left + (1 - on_placebo) * untreated)
        outcomes.append(_Outcome(share * on_placebo * ~enough, 1 - (untreated - least_gain) / left))
        outcomes.append(_Outcome(share * (1 - on_placebo), least_gain / untreated))
    responds = {key: responding(ensemble, key) for key in ACCOUNTS}
    return GainModel(tuple(outcomes), gain_per_relief, float(reached.mean()), responds)


def _courses(ensemble: Ensemble, time_h: float) -> list[tuple[np.ndarray, np.ndarray]]:
    """Share of each course a version may take, with its untreated pain; both of shape (draws,).

    Persistent; recovering with a relapse in the week that was drawn, if any; the luck of the relapse is kept because
    it barely moves a gain.
    """
    recovery = ensemble.recovery_probability
    shares = ((True, recovery), (False, 1 - recovery))
    return [(share, _untreated(ensemble, time_h, recovers)) for recovers, share in shares]


def _untreated(ensemble: Ensemble, time_h: float, recovers: bool) -> np.ndarray:
    people, drawn, days = ensemble.people, ensemble.drawn, np.array([time_h / HOURS_PER_DAY])
    remaining = untreated_course.remaining_fraction(
        np.array([time_h / HOURS_PER_WEEK]), np.full(ensemble.count, recovers), ensemble.relapse_week, drawn
    )
    usual = untreated_course.usual_pain(days, people.leg_pain, people.usual_pain, drawn)
    # a pain of 0 stays 0: it can gain nothing, and a tiny number spares a division by it
    return np.asarray(np.maximum(remaining * usual, 1e-12)[0])


def days_since(time_h: float, starts_h: np.ndarray) -> np.ndarray:
    """Days from each session that has begun to a moment."""
    return np.asarray((time_h - starts_h[starts_h <= time_h]) / HOURS_PER_DAY)
