"""Values at which no infusion starts, held against what was measured before the pump."""

from collections.abc import Iterator, Mapping
from typing import Any

from sciatwin.plan.session.start_values import StartValues
from sciatwin.plan.sheet.words import fraction_text


def no_start_because(measured: Mapping[str, Any], limits: StartValues) -> tuple[str, ...]:
    """What of a measurement is outside the start limits of the signed plan, in sentences."""
    return tuple(
        f"Values before the start: {what} {value:g}{unit}; no start {limit}. Treat or wait, and measure again."
        for what, value, unit, limit in _outside(measured, limits)
    )


def _outside(at: Mapping[str, Any], limits: StartValues) -> Iterator[tuple[str, float, str, str]]:
    for what, name, below, above, unit in (
        ("systolic pressure", "systolic_mmhg", limits.systolic_below_mmhg, None, "\u00a0mmHg"),
        ("diastolic pressure", "diastolic_mmhg", None, limits.diastolic_above_mmhg, "\u00a0mmHg"),
        ("pulse", "pulse_per_min", limits.pulse_below_per_min, limits.pulse_above_per_min, "\u00a0/min"),
        (
            "breathing",
            "breathing_per_min",
            limits.breathing_below_per_min,
            limits.breathing_above_per_min,
            "\u00a0/min",
        ),
    ):
        value = at.get(name)
        if value is not None and below is not None and value < below:
            yield what, value, unit, f"below {below:g}{unit}"
        if value is not None and above is not None and value > above:
            yield what, value, unit, f"above {above:g}{unit}"
    systolic = at.get("systolic_mmhg")
    if systolic is not None and systolic >= limits.systolic_from_mmhg:
        yield "systolic pressure", systolic, "\u00a0mmHg", f"from {limits.systolic_from_mmhg:g}\u00a0mmHg"
    saturation, lowest = at.get("saturation_percent"), limits.saturation_below_fraction
    if saturation is not None and saturation < round(100 * lowest, 6):
        yield "saturation", saturation, "\u00a0%", f"below {fraction_text(lowest)}"
