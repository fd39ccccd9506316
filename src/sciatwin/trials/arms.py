"""The arms of one trial in many simulated studies, run as the trial was: dose, comparator, times, size, blinding.

People of one study share the uncertainty of the estimates. In a crossover trial every arm holds the same people; in
any other each arm has people of its own. The accounts of lasting relief are run on the same draws, one by one.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import accumulate

import numpy as np

from sciatwin.evidence.published_trial import ArmKind, PublishedTrial, TrialArm, TrialKind
from sciatwin.evidence.published_trial import TrialBlinding as ReportedBlinding
from sciatwin.regimen import Regimen
from sciatwin.response.driven_state_grid import refined
from sciatwin.response.lasting_relief import ACCOUNTS
from sciatwin.trials.infused_arm import InfusedArm
from sciatwin.trials.operations import OPERATED
from sciatwin.trials.people import people_of
from sciatwin.twin.pain.factors import CourseArm, PainFactors
from sciatwin.twin.versions.belief import Blinding, drawn_responses
from sciatwin.twin.versions.ensemble import Ensemble, draw_ensemble
from sciatwin.twin.versions.under_account import under_account
from sciatwin.units import HOURS_PER_DAY

STUDIES = 300
SEED = 2020

MOST_PEOPLE, MOST_INFUSED = 150, 60
"""Larger arms are simulated with so many people; their sampling error comes out too large, never too small."""

FIRST_STEP_H, GROWTH = 1 / 16, 0.5
"""Steps twice as long as those of a patient's course: pain stays the same to a thousandth of a point."""

CAPSULES_H = {"mathieson2017": np.array([[0.0, 56 * HOURS_PER_DAY]])}
"""Placebo that is not infused: capsules every day for eight weeks are one long visit."""

NO_VISITS = np.empty((0, 2))


@dataclass(frozen=True)
class SimulatedArm:
    """One arm in every simulated study.

    Attributes:
        times_h: shape (times,).
        today: pain at entry, shape (studies, people).
        pain: account of lasting relief → pain, shape (times, studies, people); without ketamine all are the same.
        peak_ng_per_ml: highest S-ketamine at the fast effect site of each visit, shape (visits, studies, people);
            0 where the infusion is inert.
        drawn: every drawn number, shape (studies, people).
    """

    times_h: np.ndarray
    today: np.ndarray
    pain: Mapping[str, np.ndarray]
    peak_ng_per_ml: np.ndarray
    drawn: Mapping[str, np.ndarray]

    @property
    def people(self) -> int:
        return int(self.today.shape[1])

    def at(self, times_h: tuple[float, ...], account: str) -> np.ndarray:
        """Pain at some of the times, shape (times, studies, people)."""
        return self.pain[account][np.searchsorted(self.times_h, times_h)]


Rivals = Mapping[str, Ensemble]
"""Account → everybody, with the constants that were fitted under it; kinetics and luck are the same for all."""


@dataclass(frozen=True)
class _Courses:
    """An arm for everybody in the ensemble; arrays of shape (times or visits, people)."""

    pain: Mapping[str, np.ndarray]
    peak_ng_per_ml: np.ndarray


def is_simulated(trial: PublishedTrial, arm: TrialArm) -> bool:
    """Ketamine by vein, its placebo, and the course without a drug, operations included; no other drug."""
    if arm.kind is ArmKind.KETAMINE:
        return arm.regimen is not None
    if arm.kind is ArmKind.PLACEBO:
        return trial.key in CAPSULES_H or any(other.regimen for other in trial.arms)
    return arm.kind is ArmKind.UNTREATED or (trial.key, arm.name) in OPERATED


def blinding_of(trial: PublishedTrial) -> Blinding:
    """How belief is simulated: against placebo without effects of its own, who notices the drug believes in it."""
    if trial.blinding is ReportedBlinding.NONE:
        return Blinding.OPEN
    against_placebo = any(arm.kind is ArmKind.PLACEBO for arm in trial.arms)
    inert = trial.blinding is not ReportedBlinding.GOOD and against_placebo
    return Blinding.INERT_CONTROL if inert else Blinding.ACTIVE_CONTROL


def size_of(trial: PublishedTrial, arm: TrialArm) -> int:
    """People of an arm; where only all were counted, they are shared out evenly."""
    most = MOST_INFUSED if any(other.regimen for other in trial.arms) else MOST_PEOPLE
    if trial.kind is TrialKind.CROSSOVER and trial.population.n:
        return min(trial.population.n, most)
    n = arm.n or (trial.population.n or most * len(trial.arms)) // len(trial.arms)
    return min(n, most)


def simulate_trial(
    trial: PublishedTrial, times_h: np.ndarray, *, studies: int = STUDIES, seed: int = SEED
) -> dict[str, SimulatedArm]:
    """Every arm that can be simulated, by name.

    Args:
        times_h: hours since the first infusion at which pain is needed, increasing, shape (times,).
    """
    places, people = _places(trial)
    population = people_of(trial, studies=studies, people=people, seed=seed)
    ensemble = draw_ensemble(population, seed, subjects=people, account_weights=dict.fromkeys(ACCOUNTS, 0.0))
    rivals = {key: under_account(ensemble, key, subjects=people) for key in ACCOUNTS}
    courses = _courses(trial, rivals, times_h)

    def of_studies(values: np.ndarray, place: slice) -> np.ndarray:
        return values.reshape(*values.shape[:-1], studies, people)[..., place]

    return {
        name: SimulatedArm(
            times_h=times_h,
            today=of_studies(population.leg_pain, place),
            pain={key: of_studies(values, place) for key, values in courses[name].pain.items()},
            peak_ng_per_ml=of_studies(courses[name].peak_ng_per_ml, place),
            drawn={key: of_studies(values, place) for key, values in ensemble.drawn.items()},
        )
        for name, place in places.items()
    }


def _places(trial: PublishedTrial) -> tuple[dict[str, slice], int]:
    """Which people of a study belong to each arm, and how many there are in all."""
    arms = [arm for arm in trial.arms if is_simulated(trial, arm)]
    sizes = [size_of(trial, arm) for arm in arms]
    if trial.kind is TrialKind.CROSSOVER:
        return {arm.name: slice(0, sizes[0]) for arm in arms}, sizes[0]
    ends = list(accumulate(sizes))
    return {arm.name: slice(end - size, end) for arm, size, end in zip(arms, sizes, ends, strict=True)}, ends[-1]


def _courses(trial: PublishedTrial, rivals: Rivals, times_h: np.ndarray) -> dict[str, _Courses]:
    """Every arm; placebo is given as the first ketamine arm is, or as capsules."""
    found: dict[str, _Courses] = {}
    control = _without_drug(rivals, times_h, CAPSULES_H.get(trial.key, NO_VISITS), dict.fromkeys(rivals, 0.0))
    for arm in reversed([arm for arm in trial.arms if arm.regimen]):
        found[arm.name], control = _infused(rivals, arm, times_h, blinding_of(trial))
    untreated = _without_drug(rivals, times_h, NO_VISITS, dict.fromkeys(rivals, 0.0))
    without = {arm.name: control if arm.kind is ArmKind.PLACEBO else untreated for arm in trial.arms}
    return without | found


def _without_drug(
    rivals: Rivals, times_h: np.ndarray, visits_h: np.ndarray, belief: Mapping[str, np.ndarray | float]
) -> _Courses:
    pains = {
        key: _pain(
            people,
            PainFactors.without_drug(people.people, people.drawn, times_h, visits_h),
            belief[key],
            CourseArm.PLACEBO,
        )
        for key, people in rivals.items()
    }
    return _Courses(pains, np.zeros((len(visits_h), next(iter(rivals.values())).count)))


def _infused(rivals: Rivals, arm: TrialArm, times_h: np.ndarray, blinding: Blinding) -> tuple[_Courses, _Courses]:
    """With ketamine, and with inert infusions at the same times."""
    regimen = arm.regimen or Regimen.none()
    infused = InfusedArm.of(next(iter(rivals.values())), regimen, _close_grid(regimen, times_h))
    believed = {key: infused.beliefs(people.drawn, blinding) for key, people in rivals.items()}
    pains = {
        key: _pain(people, infused.factors(people.drawn, times_h), believed[key][0], CourseArm.KETAMINE)
        for key, people in rivals.items()
    }
    control = _without_drug(rivals, times_h, infused.visits_h, {key: belief for key, (_, belief) in believed.items()})
    return _Courses(pains, infused.seen.session_peak_ng_per_ml), control


def _pain(people: Ensemble, factors: PainFactors, belief: np.ndarray | float, given: CourseArm) -> np.ndarray:
    """Pain of everybody in the class that was drawn for them, shape (times, people)."""
    untreated = factors.untreated(people.recovers, people.relapse_week)
    return factors.pain(untreated, drawn_responses(people, belief), given)


def _close_grid(regimen: Regimen, times_h: np.ndarray) -> np.ndarray:
    """Times that lie close around sessions, with those at which pain is needed."""
    changes_h = {moment_h for session in regimen.sessions for moment_h in (session.start_h, session.end_h)}
    return refined(np.union1d(0.0, times_h), changes_h, first_step_h=FIRST_STEP_H, growth=GROWTH)
