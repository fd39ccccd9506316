"""The people of a population fit, and the exact predictions of all their levels at once.

Levels of all people stand in one row, person after person. People with one schedule up to the size of the dose are
solved together.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from sciatwin.errors import ModelError, RegimenError
from sciatwin.pharmacokinetics.events import Dose, DosedSystem, Event, SteadyInfusion
from sciatwin.pharmacokinetics.events.course import EventCourse, course_of
from sciatwin.pharmacokinetics.events.shared import require_known, solve_course, solve_kinds, states_of
from sciatwin.population.design import PopulationModel
from sciatwin.population.person import Person, schedule_of
from sciatwin.population.structures import System

LOG_LIMIT = 20.0
"""Parameters are kept within a factor exp(±20) of their start, so that a wild step of a search stays finite."""

MOST_PARTS = 64
"""Choices of people that are kept at a time."""


@dataclass(frozen=True)
class _Together:
    """People who share a schedule; ``place`` has shape (levels, people of the group).

    ``course`` is None where a modelled rate or duration is asked for, which depends on the person.
    """

    leader: Person
    records: tuple[Event, ...]
    course: EventCourse | None
    people: np.ndarray
    dose_scale: np.ndarray
    place: np.ndarray

    def solve(self, system: System, dose_scale: np.ndarray) -> np.ndarray:
        """Levels, shape (levels, individuals). Raises: ModelError naming who has a dose that cannot be given."""
        default = self.leader.dose_compartment
        for record in self.records:
            if isinstance(record, Dose | SteadyInfusion):
                try:
                    require_known(record, system, default)
                except ModelError as error:
                    raise ModelError(f"{self.leader.place_of_dose(record)}: {error}") from None
        try:
            if isinstance(system, DosedSystem):
                return solve_kinds(system, self.records, dose_scale, default)
            states = {default: system.dosed_state, **states_of(system)}
            return solve_course(system, states, self.course or course_of(self.records), dose_scale)
        except (ModelError, RegimenError) as error:
            raise ModelError(f"{self.leader.name}: {error}") from None


class Cohort:
    """All people, arranged for speed.

    Attributes:
        times_h, level_ng_per_ml: shape (levels,), person after person.
        person: shape (levels,), position of the person behind each level.
        first: shape (people,), position of the first level of each person.
    """

    def __init__(self, people: Sequence[Person]) -> None:
        if not people:
            raise ModelError("a population fit needs people.")
        if twice := [name for name, count in Counter(person.name for person in people).items() if count > 1]:
            raise ModelError(f"names of people must differ; more than once: {', '.join(twice)}.")
        self.people = tuple(people)
        counts = np.array([len(person.times_h) for person in people])
        self.first = np.concatenate([[0], np.cumsum(counts)[:-1]])
        self.person = np.repeat(np.arange(len(people)), counts)
        self.times_h = np.concatenate([np.asarray(person.times_h, dtype=float) for person in people])
        self.level_ng_per_ml = np.concatenate([np.asarray(person.level_ng_per_ml, dtype=float) for person in people])
        self.weight_kg = np.array([person.weight_kg for person in people])
        self._groups = self._grouped()
        self._parts: dict[tuple[int, ...], Cohort] = {}

    def log_parameters(self, model: PopulationModel, theta: np.ndarray, effects: np.ndarray) -> np.ndarray:
        """Log parameters of everybody.

        Args:
            theta: shape (..., theta); effects: shape (..., random effects, people).
        Returns: shape (..., parameters, people).
        """
        power = np.array([parameter.weight_power for parameter in model.parameters])
        result = model.typical(theta)[..., None] + power[:, None] * np.log(self.weight_kg / model.reference_weight_kg)
        result = np.broadcast_to(result, (*effects.shape[:-2], *result.shape[-2:])).copy()
        result[..., model.random, :] += effects
        return result

    def predict(self, model: PopulationModel, log_parameters: np.ndarray) -> np.ndarray:
        """Predicted levels in ng/mL, shape (..., levels), of log parameters of shape (..., parameters, people)."""
        lead = log_parameters.shape[:-2]
        values = np.exp(np.clip(log_parameters, *limits(model))).reshape(-1, *log_parameters.shape[-2:])
        result = np.empty((len(values), len(self.times_h)))
        for group in self._groups:
            chosen = values[:, :, group.people]
            named = {p.name: chosen[:, i].ravel() for i, p in enumerate(model.parameters)}
            solved = group.solve(model.structure(named), np.tile(group.dose_scale, len(values)))
            versions = solved.reshape(len(solved), len(values), -1)
            result[:, group.place] = np.moveaxis(versions, 1, 0)
        return result.reshape(*lead, -1)

    def by_person(self, per_level: np.ndarray) -> np.ndarray:
        """Sums over the levels of each person: shape (..., levels) → (..., people)."""
        return np.add.reduceat(per_level, self.first, axis=-1)

    def with_levels(self, level_ng_per_ml: np.ndarray) -> "Cohort":
        """The same people with other levels, shape (levels,): for simulation."""
        parts = np.split(level_ng_per_ml, self.first[1:])
        pairs = zip(self.people, parts, strict=True)
        return Cohort([replace(person, level_ng_per_ml=part) for person, part in pairs])

    def only(self, people: Sequence[int]) -> "Cohort":
        """The cohort of some of the people, by position; built once for each choice."""
        chosen = tuple(people)
        if len(self._parts) > MOST_PARTS:
            self._parts.clear()
        if chosen not in self._parts:
            self._parts[chosen] = Cohort([self.people[index] for index in chosen])
        return self._parts[chosen]

    def place_of_level(self, level: int) -> str:
        """Who, when and which row, for a message about one level of all."""
        person = int(self.person[level])
        return self.people[person].place_of_level(level - int(self.first[person]))

    def _grouped(self) -> list[_Together]:
        groups: dict[object, list[tuple[int, float]]] = {}
        for index, person in enumerate(self.people):
            size, schedule = schedule_of(person.records)
            groups.setdefault((schedule, person.dose_compartment), []).append((index, size))
        return [self._together(members) for members in groups.values()]

    def _together(self, members: Sequence[tuple[int, float]]) -> _Together:
        people = np.array([index for index, _ in members])
        leader = self.people[people[0]]
        scale = np.array([size / members[0][1] for _, size in members])
        place = self.first[people] + np.arange(len(leader.times_h))[:, None]
        return _Together(leader, leader.records, _course_for_all(leader), people, scale, place)


def _course_for_all(leader: Person) -> EventCourse | None:
    try:
        return course_of(leader.records)
    except ModelError:  # a modelled rate or duration, which only the structure knows
        return None
    except RegimenError as error:
        raise ModelError(f"{leader.name}: {error}") from None


def limits(model: PopulationModel) -> tuple[np.ndarray, np.ndarray]:
    """Lowest and highest log parameters that a prediction uses, each of shape (parameters, 1)."""
    start = model.typical(model.start)[:, None]
    return start - LOG_LIMIT, start + LOG_LIMIT
