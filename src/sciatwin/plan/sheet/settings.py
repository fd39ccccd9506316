"""What one clinic does in a session: its own values, every one of them optional.

Where a clinic gives none, the row of the session shows the value of its source, or a line to fill in. The ranges are
those within which a value can be meant at all; a value looser than its source's is asked back (``looser``).
"""

from collections.abc import Callable, Mapping
from typing import Annotated, Self

from pydantic import Field, model_validator

from sciatwin.patient.fields import Unknown
from sciatwin.plan.sheet.row_files import sourced_texts
from sciatwin.plan.sheet.words import fraction_text, pressure_text, rate_text, time_text, weight_rate_text
from sciatwin.quantities import Quantity, Record
from sciatwin.questions import Question

Words = Annotated[str, Field(min_length=2, max_length=160)]

_PRESSURE = Quantity("blood pressure", is_optional=True)
_PER_MINUTE = Quantity("rate per minute", is_optional=True)
_SATURATION = Quantity("saturation", is_optional=True)
_TIME = Quantity("infusion time", is_optional=True)
_RATE = Quantity("weight-based rate", is_optional=True)

_SlowSystolic = Annotated[Annotated[float, Field(ge=120, le=180)] | None, _PRESSURE]
_StopSystolic = Annotated[Annotated[float, Field(ge=130, le=200)] | None, _PRESSURE]
_StopDiastolic = Annotated[Annotated[float, Field(ge=80, le=120)] | None, _PRESSURE]
_StopLow = Annotated[Annotated[float, Field(ge=70, le=110)] | None, _PRESSURE]
_FastPulse = Annotated[Annotated[float, Field(ge=90, le=150)] | None, _PER_MINUTE]
_SlowPulse = Annotated[Annotated[float, Field(ge=35, le=65)] | None, _PER_MINUTE]
_SlowBreathing = Annotated[Annotated[float, Field(ge=8, le=14)] | None, _PER_MINUTE]
_Saturation = Annotated[Annotated[float, Field(ge=0.88, le=0.98)] | None, _SATURATION]
_HeavyMeal = Annotated[Annotated[float, Field(ge=6, le=24)] | None, _TIME]
_LightMeal = Annotated[Annotated[float, Field(ge=4, le=24)] | None, _TIME]
_ClearFluids = Annotated[Annotated[float, Field(ge=1, le=12)] | None, _TIME]
_FirstChecks = Annotated[Annotated[float, Field(ge=1 / 60, le=15 / 60)] | None, _TIME]
_StepTime = Annotated[Annotated[float, Field(ge=15 / 60, le=2)] | None, _TIME]
_Recovery = Annotated[Annotated[float, Field(ge=0.5, le=24)] | None, _TIME]
_NoDriving = Annotated[Annotated[float, Field(ge=12, le=72)] | None, _TIME]
_Score = Annotated[Annotated[int, Field(ge=8, le=10, strict=True)] | None, Unknown]
_StartRate = Annotated[Annotated[float, Field(ge=0.01, le=0.1)] | None, _RATE]

_EmergencyTelephone = Annotated[
    Words | None, Question("telephone of the emergency team", "the team in the house, called during a session")
]
_ReferralTelephone = Annotated[
    Words | None, Question("telephone for an urgent referral", "the spinal surgeon or emergency imaging, for red flags")
]
_PatientTelephone = Annotated[
    Words | None, Question("telephone for the patient at home", "whom the patient calls after a session, day and night")
]

_WRITE: Mapping[str, Callable[[float], str]] = {
    "blood pressure": pressure_text,
    "rate per minute": rate_text,
    "saturation": fraction_text,
    "infusion time": time_text,
    "weight-based rate": weight_rate_text,
}

_BELOW = (("slow_systolic", "stop_systolic"), ("stop_heart_rate_below", "stop_heart_rate_above"))
_NOT_ABOVE = (("no_clear_fluids", "no_light_meal"), ("no_light_meal", "no_heavy_meal"))


class SessionSettings(Record):
    """The clinic's values for before, during and after an infusion; the site file's signature covers them."""

    emergency_telephone: _EmergencyTelephone = None
    referral_telephone: _ReferralTelephone = None
    patient_telephone: _PatientTelephone = None
    no_heavy_meal_h: _HeavyMeal = Field(default=None, alias="no_heavy_meal")
    no_light_meal_h: _LightMeal = Field(default=None, alias="no_light_meal")
    no_clear_fluids_h: _ClearFluids = Field(default=None, alias="no_clear_fluids")
    rescue_kit: Words | None = None
    start_rate_mg_per_kg_h: _StartRate = Field(default=None, alias="start_rate")
    step_h: _StepTime = Field(default=None, alias="step_time")
    first_checks_h: _FirstChecks = Field(default=None, alias="first_checks_every")
    slow_systolic_mmhg: _SlowSystolic = Field(default=None, alias="slow_systolic")
    stop_systolic_mmhg: _StopSystolic = Field(default=None, alias="stop_systolic")
    stop_diastolic_mmhg: _StopDiastolic = Field(default=None, alias="stop_diastolic")
    stop_systolic_below_mmhg: _StopLow = Field(default=None, alias="stop_systolic_below")
    stop_heart_rate_above_per_min: _FastPulse = Field(default=None, alias="stop_heart_rate_above")
    stop_heart_rate_below_per_min: _SlowPulse = Field(default=None, alias="stop_heart_rate_below")
    stop_saturation_fraction: _Saturation = Field(default=None, alias="stop_saturation_below")
    stop_breathing_per_min: _SlowBreathing = Field(default=None, alias="stop_breathing_below")
    nausea: Words | None = None
    high_pressure: Words | None = None
    distress: Words | None = None
    recovery_h: _Recovery = Field(default=None, alias="recovery")
    discharge_score: _Score = None
    no_driving_h: _NoDriving = Field(default=None, alias="no_driving")
    caller: Words | None = None
    waste_witness: Words | None = None

    @model_validator(mode="after")
    def _values_in_order(self) -> Self:
        for lower, upper in (*_BELOW, *_NOT_ABOVE):
            if self.own(lower) is None and self.own(upper) is None:
                continue
            low, high = self.in_force(lower), self.in_force(upper)
            if low > high or (low == high and (lower, upper) in _BELOW):
                order = "below" if (lower, upper) in _BELOW else "at most"
                raise ValueError(
                    f"{lower} ({self._said(lower)}) must be {order} {upper} ({self._said(upper)}). Write both"
                )
        return self

    def own(self, name: str) -> float | str | None:
        """The clinic's value by the name that the file gives it; None if it gave none."""
        value: float | str | None = getattr(self, _FIELDS.get(name, name))
        return value

    def own_text(self, name: str) -> str | None:
        value, quantity = self.own(name), _quantity(name)
        if value is None or quantity is None:
            return None if value is None else str(value)
        return _WRITE[quantity.dimension](float(value))

    def in_force(self, name: str) -> float:
        """The clinic's value, else that of the row. Raises: KeyError if neither gives one."""
        own = self.own(name)
        return sourced(name) if own is None else float(own)

    def _said(self, name: str) -> str:
        return self.own_text(name) or f"{sourced_texts()[name]}, proposed where the clinic gives none"


def sourced(name: str) -> float:
    """What stands in the row of a setting where the clinic gives no value, in the inside unit."""
    text, quantity = sourced_texts()[name], _quantity(name)
    number = quantity.read(text) if quantity else float(text)
    assert number is not None  # a row gives a number
    return number


def _quantity(name: str) -> Quantity | None:
    info = SessionSettings.model_fields[_FIELDS.get(name, name)]
    return next((item for item in info.metadata if isinstance(item, Quantity)), None)


_FIELDS = {info.alias: name for name, info in SessionSettings.model_fields.items() if info.alias}
