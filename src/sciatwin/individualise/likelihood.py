"""How probable all observations are in a version of the patient, with the classes kept apart or summed out."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from sciatwin.individualise.classes import believed_accounts, classes_of, log_prior
from sciatwin.individualise.courses import Courses, PainCourse
from sciatwin.individualise.likelihoods import concentrations
from sciatwin.individualise.likelihoods.base import AbstractCourseReading, AbstractLevelReading, AbstractReading
from sciatwin.individualise.paths import Grid, Paths
from sciatwin.individualise.readings import parameters_of, readings_of, times_of
from sciatwin.individualise.setting import Setting
from sciatwin.individualise.unknowns import Unknowns, deviates_used
from sciatwin.inference.interval import log_probability
from sciatwin.inference.normal import Normal, stacked
from sciatwin.inference.rows import Rows, joined
from sciatwin.inference.target import Prediction
from sciatwin.observation import Observations
from sciatwin.patient import Patient
from sciatwin.response.outcomes.opioid_use import Taper
from sciatwin.streams import Known, uniform
from sciatwin.twin.versions.classes import PatientClass
from sciatwin.twin.versions.ensemble import draw_ensemble
from sciatwin.units import DAYS_PER_WEEK, HOURS_PER_DAY

_UNTREATED = (
    "No session is recorded: everything is learned as of somebody untreated. If ketamine was given, add its sessions."
)

_EFFECT_SITES = ("arterial S", "venous S")


@dataclass(frozen=True)
class PatientLikelihood:
    """The observations of one patient, as a ``Target``.

    Attributes:
        groups: the classes that matter for what was observed; one that says nothing where none does.
        unknowns: the deviates that are learned.
        workers: threads that solve for levels.
    """

    setting: Setting
    readings: tuple[AbstractReading, ...]
    grid: Grid
    groups: tuple[PatientClass, ...]
    unknowns: Unknowns
    workers: int = 1

    @cached_property
    def level_readings(self) -> tuple[AbstractLevelReading, ...]:
        return tuple(item for item in self.readings if isinstance(item, AbstractLevelReading) and len(item.rows))

    @cached_property
    def course_readings(self) -> tuple[AbstractCourseReading, ...]:
        return tuple(item for item in self.readings if isinstance(item, AbstractCourseReading) and len(item.rows))

    @cached_property
    def rows(self) -> Rows:
        """All rows: those that follow levels, then those that follow the course."""
        return joined([reading.rows for reading in self._in_order])

    @cached_property
    def edges(self) -> tuple[np.ndarray, np.ndarray]:
        """Interval of the normal number behind each row."""
        return self.rows.edges

    @cached_property
    def course_times_h(self) -> np.ndarray:
        return times_of(self.course_readings)

    @property
    def observed_weeks(self) -> float:
        """Until the last observation that follows the course."""
        return float(self.course_times_h.max(initial=0.0) / HOURS_PER_DAY / DAYS_PER_WEEK)

    @property
    def notes(self) -> tuple[str, ...]:
        found = tuple(note for reading in self.readings for note in reading.notes)
        return (_UNTREATED, *found) if self.setting.regimen.is_none and len(self.rows) else found

    @property
    def dimension(self) -> int:
        return len(self.unknowns)

    def with_values(self, values: np.ndarray) -> "PatientLikelihood":
        """The same readings with other values, shape (rows,), in the order of ``rows``."""
        given = iter(np.split(values, np.cumsum([len(reading.rows) for reading in self._in_order])[:-1]))
        changed = {id(item): replace(item, rows=replace(item.rows, value=next(given))) for item in self._in_order}
        return replace(self, readings=tuple(changed.get(id(item), item) for item in self.readings))

    @property
    def _in_order(self) -> tuple[AbstractReading, ...]:
        return (*self.level_readings, *self.course_readings)

    def paths(self, known: Known, count: int) -> Paths:
        """Versions built from these deviates, with the systems that the observations need."""
        samples = [item for item in self.readings if isinstance(item, concentrations.ConcentrationReading)]
        further = [key for item in samples for sample in item.samples for key in concentrations.systems_of(sample)]
        ensemble = draw_ensemble(
            self.setting.people(count), known, systems=tuple(dict.fromkeys([*_EFFECT_SITES, *further]))
        )
        readings = {name: item.draw(name, known, count) for name, item in parameters_of(self.readings).items()}
        return Paths(
            self.setting,
            self.grid,
            self.course_times_h,
            ensemble,
            readings,
            uniform("person/relapse week", known, count),
            self.workers,
        )

    def by_class(self, x: np.ndarray) -> np.ndarray:
        """Log of probability × likelihood of each class, shape (classes, versions)."""
        paths = self.paths(self.unknowns.known(x), len(x))
        low, high = self.edges
        normal = self._level_normal(paths)
        levels = len(normal)
        by_levels = log_probability(low[:levels], high[:levels], normal.mean, normal.sd).sum(axis=0)
        found = np.tile(by_levels, (len(self.groups), 1))
        if not self.course_readings:
            return found
        courses = Courses.of(paths, self.course_times_h)
        for row, group in enumerate(self.groups):
            normal = self._course_normal(paths, courses.course(group))
            found[row] += log_probability(low[levels:], high[levels:], normal.mean, normal.sd).sum(axis=0)
        return found + log_prior(self.groups, paths.ensemble, treated=self._treated)

    def predictions(self, x: np.ndarray, classes: Sequence[int]) -> list[Prediction]:
        """Versions of several points at once, one class each, or of one point in several; levels are solved once."""
        points, versions = x.shape[:2]
        paths = self.paths(self.unknowns.known(x.reshape(points * versions, -1)), points * versions)
        normal = self._level_normal(paths)
        if points == 1 or not self.course_readings:
            return self._predictions(paths, normal, classes)
        found = []
        for point, group in enumerate(classes):
            span = slice(point * versions, (point + 1) * versions)
            mine = Normal(normal.mean[:, span], normal.sd[:, span])
            found += self._predictions(paths.part(span), mine, [group])
        return found

    def _predictions(self, paths: Paths, by_levels: Normal, classes: Sequence[int]) -> list[Prediction]:
        """The same versions in several classes."""
        if not self.course_readings:
            return [Prediction(*self.edges, by_levels, np.zeros(paths.count)) for _ in classes]
        prior = log_prior(self.groups, paths.ensemble, treated=self._treated)
        chosen = tuple(self.groups[index] for index in classes)
        courses = Courses.of(paths, self.course_times_h)
        found = [stacked([by_levels, self._course_normal(paths, courses.course(g))], paths.count) for g in chosen]
        return [Prediction(*self.edges, both, prior[index]) for both, index in zip(found, classes, strict=True)]

    def log_prior(self, x: np.ndarray) -> np.ndarray:
        """Log probability of each class before anything was observed, shape (classes, versions)."""
        if not self.course_readings:
            return np.zeros((len(self.groups), len(x)))
        paths = self.paths(self.unknowns.known(x), len(x))
        return log_prior(self.groups, paths.ensemble, treated=self._treated)

    def normal_of(self, x: np.ndarray, classes: np.ndarray, values: np.ndarray | None = None) -> Normal:
        """Normal numbers behind the rows in versions that each belong to one class, shape (rows, versions).

        Args:
            values: what was written down in each version, shape (rows, versions); what was observed by default.
        """
        paths = self.paths(self.unknowns.known(x), len(x))
        levels = self._level_normal(paths)
        shape = (len(self.rows) - len(levels), len(x))
        mean, sd = np.empty(shape), np.empty(shape)
        for members, part, course in self._members(paths, classes):
            written = None if values is None else values[len(levels) :, members]
            found = self._course_normal(part, course, written)
            mean[:, members], sd[:, members] = found.mean, found.sd
        return stacked([levels, Normal(mean, sd)], len(x))

    def simulated(self, x: np.ndarray, classes: np.ndarray, random: np.random.Generator) -> np.ndarray:
        """Values that might have been written down instead, shape (rows, versions)."""
        paths = self.paths(self.unknowns.known(x), len(x))
        levels, noise = self._level_normal(paths), random.standard_normal((len(self.rows), len(x)))
        values = np.empty(noise.shape)
        first = 0
        for reading in self.level_readings:
            rows = slice(first, first + len(reading.rows))
            values[rows] = reading.rows.written(levels.mean[rows] + levels.sd[rows] * noise[rows])
            first = rows.stop
        for members, part, course in self._members(paths, classes):
            row = first
            for item in self.course_readings:
                rows = slice(row, row + len(item.rows))
                values[rows, members] = item.simulated(part, course, noise[rows][:, members])
                row = rows.stop
        return values

    def _members(self, paths: Paths, classes: np.ndarray) -> Iterator[tuple[np.ndarray, Paths, PainCourse]]:
        """Each class that occurs: positions of its versions, their paths, their course."""
        for index in np.unique(classes) if self.course_readings else ():
            members = np.flatnonzero(classes == index)
            part = paths.part(members)
            yield members, part, Courses.of(part, self.course_times_h).course(self.groups[index])

    @property
    def _treated(self) -> bool:
        return not self.setting.regimen.is_none

    def _level_normal(self, paths: Paths) -> Normal:
        return stacked([item.normal(paths) for item in self.level_readings], paths.count)

    def _course_normal(self, paths: Paths, course: PainCourse, written: np.ndarray | None = None) -> Normal:
        parts, first = [], 0
        for item in self.course_readings:
            rows = slice(first, first + len(item.rows))
            parts.append(item.normal(paths, course, item.rows.value[:, None] if written is None else written[rows]))
            first = rows.stop
        return stacked(parts, paths.count)


def likelihood_of(patient: Patient, observations: Observations, taper: Taper | None = None) -> PatientLikelihood:
    """The likelihood of everything that was observed, with all deviates that it could depend on.

    Raises: RegimenError if two different drugs were given.
    """
    setting = Setting.of(patient, observations, taper)
    readings = readings_of(observations, setting)
    grid = Grid.of(setting.regimen, times_of(readings))
    everything = PatientLikelihood(setting, readings, grid, (), Unknowns(()))
    believed = believed_accounts(draw_ensemble(setting.people(1), Known({})))
    groups = classes_of(
        observed_weeks=everything.observed_weeks, treated=not setting.regimen.is_none, believed=believed
    )
    names = deviates_used(lambda known: everything.paths(known, 1))
    return replace(everything, groups=groups if everything.course_readings else groups[:1], unknowns=Unknowns(names))
