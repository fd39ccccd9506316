"""The classes that a patient may belong to, and how probable each of them was before anything was observed."""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from sciatwin.response.lasting_relief import ACCOUNTS
from sciatwin.response.untreated_course import RELAPSE_PROBABILITY, WEEKS_PER_YEAR
from sciatwin.twin.ensemble import Ensemble

RELAPSE_SPANS = 4
"""Parts of the observed time in each of which a relapse is a class of its own."""

_NEVER = np.inf


@dataclass(frozen=True)
class NaturalCourse:
    """What sciatica does by itself: persist, or recover, with a relapse in a span of weeks or none while observed."""

    recovers: bool
    relapse_from_week: float = _NEVER
    relapse_to_week: float = _NEVER

    @property
    def relapses(self) -> bool:
        return self.relapse_from_week < _NEVER

    def relapse_week(self, luck: np.ndarray) -> np.ndarray:
        """Week of the relapse of each version; infinite for none.

        Args:
            luck: where in the span it lies, from 0 to 1, shape (versions,).
        """
        if not self.relapses:
            return np.full(len(luck), _NEVER)
        return np.asarray(self.relapse_from_week + (self.relapse_to_week - self.relapse_from_week) * luck)


@dataclass(frozen=True)
class PatientClass:
    """Natural course, response to placebo, and the account by which relief lasts ("" if it does not)."""

    natural: NaturalCourse
    responds_to_placebo: bool = False
    account: str = ""


def classes_of(*, observed_weeks: float, treated: bool, believed: tuple[str, ...]) -> tuple[PatientClass, ...]:
    """Every combination. Without a session nobody responds to one.

    Args:
        observed_weeks: until the last observation.
        believed: accounts of lasting relief with some probability.
    """
    spans = np.linspace(0, min(observed_weeks, WEEKS_PER_YEAR), RELAPSE_SPANS + 1) if observed_weeks else np.empty(0)
    relapses = [NaturalCourse(True, *span) for span in pairwise(spans.tolist())]
    naturals = [NaturalCourse(False), NaturalCourse(True), *relapses]
    answers, accounts = ((False, True), ("", *believed)) if treated else ((False,), ("",))
    return tuple(PatientClass(n, placebo, account) for n in naturals for placebo in answers for account in accounts)


def log_prior(groups: tuple[PatientClass, ...], ensemble: Ensemble, *, treated: bool) -> np.ndarray:
    """Log probability of each class in each version, shape (classes, versions)."""
    observed_weeks = max((g.natural.relapse_to_week for g in groups if g.natural.relapses), default=0.0)
    natural = {n: _natural(n, ensemble, observed_weeks) for n in dict.fromkeys(g.natural for g in groups)}
    placebo = {True: ensemble.placebo_probability, False: 1 - ensemble.placebo_probability}
    lasting = dict(zip(ACCOUNTS, ensemble.lasting_probability, strict=True))
    lasting[""] = 1 - sum(lasting[key] for key in dict.fromkeys(g.account for g in groups) if key)
    with np.errstate(divide="ignore"):  # a class may be impossible
        return np.stack(
            [
                np.log(natural[g.natural])
                + (np.log(placebo[g.responds_to_placebo]) + np.log(lasting[g.account]) if treated else 0.0)
                for g in groups
            ]
        )


def _natural(natural: NaturalCourse, ensemble: Ensemble, observed_weeks: float) -> np.ndarray:
    recovery = ensemble.recovery_probability
    if not natural.recovers:
        return 1 - recovery
    share = ensemble.drawn[RELAPSE_PROBABILITY] / WEEKS_PER_YEAR
    span = natural.relapse_to_week - natural.relapse_from_week if natural.relapses else 0.0
    return np.asarray(recovery * (share * span if natural.relapses else 1 - share * observed_weeks))


def believed_accounts(ensemble: Ensemble) -> tuple[str, ...]:
    """Accounts that give relief at all and have some probability."""
    chances = zip(ACCOUNTS.values(), ensemble.lasting_probability, strict=True)
    return tuple(account.key for account, chance in chances if account.parameters and chance.any())
