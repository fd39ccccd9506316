"""The classes that a patient may belong to, and how probable each of them was before anything was observed."""

from itertools import pairwise

import numpy as np

from sciatwin.response.lasting_relief import ACCOUNTS
from sciatwin.response.untreated_course import RELAPSE_PROBABILITY, WEEKS_PER_YEAR
from sciatwin.twin.versions.classes import NaturalCourse, PatientClass, Response
from sciatwin.twin.versions.ensemble import Ensemble

RELAPSE_SPANS = 4
"""Parts of the observed time in each of which a relapse is a class of its own."""


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
    responses = [Response(placebo, account) for placebo in answers for account in accounts]
    return tuple(PatientClass(natural, response) for natural in naturals for response in responses)


def log_prior(groups: tuple[PatientClass, ...], ensemble: Ensemble, *, treated: bool) -> np.ndarray:
    """Log probability of each class in each version, shape (classes, versions)."""
    observed_weeks = max((g.natural.relapse_to_week for g in groups if g.natural.relapses), default=0.0)
    natural = {n: _natural(n, ensemble, observed_weeks) for n in dict.fromkeys(g.natural for g in groups)}
    placebo = {True: ensemble.placebo_probability, False: 1 - ensemble.placebo_probability}
    lasting = dict(zip(ACCOUNTS, ensemble.lasting_probability, strict=True))
    lasting[""] = 1 - sum(lasting[key] for key in dict.fromkeys(g.response.account for g in groups) if key)
    with np.errstate(divide="ignore"):  # a class may be impossible
        return np.stack(
            [
                np.log(natural[g.natural])
                + (np.log(placebo[g.response.to_placebo]) + np.log(lasting[g.response.account]) if treated else 0.0)
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
