"""Values at which a session is stopped or slowed: the clinic's where it signed some, else those its sheet proposes."""

from dataclasses import dataclass, field
from functools import cache, partial
from typing import Any, Self

from sciatwin.plan.session.checklist import all_rows
from sciatwin.plan.session.settings import SessionSettings
from sciatwin.quantities import Quantity
from sciatwin.units import parse_quantity


@cache
def proposed(setting: str) -> float:
    """What the rows of a session propose where a clinic says nothing, in the inside unit.

    Args:
        setting: as a row and a site file name it, such as "stop_systolic".
    """
    (text,) = {row.values[setting] for row in all_rows() if setting in row.values}
    (info,) = (info for info in SessionSettings.model_fields.values() if info.alias == setting)
    (quantity,) = (item for item in info.metadata if isinstance(item, Quantity))
    return parse_quantity(text, quantity.dimension)


def _of_row(setting: str) -> Any:
    return field(default_factory=partial(proposed, setting))


@dataclass(frozen=True)
class StopValues:
    """Where a session stops, or (``slow_…``) the next one runs slower."""

    systolic_mmhg: float = _of_row("stop_systolic")
    diastolic_mmhg: float = _of_row("stop_diastolic")
    systolic_below_mmhg: float = _of_row("stop_systolic_below")
    slow_systolic_mmhg: float = _of_row("slow_systolic")
    pulse_above_per_min: float = _of_row("stop_heart_rate_above")
    pulse_below_per_min: float = _of_row("stop_heart_rate_below")
    saturation_below_fraction: float = _of_row("stop_saturation_below")
    breathing_below_per_min: float = _of_row("stop_breathing_below")

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
        return cls(**{name: value for name, value in own.items() if value is not None})
