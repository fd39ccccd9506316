"""The patient, as entered by a clinician. "Unknown" is an answer of its own, different from "no"."""

from sciatwin.patient.answers import (
    AlcoholUse,
    Answer,
    EarlierDrug,
    ImagingFinding,
    Jurisdiction,
    NeuropathicGrade,
    SafetyOutcome,
    Sex,
    Side,
    TreatmentKind,
    TreatmentResult,
)
from sciatwin.patient.complaint import RedFlags, Sciatica, Treatment
from sciatwin.patient.health import Conditions, Laboratory, SubstanceUse, Vitals
from sciatwin.patient.medicine import Medicine
from sciatwin.patient.medicine_route import MedicineRoute
from sciatwin.patient.person import Goals, Patient, read_patient
from sciatwin.patient.signed import Override, RiskAssessment

__all__ = [
    "AlcoholUse",
    "Answer",
    "Conditions",
    "EarlierDrug",
    "Goals",
    "ImagingFinding",
    "Jurisdiction",
    "Laboratory",
    "Medicine",
    "MedicineRoute",
    "NeuropathicGrade",
    "Override",
    "Patient",
    "RedFlags",
    "RiskAssessment",
    "SafetyOutcome",
    "Sciatica",
    "Sex",
    "Side",
    "SubstanceUse",
    "Treatment",
    "TreatmentKind",
    "TreatmentResult",
    "Vitals",
    "read_patient",
]
