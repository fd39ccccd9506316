"""What was learned, in the things that a clinician understands: before and after."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from sciatwin.individualise.likelihoods.base import AbstractReading
from sciatwin.individualise.likelihoods.pain_diary import SPREAD
from sciatwin.individualise.readings import parameters_of
from sciatwin.individualise.versions import reading_numbers
from sciatwin.response.lasting_relief import ACCOUNTS
from sciatwin.response.side_effects.blood_pressure import systolic_rise_mmhg
from sciatwin.response.side_effects.dissociation import cadss_score
from sciatwin.response.side_effects.reference_session import S_KETAMINE_SITE
from sciatwin.twin.ensemble import Ensemble
from sciatwin.twin.interval import Interval

HALF_LIVES = {key: account.half_life for key, account in ACCOUNTS.items() if account.half_life}
"""The number by which lasting relief fades, by account."""

_USUAL_LEVEL = np.array(S_KETAMINE_SITE.value)


@dataclass(frozen=True)
class Change:
    """One number of this patient before and after learning."""

    name: str
    unit: str
    before: Interval
    after: Interval


@dataclass(frozen=True)
class ChanceChange:
    """Probability of one answer before and after learning."""

    name: str
    before: float
    after: float


def changed_chances(before: Ensemble, after: Ensemble) -> tuple[ChanceChange, ...]:
    """Natural course, response to placebo and to the drug, and the accounts of lasting relief."""
    chances = [
        {
            "recovers without treatment": ensemble.recovery_probability,
            "responds to placebo": ensemble.placebo_probability,
            "has lasting relief by the drug": ensemble.lasting_probability[_gives_relief()].sum(axis=0),
            **{
                f"has lasting relief by the drug: {key}": chance
                for key, chance in zip(ACCOUNTS, ensemble.lasting_probability, strict=True)
                if key in HALF_LIVES
            },
        }
        for ensemble in (before, after)
    ]
    return tuple(
        ChanceChange(name, float(chances[0][name].mean()), float(chances[1][name].mean())) for name in chances[0]
    )


def _gives_relief() -> np.ndarray:
    return np.array([bool(account.parameters) for account in ACCOUNTS.values()])


def changes(before: Ensemble, after: Ensemble, readings: Sequence[AbstractReading]) -> tuple[Change, ...]:
    """Numbers of this patient that observations could move."""
    pairs = {
        ("clearance of S-ketamine (venous)", "L/h"): [_drawn(e, "otto_2021/clearance") for e in (before, after)],
        ("CADSS after a usual session", "points"): [_usual_cadss(e) for e in (before, after)],
        ("rise of systolic pressure in a usual session", "mmHg"): [_usual_rise(e) for e in (before, after)],
        ("half-life of lasting relief, if there is any", "day"): [_half_life(e) for e in (before, after)],
    }
    if SPREAD in parameters_of(readings):
        pairs["day-to-day spread of pain", "points"] = [reading_numbers(e, readings)[SPREAD] for e in (before, after)]
    return tuple(
        Change(*name, Interval.of(first), Interval.of(second))
        for name, (first, second) in pairs.items()
        if len(first) and len(second)
    )


def _drawn(ensemble: Ensemble, name: str) -> np.ndarray:
    return ensemble.drawn[name]


def _usual_cadss(ensemble: Ensemble) -> np.ndarray:
    return cadss_score(_USUAL_LEVEL, ensemble.drawn)


def _usual_rise(ensemble: Ensemble) -> np.ndarray:
    return systolic_rise_mmhg(_USUAL_LEVEL, ensemble.drawn)


def _half_life(ensemble: Ensemble) -> np.ndarray:
    """Of each version with lasting relief, by the account that is true in it."""
    keys = list(ACCOUNTS)
    found = [
        ensemble.drawn[name][ensemble.responds_to_drug & (ensemble.account == keys.index(key))]
        for key, name in HALF_LIVES.items()
    ]
    return np.concatenate(found)


def shrinkage(before: Ensemble, after: Ensemble) -> Mapping[str, float]:
    """Part by which the spread of each number shrank, most first; what did not vary is left out."""
    found = {}
    for name in sorted(before.drawn):
        first, second = (np.std(np.log(np.maximum(e.drawn[name], 1e-300))) for e in (before, after))
        if first > 0:
            found[name] = float(1 - second / first)
    return dict(sorted(found.items(), key=lambda item: -item[1]))
