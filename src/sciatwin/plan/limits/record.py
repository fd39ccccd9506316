"""What no plan of a clinic may cross: every limit is a required input, and none may be loosened past the published
ceiling where there is one.

A visit is everything given with pauses shorter than ``VISIT_GAP_H``. Limits look at visits, at any stretch of time and
at all that was given before, never at the pieces in which a course happens to be written.
"""

from typing import Annotated, Any, Self

from pydantic import Field, model_validator

from sciatwin.analytes import Drug
from sciatwin.ceilings.published import HIGHEST_RATE, LARGEST_BOLUS, LONGEST_VISIT_H, ceilings_for
from sciatwin.quantities import Quantity, Record
from sciatwin.questions import Question
from sciatwin.response.side_effects.organ_risk import INJURY_INTERVAL
from sciatwin.units import format_quantity, parse_quantity

FLOOR_DAYS_BETWEEN_COURSES = INJURY_INTERVAL.value
"""Courses this close have injured livers; a clinic's limit must lie above it."""


class Limits(Record):
    """What no plan may cross. Doses are mg of base of the drug that the limits name, per kg of the clinic's weight for
    dosing."""

    drug: Annotated[Drug, Question("drug that these limits are for")]
    max_bolus_mg_per_kg: Annotated[
        float,
        Quantity("weight-based dose"),
        Question("largest bolus, or boluses within a quarter of an hour"),
        Field(ge=0, le=LARGEST_BOLUS.value),
    ] = Field(alias="max_bolus")
    max_rate_mg_per_kg_h: Annotated[
        float,
        Quantity("weight-based rate"),
        Question("highest rate, and the most in any hour, bolus included"),
        Field(gt=0, le=HIGHEST_RATE.value),
    ] = Field(alias="max_rate")
    max_rate_mg_per_h: Annotated[
        Annotated[float, Field(gt=0, le=500)] | None,
        Quantity("drug rate", is_optional=True),
        Question("highest rate, whatever the weight"),
    ] = Field(default=None, alias="max_rate_per_person")
    max_hour_mg: Annotated[
        float, Quantity("drug mass"), Question("most in any hour, whatever the weight"), Field(gt=0, le=500)
    ] = Field(alias="max_hour_dose")
    max_session_mg: Annotated[float, Quantity("drug mass"), Question("most in a visit"), Field(gt=0, le=1000)] = Field(
        alias="max_session_dose"
    )
    max_week_mg: Annotated[float, Quantity("drug mass"), Question("most in any 7 days"), Field(gt=0, le=5000)] = Field(
        alias="max_week_dose"
    )
    max_quarter_mg: Annotated[float, Quantity("drug mass"), Question("most in any 91 days"), Field(gt=0, le=10000)] = (
        Field(alias="max_quarter_dose")
    )
    max_course_mg: Annotated[
        float, Quantity("drug mass"), Question("most in the whole course, given and planned"), Field(gt=0, le=5000)
    ] = Field(alias="max_course_dose")
    max_session_h: Annotated[
        float, Quantity("infusion time"), Question("longest visit, pauses included"), Field(gt=0, le=LONGEST_VISIT_H)
    ] = Field(alias="max_session_time")
    min_interval_h: Annotated[
        float,
        Quantity("infusion time"),
        Question("shortest time from the end of a visit to the start of the next"),
        Field(ge=0, le=720),
    ] = Field(alias="min_interval")
    max_sessions: Annotated[int, Question("most visits, given and planned"), Field(ge=1, le=30, strict=True)]
    min_days_between_multiday_courses: Annotated[
        float,
        Quantity("duration"),
        Question("shortest time from the end of a course of several days to the next session of another"),
        Field(gt=FLOOR_DAYS_BETWEEN_COURSES, le=366),
    ] = Field(alias="min_time_between_multiday_courses")
    max_severe_dissociation_risk: Annotated[float, Field(gt=0, le=0.5)]
    max_severe_hypertension_risk: Annotated[float, Field(gt=0, le=0.2)]

    @model_validator(mode="before")
    @classmethod
    def _rate_per_person(cls, data: Any) -> Any:
        """``max_rate: 25 mg/h`` caps the rate of a person; per kg the published ceiling is left."""
        if not (isinstance(data, dict) and isinstance(data.get("max_rate"), str)):
            return data
        try:
            parse_quantity(data["max_rate"], "drug rate")
        except ValueError:
            return data  # what is wrong with the field is said by the field
        try:
            drugs = [Drug(str(data.get("drug")))]
        except ValueError:
            drugs = list(Drug)  # the fault of the drug is said by its field
        ceiling = min(ceilings_for(drug).rate_mg_per_kg_h for drug in drugs)
        if data.get("max_rate_per_person") is not None:
            raise ValueError("max_rate: a rate per person stands in max_rate_per_person too. Write max_rate per kg")
        return data | {"max_rate_per_person": data["max_rate"], "max_rate": format_quantity(ceiling, "mg/kg/h")}

    @model_validator(mode="after")
    def _within_the_ceilings_of_the_drug(self) -> Self:
        ceilings = ceilings_for(self.drug)
        for name, value, highest, unit in (
            ("max_bolus", self.max_bolus_mg_per_kg, ceilings.bolus_mg_per_kg, "mg/kg"),
            ("max_rate", self.max_rate_mg_per_kg_h, ceilings.rate_mg_per_kg_h, "mg/kg/h"),
        ):
            if value > highest:
                raise ValueError(
                    f"{name} is {value:g} {unit} of {self.drug}; {highest:g} {unit} is the published ceiling for that "
                    "drug. Limits of racemic ketamine are not limits of S-ketamine"
                )
        return self
