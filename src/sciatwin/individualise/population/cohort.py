"""The people of a population fit, and the exact predictions of all their levels at once.

Levels of all people stand in one row, person after person. People with one schedule up to the size of the dose are
solved together.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from sciatwin.errors import ModelError
from sciatwin.individualise.population.design import PopulationModel
from sciatwin.pharmacokinetics.engine import solve
from sciatwin.regimen import DosingEvent

LOG_LIMIT = 12.0
"""Parameters are kept between exp(±12), 0.000006 and 160,000, so that a wild step of a search stays finite."""


@dataclass(frozen=True, kw_only=True)
class Person:
    """Doses and levels of one person.

    Attributes:
        times_h: shape (levels,), not decreasing.
        level_ng_per_ml: shape (levels,), above any limit of quantification.
    """

    name: str
    events: tuple[DosingEvent, ...]
    times_h: np.ndarray
    level_ng_per_ml: np.ndarray
    weight_kg: float = 70.0

    def __post_init__(self) -> None:
        if len(self.times_h) == 0 or np.shape(self.times_h) != np.shape(self.level_ng_per_ml):
            raise ModelError(f"{self.name}: times_h and level_ng_per_ml need one shape (levels,), at least one level.")
        if not np.all(np.isfinite(self.level_ng_per_ml)) or not 0 < self.weight_kg < np.inf:
            raise ModelError(f"{self.name}: levels must be finite, and weight_kg positive and finite.")
        times_h = np.asarray(self.times_h, dtype=float)
        if not np.all(np.isfinite(times_h)) or np.any(np.diff(times_h) < 0):
            raise ModelError(f"{self.name}: times_h must be finite and not decrease; sort the levels by time.")
        if not _total_mg(self.events) > 0:
            raise ModelError(f"{self.name}: no dose was given, so the levels say nothing. Leave this person out.")


@dataclass(frozen=True)
class _Together:
    """People who share a schedule; ``place`` has shape (levels, people of the group)."""

    events: tuple[DosingEvent, ...]
    distinct_h: np.ndarray
    row: np.ndarray
    people: np.ndarray
    dose_scale: np.ndarray
    place: np.ndarray


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
        values = np.exp(np.clip(log_parameters, -LOG_LIMIT, LOG_LIMIT)).reshape(-1, *log_parameters.shape[-2:])
        result = np.empty((len(values), len(self.times_h)))
        for group in self._groups:
            chosen = values[:, :, group.people]
            named = {p.name: chosen[:, i].ravel() for i, p in enumerate(model.parameters)}
            scale = np.tile(group.dose_scale, len(values))
            solved = solve(model.structure(named), group.events, group.distinct_h, dose_scale=scale, workers=1)[0]
            versions = solved[group.row].reshape(len(group.row), len(values), -1)
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

    def _grouped(self) -> list[_Together]:
        groups: dict[object, list[int]] = {}
        for index, person in enumerate(self.people):
            times = tuple(np.asarray(person.times_h, dtype=float))
            groups.setdefault((_shape_of(person.events), times), []).append(index)
        return [self._together(members) for members in groups.values()]

    def _together(self, members: Sequence[int]) -> _Together:
        leader = self.people[members[0]]
        distinct, row = np.unique(leader.times_h, return_inverse=True)
        reference = _total_mg(leader.events)
        scale = [_total_mg(self.people[i].events) / reference for i in members]
        place = self.first[list(members)] + np.arange(len(leader.times_h))[:, None]
        return _Together(leader.events, distinct, row, np.array(members), np.array(scale), place)


def _total_mg(events: Sequence[DosingEvent]) -> float:
    return sum(event.dose_mg for event in events)


def _shape_of(events: Sequence[DosingEvent]) -> tuple[object, ...]:
    """The schedule without its total: equal for people whose doses differ by one factor."""
    total = _total_mg(events)
    return tuple(repr(replace(event, dose_mg=round(event.dose_mg / total, 12))) for event in events)


def sensitivities(
    cohort: Cohort, model: PopulationModel, log_parameters: np.ndarray, which: Sequence[int], step: float = 1e-4
) -> tuple[np.ndarray, np.ndarray]:
    """Predictions, shape (..., levels), and their change per log parameter, shape (..., which, levels).

    By central differences: the error is of the order of step² relative to the prediction.
    """
    shifts = np.zeros((1 + 2 * len(which), log_parameters.shape[-2], 1))
    for row, parameter in enumerate(which):
        shifts[1 + row, parameter], shifts[1 + len(which) + row, parameter] = step, -step
    moved = cohort.predict(model, log_parameters[..., None, :, :] + shifts)
    up, down = moved[..., 1 : 1 + len(which), :], moved[..., 1 + len(which) :, :]
    return moved[..., 0, :], (up - down) / (2 * step)
