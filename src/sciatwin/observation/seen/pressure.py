"""One reading of blood pressure, with the heart rate if the monitor gave it."""

from collections.abc import Iterator
from dataclasses import dataclass

from sciatwin.observation.checks import refuse, time_faults

HIGHEST_MMHG, HIGHEST_PER_MIN = 350.0, 300.0  # the same bounds as of the vital signs of a patient


@dataclass(frozen=True, kw_only=True)
class Pressure:
    """Systolic and diastolic pressure at one time, and heart rate (None if not read)."""

    time_h: float
    systolic_mmhg: float
    diastolic_mmhg: float
    heart_rate_per_min: float | None = None

    def __post_init__(self) -> None:
        refuse(f"Pressure at {self.time_h:g} h", self._faults())

    def _faults(self) -> Iterator[str]:
        yield from time_faults(self.time_h)
        yield from _bound("systolic_mmhg", self.systolic_mmhg, HIGHEST_MMHG, "mmHg")
        yield from _bound("diastolic_mmhg", self.diastolic_mmhg, HIGHEST_MMHG, "mmHg")
        if self.heart_rate_per_min is not None:
            yield from _bound("heart_rate_per_min", self.heart_rate_per_min, HIGHEST_PER_MIN, "/min")
        if self.systolic_mmhg <= self.diastolic_mmhg:
            yield (
                f"systolic_mmhg: got {self.systolic_mmhg:g}, not above diastolic {self.diastolic_mmhg:g}. Check that "
                "the two are not swapped."
            )


def _bound(name: str, value: float, highest: float, unit: str) -> Iterator[str]:
    if not 0 < value <= highest:
        yield f"{name}: got {value:g} {unit}; it must be above 0 and at most {highest:g}."
