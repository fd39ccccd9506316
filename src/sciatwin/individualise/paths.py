"""What a batch of versions goes through, as far as it does not depend on the class that a version belongs to."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, TypeVar

import numpy as np

from sciatwin.individualise.setting import Setting
from sciatwin.pharmacokinetics.engine import solve
from sciatwin.regimen import INJECTION_H, Regimen
from sciatwin.response.driven_state_grid import refined
from sciatwin.response.lasting_relief import Exposure
from sciatwin.twin.drug.exposure import exposure
from sciatwin.twin.drug.levels import DoseScale, named_levels
from sciatwin.twin.drug.time_grid import distinct_times, rows_of
from sciatwin.twin.versions.ensemble import FAST_SITE, SLOW_SITE, Ensemble

Numbers = Mapping[str, np.ndarray]
Kept = TypeVar("Kept")


_PARTS_OF_A_SESSION = 8
_AFTER_BOLUS_H = np.arange(1, 11) / 30
_AFTER_H = np.array([1, 2, 3, 4, 6, 12, 24]) / 24
"""When a session is looked at for its peak: the fast effect site follows plasma within minutes."""

_MANY = 600
"""Versions from which a second processor is worth the start of its thread."""

_FIRST_STEP_H, _GROWTH = 1 / 4, 0.4
"""Coarser than for a prediction: relief by fading sensitisation is exact to 2e-4, a peak to half a percent."""


@dataclass(frozen=True)
class Grid:
    """Times at which the fast effect site is followed; every time that an observation needs is among them."""

    times_h: np.ndarray

    @classmethod
    def of(cls, regimen: Regimen, needed_h: np.ndarray) -> "Grid":
        parts, marks = [needed_h, np.zeros(1)], [0.0]
        for session in regimen.sessions:
            inside = np.linspace(session.start_h, session.end_h, _PARTS_OF_A_SESSION + 1)
            parts += [inside, session.end_h + _AFTER_H]
            marks += [session.start_h, session.end_h]
            if session.bolus_mg_per_kg > 0:
                parts.append(session.start_h + _AFTER_BOLUS_H)
                marks.append(session.start_h + INJECTION_H)
        times_h = distinct_times(parts)
        return cls(refined(times_h, marks, first_step_h=_FIRST_STEP_H, growth=_GROWTH) if len(times_h) > 1 else times_h)

    def rows(self, times_h: np.ndarray) -> np.ndarray:
        return rows_of(self.times_h, times_h)


@dataclass(frozen=True)
class Paths:
    """Versions and their levels; arrays end with the axis of versions.

    Attributes:
        course_times_h: times at which the course of pain is asked for.
        readings: numbers that only the reading of observations needs, such as the spread of a diary.
        relapse_luck: where in a span of weeks a relapse lies, if there is one, from 0 to 1.
        workers: threads that solve for the levels of many versions.
    """

    setting: Setting
    grid: Grid
    course_times_h: np.ndarray
    ensemble: Ensemble
    readings: Numbers
    relapse_luck: np.ndarray
    workers: int = 1
    _done: dict[str, Any] = field(default_factory=dict)

    @property
    def count(self) -> int:
        return self.ensemble.count

    @property
    def drawn(self) -> Numbers:
        return self.ensemble.drawn

    def solved(self, key: str, times_h: np.ndarray) -> dict[str, np.ndarray]:
        """Levels of one system at any times, by the name of the variable."""
        system, scale = self.ensemble.systems[key], DoseScale.of(self.ensemble, self.setting.regimen, key)
        workers = 1 if self.count < _MANY else self.workers
        solved = solve(system, scale.events, times_h, dose_scale=scale.dose_scale, workers=workers)
        return named_levels(system, key, solved)

    @cached_property
    def seen(self) -> Exposure:
        """The fast effect site along the grid, the peak of each visit, and the slow site where the course is asked for.

        Relief by the slow site is that of its level at the same moment, so it is not solved at other times.
        """
        fast = self.solved("arterial S", self.grid.times_h)[FAST_SITE]
        slow = np.zeros_like(fast)
        if len(self.course_times_h):
            slow[self.grid.rows(self.course_times_h)] = self.solved("venous S", self.course_times_h)[SLOW_SITE]
        levels = {FAST_SITE: fast, SLOW_SITE: slow}
        return exposure(self.ensemble, self.setting.regimen, self.grid.times_h, levels)

    def once(self, key: str, compute: Callable[["Paths"], Kept]) -> Kept:
        """What does not depend on the class, computed the first time it is asked for."""
        if key not in self._done:
            self._done[key] = compute(self)
        return self._done[key]

    def with_readings(self, readings: Numbers) -> "Paths":
        """The same versions with some other numbers of readings; levels are not solved again."""
        changed = Paths(
            self.setting,
            self.grid,
            self.course_times_h,
            self.ensemble,
            {**self.readings, **readings},
            self.relapse_luck,
        )
        changed.__dict__["seen"] = self.seen
        return changed

    def part(self, versions: slice | np.ndarray) -> "Paths":
        """Some of the versions, or of their positions; levels are not solved again."""
        ensemble, seen = self.ensemble, self.seen

        def cut(numbers: Numbers) -> Numbers:
            return {name: values[versions] for name, values in numbers.items()}

        luck = self.relapse_luck[versions]
        chosen = replace(
            ensemble,
            people=self.setting.people(len(luck)),
            drawn=cut(ensemble.drawn),
            recovery_probability=ensemble.recovery_probability[versions],
            placebo_probability=ensemble.placebo_probability[versions],
            lasting_probability=ensemble.lasting_probability[:, versions],
            version_weights=None if ensemble.version_weights is None else ensemble.version_weights[versions],
        )
        part = Paths(self.setting, self.grid, self.course_times_h, chosen, cut(self.readings), luck)
        part.__dict__["seen"] = seen.part(versions)
        return part

    def fast_site(self, times_h: np.ndarray) -> np.ndarray:
        """S-ketamine at the fast effect site, ng/mL, shape (times, versions)."""
        return np.asarray(self.seen.fast_site_ng_per_ml[self.grid.rows(times_h)])
