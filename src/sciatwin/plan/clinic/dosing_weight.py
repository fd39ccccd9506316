"""The weight to which a clinic's mg per kg refer. Kinetics go by the real body; only the dose goes by this."""

from enum import StrEnum

from sciatwin.evidence import Source
from sciatwin.patient import Patient, Sex

DEVINE_1974 = Source(
    "Devine BJ. Gentamicin therapy. Drug Intell Clin Pharm 1974;8:650-655",
    url="https://creatinineclearance.com/calc/clinical/cc-000018/",
    read_at="calculators that print the formula, and adjusted weight = ideal + 0.4 × (total − ideal)",
)

OBESE_BMI = 30.0
"""Body mass index from which on both weights are printed."""

_CM_PER_INCH = 2.54
_SIXTY_INCHES_KG = {Sex.MALE: 50.0, Sex.FEMALE: 45.5}  # DEVINE_1974
_KG_PER_INCH = 2.3  # DEVINE_1974
_PART_OF_EXCESS = 0.4


class DosingWeight(StrEnum):
    TOTAL = "total"
    IDEAL = "ideal"
    ADJUSTED = "adjusted"


def ideal_weight_kg(sex: Sex, height_cm: float) -> float:
    """Devine 1974; below 60 inches, for which it says nothing, the weight at 60."""
    return _SIXTY_INCHES_KG[sex] + _KG_PER_INCH * max(0.0, height_cm / _CM_PER_INCH - 60.0)


def dosing_weight_kg(patient: Patient, basis: DosingWeight) -> float:
    """Weight for dosing; never more than the patient weighs."""
    ideal = min(ideal_weight_kg(patient.sex, patient.height_cm), patient.weight_kg)
    match basis:
        case DosingWeight.TOTAL:
            return patient.weight_kg
        case DosingWeight.IDEAL:
            return ideal
        case DosingWeight.ADJUSTED:
            return ideal + _PART_OF_EXCESS * (patient.weight_kg - ideal)
