"""Systolic pressure and heart rate, around the resting values of the patient's file.

A person's pressure differs from day to day by more than from reading to reading: what one reading of a day lies off by,
the others of that day do too. Readings of the day before the infusion tell that day's level.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import numpy as np

from sciatwin.evidence import Estimate
from sciatwin.individualise.likelihoods.base import AbstractLevelReading
from sciatwin.individualise.likelihoods.measurement_error import (
    HEART_RATE_BETWEEN_DAYS,
    HEART_RATE_WITHIN_A_DAY,
    SYSTOLIC_BETWEEN_DAYS,
    SYSTOLIC_WITHIN_A_DAY,
)
from sciatwin.individualise.paths import Numbers, Paths
from sciatwin.individualise.setting import Setting
from sciatwin.individualise.shared_error import Drawable, SharedError
from sciatwin.inference.normal import Normal
from sciatwin.inference.rows import Rows, WrittenScale
from sciatwin.observation import Observations, Pressure
from sciatwin.response.side_effects import blood_pressure, heart_rate
from sciatwin.units import HOURS_PER_DAY

_WHOLE_NUMBERS = WrittenScale(step=1.0)
_DIASTOLIC = "Diastolic pressures are not learned from: they are predicted in a fixed proportion to the systolic rise."


@dataclass(frozen=True)
class _Sign:
    """One vital sign: its rise with the level of the drug, and how readings vary without any."""

    name: str
    rise: Callable[[np.ndarray, Numbers], np.ndarray]
    between_days: Estimate
    within_a_day: Estimate


_PRESSURE = _Sign(
    "blood pressure",
    blood_pressure.systolic_rise_mmhg,
    SYSTOLIC_BETWEEN_DAYS,
    SYSTOLIC_WITHIN_A_DAY,
)
_RATE = _Sign("heart rate", heart_rate.rise_per_min, HEART_RATE_BETWEEN_DAYS, HEART_RATE_WITHIN_A_DAY)


@dataclass(frozen=True)
class VitalSignsReading(AbstractLevelReading):
    """Systolic pressures, then heart rates.

    Attributes:
        resting: resting value for each row.
        signs: vital sign of each row; days: name of its day's deviation from the resting value.
    """

    resting: np.ndarray = field(default_factory=lambda: np.empty(0))
    signs: tuple[_Sign, ...] = ()
    days: tuple[str, ...] = ()

    @property
    def parameters(self) -> Mapping[str, Drawable]:
        return dict.fromkeys(self.days, SharedError())

    @property
    def grid_times_h(self) -> np.ndarray:
        """Before the first dose the level is that at its start, which is none."""
        return np.maximum(self.rows.time_h, 0.0)

    def normal(self, paths: Paths) -> Normal:
        """Mean and spread of each reading, mmHg and /min."""
        levels = paths.fast_site(self.grid_times_h)
        means = [
            resting + sign.between_days.value * paths.readings[day] + sign.rise(level, paths.drawn)
            for resting, sign, day, level in zip(self.resting, self.signs, self.days, levels, strict=True)
        ]
        sd = np.array([sign.within_a_day.value for sign in self.signs])[:, None]
        mean = np.array(means).reshape(levels.shape)
        return Normal(mean, np.broadcast_to(sd, mean.shape))


def reading(observations: Observations, setting: Setting) -> VitalSignsReading | None:
    """Readings from the morning of the first session on; None if no pressures were read."""
    readings = observations.of_kind(Pressure)
    if not readings:
        return None
    vitals = setting.patient.vitals
    used = [item for item in readings if _day(item.time_h) >= 0]
    pressures = [(item.time_h, item.systolic_mmhg) for item in used]
    rates = [(item.time_h, item.heart_rate_per_min) for item in used if item.heart_rate_per_min is not None]
    known = [
        (sign, time_h, value, resting)
        for sign, found, resting in (
            (_PRESSURE, pressures, vitals.systolic_mmhg),
            (_RATE, rates, vitals.heart_rate_per_min),
        )
        for time_h, value in found
        if resting is not None
    ]
    return VitalSignsReading(
        _rows([(sign, time_h, value) for sign, time_h, value, _ in known]),
        _notes(
            len(readings) - len(used),
            bool(pressures) and vitals.systolic_mmhg is None,
            bool(rates) and vitals.heart_rate_per_min is None,
        ),
        np.array([resting for *_, resting in known], dtype=float),
        tuple(sign for sign, *_ in known),
        tuple(f"{sign.name}/of day {_day(time_h)}" for sign, time_h, *_ in known),
    )


def _day(time_h: float) -> int:
    """Twelve hours to either side of the hour of the first session: what was read before a session is of its day."""
    return int((time_h + HOURS_PER_DAY / 2) // HOURS_PER_DAY)


def _rows(known: list[tuple[_Sign, float, float]]) -> Rows:
    return Rows(
        time_h=np.array([time_h for _, time_h, _ in known]),
        value=np.array([value for *_, value in known], dtype=float),
        measure=(_WHOLE_NUMBERS,) * len(known),
        kind=tuple(sign.name for sign, *_ in known),
        words=tuple(f"{sign.name} at {time_h:g} h" for sign, time_h, _ in known),
    )


def _notes(before: int, no_pressure: bool, no_rate: bool) -> tuple[str, ...]:
    notes = [_DIASTOLIC]
    if before:
        notes.append(f"{before} pressures from days before the first session are not used.")
    if no_pressure:
        notes.append("Resting blood pressure is unknown, so a rise cannot be learned from later readings.")
    if no_rate:
        notes.append("Resting heart rate is unknown, so a rise cannot be learned from later readings.")
    return tuple(notes)
