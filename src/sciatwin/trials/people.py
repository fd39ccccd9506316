"""The people of a published trial, as far as it was printed who they were; the rest is assumed and says so.

Pain other than sciatica is taken to persist: these trials took people who had been in pain for years.
"""

import numpy as np
from scipy.special import betaincinv

from sciatwin.evidence import Estimate, Source, Status, Uncertain
from sciatwin.evidence.published_trial import PublishedTrial
from sciatwin.response.untreated_course import USUAL_LEG_PAIN
from sciatwin.streams import uniform
from sciatwin.trials.crowd import ASSUMED_ENTRY, PAIN_AT_ENTRY
from sciatwin.twin.people import People
from sciatwin.units import DAYS_PER_WEEK, DAYS_PER_YEAR

HIGHEST_PAIN = 10.0
LARGEST_MEAN = 9.0
"""A mean nearer to the end of the scale leaves no room for the spread between people."""

CORRIGER = Source(
    "Corriger A, et al. Pain 2022;163:690-701 (240 people with refractory chronic pain: 6.8, SD 1.8)",
    url="https://journals.lww.com/pain/Fulltext/2022/04000/Ketamine_for_refractory_chronic_pain__a_1_year.8.aspx",
)

WEIGHT = Estimate(
    value=70,
    unit="kg",
    meaning="body weight of people in a trial that did not print it",
    status=Status.ASSUMED,
    low=60,
    high=85,
    reason="the weight for which most of these trials state their doses",
)

CHRONIC_PAIN = Uncertain(
    estimate=Estimate(
        value=6.8,
        unit="points",
        meaning="mean pain at entry into a trial of chronic pain that did not print it",
        status=Status.ASSUMED,
        source=CORRIGER,
        low=5.5,
        high=8.2,
        reason="as in a large cohort of refractory chronic pain; the trials here print 6.5 to 8.5 or nothing",
    )
)

SCIATICA_PAIN = Uncertain(estimate=PAIN_AT_ENTRY)

PAIN_SPREAD = Estimate(
    value=1.8,
    unit="points",
    meaning="spread of pain at entry between the people of a trial that did not print it",
    status=Status.ASSUMED,
    source=CORRIGER,
    low=1.4,
    high=2.4,
    reason="1.8 in refractory chronic pain; 2.4 in primary care, where nobody was turned away for mild pain",
)


NO_REGRESSION = HIGHEST_PAIN
"""No score lies above it, so nobody's regresses: the mean of a trial of persistent pain is its usual pain."""

LONG_AGO_DAYS = 1000.0
"""Duration of pain that persists anyway: nothing depends on it."""


def alike(leg_pain: float, duration_days: np.ndarray, *, sciatica: bool) -> People:
    """People who differ in nothing but the duration of their pain and in what is drawn: nothing else was printed."""
    ones = np.ones(len(duration_days))
    return People(
        weight_kg=WEIGHT.value * ones,
        leg_pain=leg_pain * ones,
        duration_days=duration_days,
        back_dominant=0 * ones,
        no_compression=0 * ones,
        sciatica=sciatica,
    )


def is_sciatica(trial: PublishedTrial) -> bool:
    """Whether the untreated course of sciatica applies."""
    return "sciatica" in trial.condition


def people_of(trial: PublishedTrial, *, studies: int, people: int, seed: int) -> People:
    """The people of ``studies`` simulated studies, ``people`` each and next to each other."""
    count = studies * people
    zeros = np.zeros(count)
    mean = _mean_pain(trial, studies, people, seed)
    return People(
        weight_kg=np.full(count, trial.population.weight_kg or WEIGHT.value),
        leg_pain=_pain(mean, _spread(trial), f"validation/{trial.key}/pain", seed),
        duration_days=_duration_days(trial, count, seed),
        back_dominant=zeros,
        no_compression=zeros,
        usual_pain=USUAL_LEG_PAIN.value if is_sciatica(trial) else NO_REGRESSION,
        sciatica=is_sciatica(trial),
    )


def assumptions_of(trial: PublishedTrial) -> tuple[str, ...]:
    """What had to be assumed about the people, in words."""
    population, usual = trial.population, SCIATICA_PAIN if is_sciatica(trial) else CHRONIC_PAIN
    said = []
    if population.weight_kg is None and any(arm.regimen for arm in trial.arms):
        said.append(f"{WEIGHT.value:g} kg")
    if population.baseline_pain_mean is None:
        said.append(f"pain {usual.estimate.value:g} ({usual.estimate.low:g} to {usual.estimate.high:g}) at entry")
    if population.baseline_pain_sd is None:
        said.append(f"spread of pain {PAIN_SPREAD.value:g}")
    if trial.key in ASSUMED_ENTRY:
        entry = ASSUMED_ENTRY[trial.key]
        said.append(f"sciatica for {entry.low:g} to {entry.high:g} weeks")
    return tuple(said)


def _mean_pain(trial: PublishedTrial, studies: int, people: int, seed: int) -> np.ndarray:
    """Mean pain at entry of each person's study, shape (studies × people,)."""
    printed = trial.population.baseline_pain_mean
    if printed is not None:
        return np.full(studies * people, printed)
    assumed = SCIATICA_PAIN if is_sciatica(trial) else CHRONIC_PAIN
    drawn = assumed.draw(f"validation/{trial.key}/mean pain", seed, studies * people, subjects=people)
    return np.minimum(drawn, LARGEST_MEAN)


def _spread(trial: PublishedTrial) -> float:
    return trial.population.baseline_pain_sd or PAIN_SPREAD.value


def _pain(mean: np.ndarray, spread: float, stream: str, seed: int) -> np.ndarray:
    """Pain from 0 to 10 with this mean and spread: a beta distribution on the scale."""
    share = mean / HIGHEST_PAIN
    size = share * (1 - share) / (spread / HIGHEST_PAIN) ** 2 - 1
    place = uniform(stream, seed, len(mean))
    return np.asarray(HIGHEST_PAIN * betaincinv(share * size, (1 - share) * size, place))


def _duration_days(trial: PublishedTrial, count: int, seed: int) -> np.ndarray:
    """Even on the log scale between the entry limits."""
    limits = _entry_days(trial)
    if limits is None:
        return np.full(count, LONG_AGO_DAYS)
    low, high = np.log(limits)
    return np.asarray(np.exp(low + (high - low) * uniform(f"validation/{trial.key}/duration", seed, count)))


def _entry_days(trial: PublishedTrial) -> tuple[float, float] | None:
    if trial.key in ASSUMED_ENTRY:
        entry = ASSUMED_ENTRY[trial.key]
        return entry.low * DAYS_PER_WEEK, entry.high * DAYS_PER_WEEK
    years = trial.population.condition_duration_range_years
    return None if years is None else (years[0] * DAYS_PER_YEAR, years[1] * DAYS_PER_YEAR)
