"""Placebo, fast and lasting relief against the ketamine trials that are open for calibration.

The baseline cancels: every row is a fraction of untreated pain, which hardly moves in pain that has lasted for years.
Cohorts without a control group are not among them: the evidence keeps those for other questions.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

import numpy as np
from scipy.stats import norm

from sciatwin.calibration.constant import FreeConstant
from sciatwin.calibration.posterior import Values
from sciatwin.calibration.rows import CountRow, MeanRow, log_density, number, reported
from sciatwin.evidence import Estimate, Shape, Status
from sciatwin.evidence.published_trial import Measure, trial_named
from sciatwin.response import fast_effect_site, placebo
from sciatwin.response.lasting_relief import (
    ACCOUNTS,
    Account,
    fading_sensitisation,
    peak_driven,
    slow_effect_site,
    weights,
)
from sciatwin.response.outcomes.rated_change import RATING_NOISE, WEEKS_NOISE
from sciatwin.trials.infused_arm import InfusedArm
from sciatwin.trials.people import LONG_AGO_DAYS, alike
from sciatwin.twin.drug.time_grid import with_times
from sciatwin.twin.pain.factors import CourseArm, PainFactors
from sciatwin.twin.versions.belief import Blinding
from sciatwin.twin.versions.classes import Response
from sciatwin.twin.versions.ensemble import draw_ensemble
from sciatwin.units import HOURS_PER_DAY

PEOPLE = 96
SEED = 2011
_ANY_PAIN = 7.0
"""Points of 10; it cancels."""

PLACEBO_AND_FAST = (
    FreeConstant(placebo.RESPONDER_PROBABILITY, 0.23, 0.51, "Dahan 2011: 0.23 (SE 0.09)", Shape.PROBABILITY),
    FreeConstant(placebo.RELIEF, 0.4, 0.5, "assumed: responders count from 30 to 50 %", Shape.PROBABILITY),
    FreeConstant(placebo.BELIEF_ODDS_RATIO, 1.8, 0.5, "assumed: those who notice the drug expect more"),
    FreeConstant(fast_effect_site.LARGEST_EFFECT, 0.85, 1.0, "assumed: most pain, at a high level", Shape.PROBABILITY),
)

RESPONDERS = FreeConstant(
    weights.RESPONDER_PROBABILITY,
    0.57,
    0.53,
    "Dahan 2011: 0.67 (SE 0.10) on ketamine, placebo responders of 0.23 taken out",
    Shape.PROBABILITY,
)

OF_ACCOUNT = {
    "slow effect site": FreeConstant(
        slow_effect_site.LARGEST_EFFECT, 0.8, 1.0, "assumed: most pain of a responder", Shape.PROBABILITY
    ),
    "fading sensitisation": FreeConstant(
        fading_sensitisation.FADING_RATE,
        0.1,
        1.5,
        "Pfau 2011: sensitised pain that nothing keeps up halves in 6.9 h, in 10 of 28 people not in 10 days",
    ),
    "peak driven": FreeConstant(peak_driven.STRENGTH, 1.0, 0.8, "assumed: one session removes about half"),
}

FALL_SPREAD = Estimate(
    value=0.35,
    unit="1",
    meaning="spread between people of the fall of pain in a small crossover trial, as a fraction of baseline",
    status=Status.ASSUMED,
    low=0.25,
    high=0.45,
    reason="the trials print means of 12 and 8 people without their spread",
)


@dataclass(frozen=True)
class _Arm:
    """A ketamine arm with what was drawn for its people, and beliefs in it and in its control."""

    infused: InfusedArm
    drawn: Mapping[str, np.ndarray]
    belief: np.ndarray | float
    control_belief: np.ndarray | float


@cache
def _arm(trial: str, arm: str, blinding: Blinding, observed_h: tuple[float, ...]) -> _Arm:
    regimen = trial_named(trial).arm_named(arm).regimen
    assert regimen is not None
    people = alike(_ANY_PAIN, np.full(PEOPLE, LONG_AGO_DAYS), sciatica=False)
    ensemble = draw_ensemble(people, SEED)
    infused = InfusedArm.of(ensemble, regimen, with_times(regimen, observed_h))
    return _Arm(infused, ensemble.drawn, *infused.beliefs(ensemble.drawn, blinding))


@dataclass(frozen=True)
class _Fractions:
    """Pain ÷ untreated pain of an arm in each class, and the probability of the class; shape (classes, people)."""

    pain: np.ndarray
    probability: np.ndarray

    @property
    def mean(self) -> float:
        return float(np.mean(np.sum(self.pain * self.probability, axis=0)))

    def share_below(self, fraction: float, time_h: float) -> float:
        """Share of people whose rating falls to this fraction or below."""
        noise = RATING_NOISE if time_h < HOURS_PER_DAY else WEEKS_NOISE
        rated = norm.cdf((fraction - self.pain) / noise.value)
        return float(np.mean(np.sum(rated * self.probability, axis=0)))


def _drawn_with(arm: _Arm, values: Values) -> dict[str, np.ndarray]:
    return {**arm.drawn, **{name: np.full(PEOPLE, value) for name, value in values.items()}}


def _control(arm: _Arm, time_h: float, values: Values) -> _Fractions:
    drawn = _drawn_with(arm, values)
    factors = arm.infused.factors_without_drug(drawn, np.array([time_h]))
    return _fractions(factors, drawn, arm.control_belief, CourseArm.PLACEBO, "")


def _ketamine(arm: _Arm, time_h: float, values: Values, account: Account) -> _Fractions:
    drawn = _drawn_with(arm, values)
    factors = arm.infused.factors(drawn, np.array([time_h]))
    return _fractions(factors, drawn, arm.belief, CourseArm.KETAMINE, account.key)


def _fractions(
    factors: PainFactors,
    drawn: Mapping[str, np.ndarray],
    belief: np.ndarray | float,
    given: CourseArm,
    account: str,
) -> _Fractions:
    """Every class with its probability; without an account, relief lasts in nobody."""
    on_placebo, on_drug = placebo.responder_probability(belief, drawn), drawn[weights.RESPONDER_PROBABILITY]
    lasting = ((account, on_drug), ("", 1 - on_drug)) if account else (("", np.ones(PEOPLE)),)
    classes = [
        (np.broadcast_to(factors.left(Response(responds, key), given), (1, PEOPLE))[0], by_belief * by_drug)
        for responds, by_belief in ((True, on_placebo), (False, 1 - on_placebo))
        for key, by_drug in lasting
    ]
    return _Fractions(np.array([pain for pain, _ in classes]), np.array([chance for _, chance in classes]))


_WEEK_H, _EIGHT_WEEKS_H = 7 * HOURS_PER_DAY, 56 * HOURS_PER_DAY
_NOPPERS_H = (0.75, 3.0, _WEEK_H, _EIGHT_WEEKS_H)
_END_OF = {"kvarnstrom2003": 0.6667, "max1995": 2.0}


def predicted(values: Values, account: Account) -> dict[str, float]:
    """Every row as these constants and this account of lasting relief predict it."""
    sigtermans = _arm("sigtermans2009", "S-ketamine", Blinding.INERT_CONTROL, (_WEEK_H,))
    found = {
        "sigtermans2009, ratio at week 1": _ketamine(sigtermans, _WEEK_H, values, account).mean
        / _control(sigtermans, _WEEK_H, values).mean
    }
    for trial, time_h in _END_OF.items():
        arm = _arm(trial, "ketamine", Blinding.INERT_CONTROL, (time_h,))
        found[f"{trial}, fall on ketamine"] = 1 - _ketamine(arm, time_h, values, account).mean
        found[f"{trial}, fall on placebo"] = 1 - _control(arm, time_h, values).mean
    noppers = _arm("noppers2011", "S-ketamine", Blinding.ACTIVE_CONTROL, _NOPPERS_H)
    for time_h in _NOPPERS_H:
        found[f"noppers2011, S-ketamine at {time_h:g} h"] = _ketamine(noppers, time_h, values, account).share_below(
            0.5, time_h
        )
        found[f"noppers2011, midazolam at {time_h:g} h"] = _control(noppers, time_h, values).share_below(0.5, time_h)
    return found


@cache
def rows() -> tuple[MeanRow | CountRow, ...]:
    """The observed rows."""
    ratio = reported("sigtermans2009", Measure.PAIN_RATIO, "S-ketamine - placebo")[0]
    found: list[MeanRow | CountRow] = [
        MeanRow("sigtermans2009, ratio at week 1", number(ratio), ratio.error or 0.0, "printed errors of both arms")
    ]
    for trial in _END_OF:
        n = trial_named(trial).population.n or 1
        error = FALL_SPREAD.value / n**0.5
        for arm in ("ketamine", "placebo"):
            fall = next(o for o in reported(trial, Measure.PERCENT_FALL, arm) if o.what in ("", "peak pain relief"))
            found.append(MeanRow(f"{trial}, fall on {arm}", number(fall), error, f"assumed spread, {n} people"))
    for arm in ("S-ketamine", "midazolam"):
        for seen in reported("noppers2011", Measure.RESPONDERS_50, arm):
            found.append(CountRow(f"noppers2011, {arm} at {seen.after_h:g} h", seen.count or 0, seen.of or 1))
    return tuple(found)


def constants_of(key: str) -> tuple[FreeConstant, ...]:
    """What is fitted with one account of lasting relief."""
    return (*PLACEBO_AND_FAST, RESPONDERS, *((OF_ACCOUNT[key],) if key in OF_ACCOUNT else ()))


def log_likelihood(values: Values, key: str) -> float:
    """Log probability of the rows under one account."""
    return log_density(rows(), predicted(values, ACCOUNTS[key]))
