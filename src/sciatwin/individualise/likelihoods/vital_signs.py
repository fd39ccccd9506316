"""Systolic pressure and heart rate, around the resting values of the patient's file."""

from dataclasses import dataclass, field

import numpy as np

from sciatwin.individualise.likelihoods.base import AbstractLevelReading
from sciatwin.individualise.measurement_error import HEART_RATE_FROM_RESTING, SYSTOLIC_FROM_RESTING
from sciatwin.individualise.paths import Normal, Paths
from sciatwin.individualise.rows import Measure, Rows
from sciatwin.individualise.setting import Setting
from sciatwin.observation import Observations, Pressure
from sciatwin.response.side_effects import blood_pressure, heart_rate

_WHOLE_NUMBERS = Measure(step=1.0)
_DIASTOLIC = "Diastolic pressures are not learned from: they are predicted in a fixed proportion to the systolic rise."


@dataclass(frozen=True)
class VitalSignsReading(AbstractLevelReading):
    """Systolic pressures, then heart rates.

    Attributes:
        resting: resting value for each row; systolic: how many rows, the first ones, are pressures.
    """

    resting: np.ndarray = field(default_factory=lambda: np.empty(0))
    systolic: int = 0

    @property
    def grid_times_h(self) -> np.ndarray:
        return self.rows.time_h

    def normal(self, paths: Paths) -> Normal:
        """Mean and spread of each reading, mmHg and /min."""
        level, drawn = paths.fast_site(self.rows.time_h), paths.drawn
        first, rest = level[: self.systolic], level[self.systolic :]
        rise = np.concatenate(
            [
                blood_pressure.systolic_rise_mmhg(first, drawn["blood pressure/systolic rise"]),
                heart_rate.rise_per_min(rest, drawn["heart rate/rise"]),
            ]
        )
        sd = np.full(level.shape, HEART_RATE_FROM_RESTING.value)
        sd[: self.systolic] = SYSTOLIC_FROM_RESTING.value
        return Normal(self.resting[:, None] + rise, sd)


def reading(observations: Observations, setting: Setting) -> VitalSignsReading | None:
    """None if no pressures were read."""
    readings = observations.of_kind(Pressure)
    used = tuple(item for item in readings if item.time_h > 0)
    if not readings:
        return None
    vitals = setting.patient.vitals
    systolic = [(item.time_h, item.systolic_mmhg, vitals.systolic_mmhg) for item in used]
    rate = [(i.time_h, i.heart_rate_per_min, vitals.heart_rate_per_min) for i in used if i.heart_rate_per_min]
    known = [[row for row in rows if row[2] is not None] for rows in (systolic, rate)]
    rows, kinds = [*known[0], *known[1]], ["blood pressure"] * len(known[0]) + ["heart rate"] * len(known[1])
    table = np.array(rows, dtype=float).reshape(-1, 3)
    return VitalSignsReading(
        Rows(
            time_h=table[:, 0],
            value=table[:, 1],
            measure=(_WHOLE_NUMBERS,) * len(rows),
            kind=tuple(kinds),
            words=tuple(f"{kind} at {row[0]:g} h" for kind, row in zip(kinds, rows, strict=True)),
        ),
        _notes(len(readings) - len(used), len(systolic) > len(known[0]), len(rate) > len(known[1])),
        table[:, 2],
        len(known[0]),
    )


def _notes(before: int, no_pressure: bool, no_rate: bool) -> tuple[str, ...]:
    notes = [_DIASTOLIC]
    if before:
        notes.append(f"{before} pressures from before the first session are not used.")
    if no_pressure:
        notes.append("Resting blood pressure is unknown, so a rise cannot be learned from later readings.")
    if no_rate:
        notes.append("Resting heart rate is unknown, so a rise cannot be learned from later readings.")
    return tuple(notes)
