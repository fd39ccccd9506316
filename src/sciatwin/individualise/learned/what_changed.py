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
from sciatwin.twin.shown.interval import Interval
from sciatwin.twin.versions.ensemble import Ensemble
from sciatwin.twin.versions.weights import mean, spread

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
    weights = before.version_weights, after.version_weights
    return tuple(
        ChanceChange(name, *(float(mean(side[name], w)) for side, w in zip(chances, weights, strict=True)))
        for name in chances[0]
    )


def _gives_relief() -> np.ndarray:
    return np.array([bool(account.parameters) for account in ACCOUNTS.values()])


def changes(before: Ensemble, after: Ensemble, readings: Sequence[AbstractReading]) -> tuple[Change, ...]:
    """Numbers of this patient that observations could move."""
    told = [_told(ensemble, readings) for ensemble in (before, after)]
    return tuple(Change(*name, told[0][name], told[1][name]) for name in told[0] if name in told[1])


def _told(ensemble: Ensemble, readings: Sequence[AbstractReading]) -> dict[tuple[str, str], Interval]:
    """Interval of each number that some version has, by its name and unit."""
    numbers = {
        ("clearance of S-ketamine (venous)", "L/h"): ensemble.drawn["otto_2021/clearance"],
        ("CADSS after a usual session", "points"): cadss_score(_USUAL_LEVEL, ensemble.drawn),
        ("rise of systolic pressure in a usual session", "mmHg"): systolic_rise_mmhg(_USUAL_LEVEL, ensemble.drawn),
    }
    found = {name: Interval.of(values, ensemble.version_weights) for name, values in numbers.items()}
    if (half_life := _half_life(ensemble)) is not None:
        found["half-life of lasting relief, if there is any", "day"] = half_life
    if SPREAD in parameters_of(readings):
        spread_of_days = reading_numbers(ensemble, readings)[SPREAD]
        found["day-to-day spread of pain", "points"] = Interval.of(spread_of_days, ensemble.version_weights)
    return found


def _half_life(ensemble: Ensemble) -> Interval | None:
    """Of each version with lasting relief, by the account that is true in it; None without any."""
    keys, weights = list(ACCOUNTS), ensemble.version_weights
    rows = {
        name: np.flatnonzero(ensemble.responds_to_drug & (ensemble.account == keys.index(key)))
        for key, name in HALF_LIVES.items()
    }
    values = np.concatenate([ensemble.drawn[name][row] for name, row in rows.items()])
    counted = None if weights is None else weights[np.concatenate(list(rows.values()))]
    if not len(values) or (counted is not None and not counted.any()):
        return None
    return Interval.of(values, counted)


def shrinkage(before: Ensemble, after: Ensemble) -> Mapping[str, float]:
    """Part by which the spread of each number shrank, most first; what did not vary is left out."""
    found = {}
    for name in sorted(before.drawn):
        first, second = (spread(np.log(np.maximum(e.drawn[name], 1e-300)), e.version_weights) for e in (before, after))
        if first > 0:
            found[name] = float(1 - second / first)
    return dict(sorted(found.items(), key=lambda item: -item[1]))
