"""Values that few people have: typed ones to be read again, not answers that are wrong."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from sciatwin.units import DAYS_PER_QUARTER, KG_PER_LB

if TYPE_CHECKING:
    from sciatwin.patient.person import Patient

UNLIKELY_BELOW_BMI, UNLIKELY_ABOVE_BMI = 16.0, 40.0
"""Severe thinness and obesity of class III (WHO). 9.4 % of adults in the United States reach 40 (NCHS Data Brief 508,
2024). Pounds typed as kilograms turn a normal BMI of 18.5 to 25 into 41 to 55; kilograms typed as pounds turn 25 to 35
into 11 to 16."""

UNLIKELY_BELOW_CM, UNLIKELY_ABOVE_CM = 140.0, 205.0
"""Assumed (130 to 147, 200 to 215): some four standard deviations of 7 cm from the median heights of women and men, 163
and 176 cm (NHANES III, in Dietary Reference Intakes, 2001, table 1-1)."""


UNLIKELY_BELOW_MG, UNLIKELY_ABOVE_MG = 5.0, 5000.0
"""Assumed (2 to 10, 3000 to 10000): 0.07 mg/kg of 70 kg, and above the 4800 mg of five days at 40 mg/h (Goldberg 2010,
abstract)."""

COURSE_MATTERS_FOR_DAYS = DAYS_PER_QUARTER
"""The longest stretch over which doses are added up."""


def unlikely_values(patient: "Patient") -> Iterator[tuple[str, str]]:
    """Field and sentence of each typed value that fits few people or courses."""
    yield from unlikely_build(patient)
    dose_mg, days = patient.last_course_mg, patient.days_since_ketamine_course
    if dose_mg is None or (days is not None and days > COURSE_MATTERS_FOR_DAYS):
        return
    if not UNLIKELY_BELOW_MG <= dose_mg <= UNLIKELY_ABOVE_MG:
        yield "last_course_dose", f"{dose_mg:g} mg is an unusual dose of a whole course; check the number and its unit"


def unlikely_build(patient: "Patient") -> Iterator[tuple[str, str]]:
    """Field and sentence of each typed value that fits few people."""
    if not UNLIKELY_BELOW_BMI <= patient.bmi <= UNLIKELY_ABOVE_BMI:
        yield "weight", f"{_build(patient)}, which few people have; {_other_unit(patient)}"
    if not UNLIKELY_BELOW_CM <= patient.height_cm <= UNLIKELY_ABOVE_CM:
        yield "height", f"a height of {patient.height_cm:.0f} cm is rare in adults"


def _build(patient: "Patient") -> str:
    return (
        f"{patient.weight_kg:.4g} kg at a height of {patient.height_cm:.0f} cm is a body mass index of "
        f"{patient.bmi:.1f}"
    )


def _other_unit(patient: "Patient") -> str:
    """What the number would be, had the scale shown the other unit."""
    if patient.bmi > UNLIKELY_ABOVE_BMI:
        return _read_as(patient, KG_PER_LB, f"{patient.weight_kg:.4g} lb")
    return _read_as(patient, 1 / KG_PER_LB, f"{patient.weight_kg / KG_PER_LB:.4g} kg")


def _read_as(patient: "Patient", factor: float, typed: str) -> str:
    other_kg = patient.weight_kg * factor
    as_kg = "" if typed.endswith("kg") else f" ({other_kg:.3g} kg)"
    return f"{typed}{as_kg} would be an index of {patient.bmi * factor:.1f}"
