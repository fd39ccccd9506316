"""Values outside which no infusion starts: never looser than those at which this clinic slows or stops one."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Self

from sciatwin.patient import Patient
from sciatwin.plan.session.stop_values import StopValues
from sciatwin.plan.sheet.settings import SessionSettings
from sciatwin.plan.sheet.words import fraction_text, pressure_text, rate_text

SHAPED_BY = {
    "start_systolic": "slow_systolic",
    "start_systolic_below": "stop_systolic_below",
    "start_diastolic": "stop_diastolic",
    "start_pulse_above": "stop_heart_rate_above",
    "start_pulse_below": "stop_heart_rate_below",
    "start_breathing_below": "stop_breathing_below",
    "start_saturation_below": "stop_saturation_below",
}
"""Names that stand in the row of start limits, and the clinic's setting that can make each tighter."""

START_NAMES = frozenset({*SHAPED_BY, "start_breathing_above"})


@dataclass(frozen=True)
class StartValues:
    """No start outside these. Numbers of the sources stand in ``of``; the row ``start_limits`` names the sources."""

    systolic_from_mmhg: float
    systolic_below_mmhg: float
    diastolic_above_mmhg: float
    pulse_above_per_min: float
    pulse_below_per_min: float
    breathing_above_per_min: float
    breathing_below_per_min: float
    saturation_below_fraction: float

    @classmethod
    def of(cls, stops: StopValues) -> Self:
        """The tighter of what the sources say of a start and what the clinic says of slowing and stopping."""
        return cls(
            systolic_from_mmhg=min(180.0, stops.slow_systolic_mmhg),
            systolic_below_mmhg=max(90.0, stops.systolic_below_mmhg),
            diastolic_above_mmhg=min(100.0, stops.diastolic_mmhg),
            pulse_above_per_min=min(150.0, stops.pulse_above_per_min),
            pulse_below_per_min=max(50.0, stops.pulse_below_per_min),
            breathing_above_per_min=30.0,
            breathing_below_per_min=max(10.0, stops.breathing_below_per_min),
            saturation_below_fraction=max(0.92, stops.saturation_below_fraction),
        )


def start_words(settings: SessionSettings) -> Mapping[str, str]:
    """The values as the row has them, which says the units; by the name that stands there."""
    values = StartValues.of(StopValues.of(settings))
    return {
        "start_systolic": _number(values.systolic_from_mmhg),
        "start_systolic_below": _number(values.systolic_below_mmhg),
        "start_diastolic": _number(values.diastolic_above_mmhg),
        "start_pulse_above": _number(values.pulse_above_per_min),
        "start_pulse_below": _number(values.pulse_below_per_min),
        "start_breathing_above": _number(values.breathing_above_per_min),
        "start_breathing_below": _number(values.breathing_below_per_min),
        "start_saturation_below": fraction_text(values.saturation_below_fraction),
    }


def _number(value: float) -> str:
    return f"{value:g}"


def no_start_because(patient: Patient, settings: SessionSettings) -> tuple[str, ...]:
    """What was measured of this patient at which this clinic does not start an infusion."""
    return tuple(
        f"{what} {measured} is in the patient file, and this clinic does not start {limit}: treat or wait, measure "
        "again, and write the new value into the file."
        for what, measured, limit in _outside(patient, StartValues.of(StopValues.of(settings)))
    )


def _outside(patient: Patient, values: StartValues) -> Iterator[tuple[str, str, str]]:
    """What is outside, what was measured, and the limit, in words."""
    at = patient.vitals
    if at.systolic_mmhg is not None:
        measured = pressure_text(at.systolic_mmhg)
        if at.systolic_mmhg >= values.systolic_from_mmhg:
            yield "A systolic pressure of", measured, f"at {pressure_text(values.systolic_from_mmhg)} or more"
        if at.systolic_mmhg < values.systolic_below_mmhg:
            yield "A systolic pressure of", measured, f"below {pressure_text(values.systolic_below_mmhg)}"
    if at.diastolic_mmhg is not None and at.diastolic_mmhg > values.diastolic_above_mmhg:
        limit = f"above {pressure_text(values.diastolic_above_mmhg)}"
        yield "A diastolic pressure of", pressure_text(at.diastolic_mmhg), limit
    yield from _beyond("A heart rate of", at.heart_rate_per_min, values.pulse_below_per_min, values.pulse_above_per_min)
    yield from _beyond(
        "A breathing rate of",
        at.respiratory_rate_per_min,
        values.breathing_below_per_min,
        values.breathing_above_per_min,
    )
    saturation = at.oxygen_saturation_fraction
    if saturation is not None and saturation < values.saturation_below_fraction:
        limit = f"below {fraction_text(values.saturation_below_fraction)}"
        yield "An oxygen saturation of", fraction_text(saturation), limit


def _beyond(what: str, rate_per_min: float | None, below: float, above: float) -> Iterator[tuple[str, str, str]]:
    if rate_per_min is not None and rate_per_min < below:
        yield what, rate_text(rate_per_min), f"below {rate_text(below)}"
    if rate_per_min is not None and rate_per_min > above:
        yield what, rate_text(rate_per_min), f"above {rate_text(above)}"
