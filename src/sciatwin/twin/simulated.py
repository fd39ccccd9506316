"""A simulated course: each part is computed when it is first asked for, and once."""

from collections.abc import Sequence
from dataclasses import dataclass, field, fields, replace
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from sciatwin.regimen import Regimen
from sciatwin.response.lasting_relief import Exposure
from sciatwin.response.outcomes.opioid_use import Taper
from sciatwin.response.side_effects.session_side_effects import session_probabilities
from sciatwin.twin.course import ARMS, Course, variable_name
from sciatwin.twin.drug.exposure import exposure, visit_peaks
from sciatwin.twin.drug.levels import Levels
from sciatwin.twin.drug.time_grid import rows_of
from sciatwin.twin.keep import Keep
from sciatwin.twin.mechanism import nmda_block, quieted
from sciatwin.twin.outcomes import IMPRESSION, MEASURED, arms_by_day, outcome_courses
from sciatwin.twin.pain.courses import pain_courses
from sciatwin.twin.pain.expectation import ExpectedGain, GainModel, Reliefs, gain_model, reliefs_along
from sciatwin.twin.side_effects import side_effects
from sciatwin.twin.versions.belief import Blinding
from sciatwin.twin.versions.ensemble import FAST_SITE, Ensemble

if TYPE_CHECKING:
    import xarray as xr


@dataclass(frozen=True, kw_only=True)
class Simulated:
    """Everybody in the ensemble under one regimen.

    Attributes:
        grid_h: times along which slow states are followed, shape (grid,).
        levels: those that are needed, along the grid, shape (grid, people), ng/mL.
        rows: of the grid that are kept; all if None.
        taper: what was decided about opioids.
    """

    ensemble: Ensemble
    regimen: Regimen
    grid_h: np.ndarray
    levels: Levels
    rows: np.ndarray | None = None
    keep: Keep = field(default_factory=Keep)
    blinding: Blinding = Blinding.OPEN
    taper: Taper | None = None
    _models: dict[tuple[tuple[float, ...], float], list[tuple[GainModel, Reliefs]]] = field(default_factory=dict)
    _without_drug: dict[tuple[tuple[float, ...], float], list[GainModel]] = field(default_factory=dict)

    @property
    def course(self) -> Course:
        """What is kept, as arrays by variable."""
        return Course(
            time_h=self.time_h,
            by_time=_by_variable(self.by_time),
            by_day=_by_variable(self.by_day),
            by_session=_by_variable(self.by_session),
            version_weights=self.ensemble.version_weights,
        )

    def dataset(self) -> "xr.Dataset":
        """What is kept, as variables with their units."""
        return self.course.dataset()

    def reweighed(self, log_weights: np.ndarray) -> "Simulated":
        """The same course after evidence; nothing that was computed is computed again.

        Raises: ModelError as ``Ensemble.reweighed``.
        """
        found = replace(self, ensemble=self.ensemble.reweighed(log_weights))
        known = {item.name for item in fields(self)}
        found.__dict__.update({name: value for name, value in self.__dict__.items() if name not in known})
        return found

    def scaled(self, factor: float) -> "Simulated":
        """The same with every dose of the course times a factor.

        Levels are linear in dose and are not solved for again; all that follows from them is computed anew.
        """
        levels = {name: factor * values for name, values in self.levels.items()}
        return replace(self, regimen=self.regimen.scaled(factor), levels=levels, _models={})

    def gains_at(self, times_h: Sequence[float], least_gain: float) -> tuple[ExpectedGain, ...]:
        """Expected gains at some times between sessions; what does not depend on weights is found once.

        Args: least_gain: points that make a gain worthwhile.
        """
        asked = (tuple(times_h), least_gain)
        if asked not in self._models:
            along = reliefs_along(self.ensemble, self.exposure, rows_of(self.grid_h, times_h))
            self._models[asked] = [
                (model, {key: r[[row]] for key, r in along.items()})
                for row, model in enumerate(self._models_without_drug(times_h, least_gain))
            ]
        weights = self.ensemble.version_weights
        return tuple(replace(model, version_weights=weights).gains(reliefs) for model, reliefs in self._models[asked])

    def _models_without_drug(self, times_h: Sequence[float], least_gain: float) -> list[GainModel]:
        """What does not depend on any dose, and is shared by courses that differ in dose alone."""
        asked = (tuple(times_h), least_gain)
        if asked not in self._without_drug:
            visits_h = np.array(self.regimen.visits_h)
            self._without_drug[asked] = [gain_model(self.ensemble, at_h, visits_h, least_gain) for at_h in times_h]
        return self._without_drug[asked]

    @property
    def time_h(self) -> np.ndarray:
        """Times that are kept, shape (times,)."""
        return self._at(self.grid_h)

    @cached_property
    def by_time(self) -> Levels:
        """Levels, block, side effects and pain; shape (times, people)."""
        found = {name: self._at(values) for name, values in self.levels.items() if name in self.keep}
        if FAST_SITE in self.levels:
            found |= self._cord | side_effects(self.ensemble, self._at(self.levels[FAST_SITE]), self.keep)
        pain = {name: values for name, values in self._pain.items() if name in self.keep}
        return found | (pain if self._rows_of_pain is self.rows else {name: self._at(pain[name]) for name in pain})

    @cached_property
    def by_day(self) -> Levels:
        """Outcomes that were measured today, and the impression, in each arm; shape (days, people)."""
        if not self._arms_by_day:
            return {}
        people, visits_h = self.ensemble.people, np.array(self.regimen.visits_h)
        arms = arms_by_day(people, self.grid_h, self._pain, visits_h, self.visit_peaks)
        return outcome_courses(people, self.ensemble.drawn, arms, taper=self.taper, keep=self.keep)

    @cached_property
    def by_session(self) -> Levels:
        """Probabilities of side effects; shape (visits, people)."""
        if self.regimen.is_none or FAST_SITE not in self.levels:
            return {}
        found = session_probabilities(self.visit_peaks, self.ensemble.drawn)
        return {name: chance for name, chance in found.items() if name in self.keep}

    @cached_property
    def exposure(self) -> Exposure:
        """What the drug did along the grid, as every account of lasting relief looks at it."""
        return exposure(self.ensemble, self.regimen, self.grid_h, self.levels)

    @cached_property
    def visit_peaks(self) -> np.ndarray:
        """Highest level at the fast effect site of each visit, shape (visits, people)."""
        return visit_peaks(self.levels[FAST_SITE], self.regimen, self.grid_h)

    def _at(self, along: np.ndarray) -> np.ndarray:
        return along if self.rows is None else along[self.rows]

    @property
    def _cord(self) -> Levels:
        if not self.keep.any(("nmda_block", "horn_quieted")):
            return {}
        if self._arms:
            found = {"nmda_block": self._at(self.exposure.block_fraction)}
        else:
            fast = self._at(self.levels[FAST_SITE])
            found = {"nmda_block": nmda_block(fast, self.regimen.drug, self.ensemble.drawn)}
        if "horn_quieted" in self.keep:
            found["horn_quieted"] = quieted(found["nmda_block"], self.ensemble.drawn)
        return {name: values for name, values in found.items() if name in self.keep}

    @cached_property
    def _arms_by_day(self) -> tuple[str, ...]:
        outcomes = (*MEASURED, IMPRESSION)
        return tuple(arm for arm in ARMS if self.keep.any(f"{outcome}_{arm}" for outcome in outcomes))

    @cached_property
    def _arms(self) -> tuple[str, ...]:
        """Those whose pain is needed; outcomes compare an arm with the untreated one."""
        by_day = {*self._arms_by_day, *list(ARMS)[: bool(self._arms_by_day)]}
        return tuple(arm for arm in ARMS if arm in by_day or f"pain_{arm}" in self.keep)

    @property
    def _rows_of_pain(self) -> np.ndarray | None:
        """Days are looked for along the whole grid."""
        return None if self._arms_by_day else self.rows

    @cached_property
    def _pain(self) -> Levels:
        if not self._arms:
            return {}
        return pain_courses(
            self.ensemble, self.regimen, self.exposure, self.blinding, rows=self._rows_of_pain, arms=self._arms
        )


def _by_variable(arrays: Levels) -> Levels:
    return {variable_name(name): values for name, values in arrays.items()}
