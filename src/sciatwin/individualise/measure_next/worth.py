"""Which measurement would help most? Those who measure everything learn little more, and patients pay with their time.

Each candidate is simulated from versions of the twin. Where the versions differ in what they would show, the answer
tells them apart: the expected gain of information is the mean log of how much more probable an answer is in the version
that gave it than in all of them. Weighing the versions by each simulated answer also says how much less the predicted
gain of the drug would vary.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.special import logsumexp, ndtri, softmax

from sciatwin.asked import a_record, refused, whole_number
from sciatwin.individualise.courses import PainCourse
from sciatwin.individualise.likelihoods.base import AbstractCourseReading, AbstractLevelReading, AbstractReading
from sciatwin.individualise.measure_next.candidates import PossibleMeasurement, usual_candidates
from sciatwin.individualise.paths import Grid, Paths
from sciatwin.individualise.readings import readings_of, times_of
from sciatwin.individualise.setting import Setting
from sciatwin.individualise.shared_error import SharedError
from sciatwin.individualise.versions import reading_numbers
from sciatwin.inference.interval import log_probability
from sciatwin.inference.normal import Normal
from sciatwin.inference.rows import edges
from sciatwin.inference.weighted import systematic
from sciatwin.observation import GivenSession, Observations
from sciatwin.regimen import Regimen
from sciatwin.streams import generator_for
from sciatwin.twin import Twin
from sciatwin.twin.pain.courses import pain_courses
from sciatwin.twin.simulate import simulate
from sciatwin.twin.versions.ensemble import Ensemble
from sciatwin.twin.versions.weights import VersionWeights, spread
from sciatwin.units import HOURS_PER_WEEK

ANSWERS = 300
"""Simulated answers to each candidate."""

ERRORS = 32
"""Values of what readings of a new day share, over which an answer is averaged."""


@dataclass(frozen=True)
class Worth:
    """What a candidate is expected to bring.

    Attributes:
        information: nats about everything that is uncertain, a lower bound that cannot exceed the log of the number of
            versions; error: its standard error.
        gain_variance_reduction: part of the variance of the drug's gain at the review week that it would take away.
        notes: why it cannot be learned from, if so.
    """

    candidate: PossibleMeasurement
    information: float
    error: float
    gain_variance_reduction: float
    notes: tuple[str, ...] = ()


def rank_measurements(
    twin: Twin,
    observations: Observations,
    visit: Sequence[GivenSession],
    candidates: Sequence[PossibleMeasurement] | None = None,
    *,
    seed: int | None = None,
) -> tuple[Worth, ...]:
    """Candidates by the information that they are expected to bring, most first.

    Args:
        twin: as learned from the observations.
        observations: what was learned from; its sessions are followed by those of the visit.
        visit: the session that is planned next; several if its rate changes.
        candidates: the usual ones by default; their times count from the first session of all.
    Raises: InvalidInputError for what is no twin, no observations, no session or no seed.
    """
    a_record("rank_measurements", "twin", twin, Twin, way_out="learn(twin, observations).twin is one.")
    a_record("rank_measurements", "observations", observations, Observations, way_out="Give what was learned from.")
    if not visit:
        raise refused("rank_measurements", "visit", visit, "the session that is planned next is needed.")
    seed = twin.ensemble.seed if seed is None else seed
    seed = whole_number("rank_measurements", "seed", seed, least=0, way_out="Leave it out for that of the twin.")
    sessions = Observations(sessions=(*observations.sessions, *visit))
    regimen = sessions.regimen(twin.patient.weight_kg)
    gain = _gain_at_review(twin, regimen)
    found = [
        _worth(twin, Observations(one.observations, sessions.sessions), regimen, one, gain, seed)
        for one in candidates or usual_candidates(visit[0].start_h)
    ]
    return tuple(sorted(found, key=lambda worth: -worth.information))


def _gain_at_review(twin: Twin, regimen: Regimen) -> np.ndarray:
    """What the drug itself takes off leg pain at the review week, or a week after the last session if it is later."""
    review_h = max(twin.patient.goals.review_week * HOURS_PER_WEEK, regimen.last_end_h + HOURS_PER_WEEK)
    course = simulate(twin.ensemble, regimen, times_h=np.array([review_h]))
    return (course["pain_placebo"] - course["pain_treated"]).to_numpy()[:, 0]


def _worth(
    twin: Twin, asked: Observations, regimen: Regimen, candidate: PossibleMeasurement, gain: np.ndarray, seed: int
) -> Worth:
    setting = Setting(twin.patient, regimen)
    readings = readings_of(asked, setting)
    notes = tuple(note for reading in readings for note in reading.notes)
    used = tuple(reading for reading in readings if len(reading.rows))
    if not used:
        return Worth(candidate, 0.0, 0.0, 0.0, notes)
    model = _Answers.of(twin.ensemble, setting, used)
    random = generator_for(f"next measurement/{candidate.name}", seed)
    chances, chosen = model.log_probabilities(random)
    own = np.arange(len(chosen)), chosen
    of_version = chances[own]
    chances += _log_shares(twin.ensemble)
    gained = of_version - logsumexp(chances, axis=1)
    chances[own] = -np.inf  # a version that explains its own answer best would make the gain look known
    return Worth(
        candidate,
        float(gained.mean()),
        float(gained.std() / np.sqrt(len(gained))),
        _variance_reduction(softmax(chances, axis=1), gain, twin.ensemble.version_weights),
        notes,
    )


def _log_shares(ensemble: Ensemble) -> np.ndarray:
    """Log of the part of all that each version counts for."""
    weights = ensemble.version_weights
    if weights is None:
        return np.full(ensemble.count, -np.log(ensemble.count))
    with np.errstate(divide="ignore"):  # some count for nothing
        return np.asarray(np.log(weights / weights.sum()))


def _variance_reduction(weights: np.ndarray, values: np.ndarray, weights_before: VersionWeights) -> float:
    """Part of the variance that weighing by an answer takes away on average; weights have shape (answers, versions)."""
    before = spread(values, weights_before) ** 2
    if before == 0:
        return 0.0
    after = weights @ values**2 - (weights @ values) ** 2
    return float(1 - after.mean() / before)


@dataclass(frozen=True)
class _Answers:
    """What each version would show, class by class as it was drawn.

    Attributes:
        unlearned: numbers of readings of which nothing is known yet.
    """

    paths: Paths
    course: PainCourse
    readings: tuple[AbstractReading, ...]
    unlearned: tuple[str, ...]

    @classmethod
    def of(cls, ensemble: Ensemble, setting: Setting, readings: tuple[AbstractReading, ...]) -> "_Answers":
        grid = Grid.of(setting.regimen, times_of(readings))
        times_h = times_of(item for item in readings if isinstance(item, AbstractCourseReading))
        numbers = reading_numbers(ensemble, readings)
        paths = Paths(setting, grid, times_h, ensemble, numbers, np.zeros(ensemble.count))
        return cls(paths, _course(paths), readings, tuple(name for name in numbers if name not in ensemble.drawn))

    def log_probabilities(self, random: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
        """Log probability of some answers in every version, shape (answers, versions), and who gave each answer."""
        count = self.paths.count
        weights = self.paths.ensemble.version_weights
        if weights is None:
            chosen = random.permutation(count)[:ANSWERS]
        else:
            chosen = systematic(_log_shares(self.paths.ensemble), ANSWERS, random)
        total = np.zeros((len(chosen), count))
        for reading in self.readings:
            noise = random.standard_normal((len(reading.rows), count))
            total += self._of_one(reading, noise, chosen)
        return total, chosen

    def _of_one(self, reading: AbstractReading, noise: np.ndarray, chosen: np.ndarray) -> np.ndarray:
        if isinstance(reading, AbstractLevelReading):
            normal = reading.normal(self.paths)
            values = reading.rows.written(normal.mean + normal.sd * noise)[:, chosen]
            everybody = _side_by_side([reading.normal(paths) for paths in self._over_errors(reading)])
            return np.stack([self._log_likelihood(reading, answer, everybody) for answer in values.T])
        assert isinstance(reading, AbstractCourseReading)
        values = reading.simulated(self.paths, self.course, noise)[:, chosen]
        over = self._over_errors(reading)
        return np.stack(
            [
                self._log_likelihood(
                    reading,
                    answer,
                    _side_by_side([reading.normal(paths, self.course, answer[:, None]) for paths in over]),
                )
                for answer in values.T
            ]
        )

    def _log_likelihood(self, reading: AbstractReading, answer: np.ndarray, normal: Normal) -> np.ndarray:
        """Of one answer in each version, on average over the errors."""
        low, high = edges(reading.rows.measure, answer)
        by_error = log_probability(low, high, normal.mean, normal.sd).sum(axis=0).reshape(-1, self.paths.count)
        return np.asarray(logsumexp(by_error, axis=0) - np.log(len(by_error)))

    def _over_errors(self, reading: AbstractReading) -> list[Paths]:
        """The versions with each of many values of an error that their readings would share; else as they are.

        To know how far a day was off is not to know the patient, so an answer counts on average over all of them.
        """
        names = [
            name
            for name, item in reading.parameters.items()
            if isinstance(item, SharedError) and name in self.unlearned
        ]
        if not names:
            return [self.paths]
        from scipy.stats.qmc import Sobol  # a third of a second to load

        points = ndtri(Sobol(len(names), scramble=True, rng=1).random(ERRORS))
        return [
            self.paths.with_readings({name: np.full(self.paths.count, z) for name, z in zip(names, point, strict=True)})
            for point in points
        ]


def _side_by_side(normals: Sequence[Normal]) -> Normal:
    """Shape (rows, errors × versions)."""
    return Normal(
        np.concatenate([one.mean for one in normals], axis=1), np.concatenate([one.sd for one in normals], axis=1)
    )


def _course(paths: Paths) -> PainCourse:
    """Pain of each version, in the class that was drawn for it."""
    times_h, rows = paths.course_times_h, paths.grid.rows(paths.course_times_h)
    pains = pain_courses(paths.ensemble, paths.setting.regimen, paths.seen, rows=rows)
    return PainCourse(times_h, pains["pain_treated"], pains["pain_untreated"])
