"""Values at which a session is stopped or slowed: the clinic's where it signed some, else those its sheet proposes."""

from dataclasses import dataclass, field
from functools import partial
from typing import Any, Self

from sciatwin.plan.sheet.settings import SessionSettings, sourced
from sciatwin.response.side_effects.blood_pressure import STOP, PressureStop


def _of_row(setting: str) -> Any:
    return field(default_factory=partial(sourced, setting))


@dataclass(frozen=True)
class StopValues:
    """Where a session stops, or (``slow_…``) the next one runs slower.

    ``systolic_is_signed``: the clinic gave the systolic pressure itself.
    """

    systolic_mmhg: float = _of_row("stop_systolic")
    diastolic_mmhg: float = _of_row("stop_diastolic")
    systolic_below_mmhg: float = _of_row("stop_systolic_below")
    slow_systolic_mmhg: float = _of_row("slow_systolic")
    pulse_above_per_min: float = _of_row("stop_heart_rate_above")
    pulse_below_per_min: float = _of_row("stop_heart_rate_below")
    saturation_below_fraction: float = _of_row("stop_saturation_below")
    breathing_below_per_min: float = _of_row("stop_breathing_below")
    systolic_is_signed: bool = False

    @classmethod
    def of(cls, settings: SessionSettings) -> Self:
        """The clinic's own values where it gave them."""
        own = {
            "systolic_mmhg": settings.stop_systolic_mmhg,
            "diastolic_mmhg": settings.stop_diastolic_mmhg,
            "systolic_below_mmhg": settings.stop_systolic_below_mmhg,
            "slow_systolic_mmhg": settings.slow_systolic_mmhg,
            "pulse_above_per_min": settings.stop_heart_rate_above_per_min,
            "pulse_below_per_min": settings.stop_heart_rate_below_per_min,
            "saturation_below_fraction": settings.stop_saturation_fraction,
            "breathing_below_per_min": settings.stop_breathing_per_min,
        }
        given = {name: value for name, value in own.items() if value is not None}
        return cls(**given, systolic_is_signed="systolic_mmhg" in given)

    @property
    def of_pressure(self) -> PressureStop:
        """For predictions: never above the published values, however lax a clinic is."""
        return STOP.no_higher_than(self.systolic_mmhg, self.diastolic_mmhg, systolic_is_signed=self.systolic_is_signed)
