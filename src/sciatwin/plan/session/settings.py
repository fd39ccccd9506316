"""What one clinic does in a session: its own values, every one of them optional.

Where a clinic gives none, the row of the session shows the value of its source, or a line to fill in.
"""

from typing import Annotated

from pydantic import Field

from sciatwin.quantities import Quantity, Record

Words = Annotated[str, Field(min_length=2, max_length=160)]

_Pressure = Annotated[Annotated[float, Field(ge=100, le=220)] | None, Quantity("blood pressure", is_optional=True)]
_LowerPressure = Annotated[Annotated[float, Field(ge=60, le=130)] | None, Quantity("blood pressure", is_optional=True)]
_PerMinute = Annotated[Annotated[float, Field(ge=5, le=180)] | None, Quantity("rate per minute", is_optional=True)]
_Saturation = Annotated[Annotated[float, Field(ge=0.88, le=0.98)] | None, Quantity("saturation", is_optional=True)]
_Hours = Annotated[Annotated[float, Field(gt=0, le=72)] | None, Quantity("infusion time", is_optional=True)]
_Minutes = Annotated[Annotated[float, Field(gt=0, le=0.5)] | None, Quantity("infusion time", is_optional=True)]
_Rate = Annotated[Annotated[float, Field(ge=0.01, le=0.1)] | None, Quantity("weight-based rate", is_optional=True)]


class SessionSettings(Record):
    """The clinic's values for before, during and after an infusion; the site file's signature covers them."""

    emergency_telephone: Words | None = None
    no_heavy_meal_h: _Hours = Field(default=None, alias="no_heavy_meal")
    no_light_meal_h: _Hours = Field(default=None, alias="no_light_meal")
    no_clear_fluids_h: _Hours = Field(default=None, alias="no_clear_fluids")
    rescue_kit: Words | None = None
    start_rate_mg_per_kg_h: _Rate = Field(default=None, alias="start_rate")
    step_h: Annotated[Annotated[float, Field(ge=10 / 60, le=2)] | None, Quantity("infusion time", is_optional=True)] = (
        Field(default=None, alias="step_time")
    )
    first_checks_h: _Minutes = Field(default=None, alias="first_checks_every")
    slow_systolic_mmhg: _Pressure = Field(default=None, alias="slow_systolic")
    stop_systolic_mmhg: _Pressure = Field(default=None, alias="stop_systolic")
    stop_diastolic_mmhg: _LowerPressure = Field(default=None, alias="stop_diastolic")
    stop_systolic_below_mmhg: _LowerPressure = Field(default=None, alias="stop_systolic_below")
    stop_heart_rate_above_per_min: _PerMinute = Field(default=None, alias="stop_heart_rate_above")
    stop_heart_rate_below_per_min: _PerMinute = Field(default=None, alias="stop_heart_rate_below")
    stop_saturation_fraction: _Saturation = Field(default=None, alias="stop_saturation_below")
    stop_breathing_per_min: _PerMinute = Field(default=None, alias="stop_breathing_below")
    nausea: Words | None = None
    high_pressure: Words | None = None
    distress: Words | None = None
    recovery_h: _Hours = Field(default=None, alias="recovery")
    discharge_score: Annotated[int, Field(ge=8, le=10, strict=True)] | None = None
    no_driving_h: _Hours = Field(default=None, alias="no_driving")
    caller: Words | None = None
    waste_witness: Words | None = None
