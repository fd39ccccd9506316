"""LOINC codes of what is asked, those that were seen in examples of US Core or in two public files (2026-11-22)."""

from sciatwin.questions import Coding

WEIGHT = (Coding("29463-7", "Body weight", "kg"),)
HEIGHT = (Coding("8302-2", "Body height", "cm"),)
SYSTOLIC = (Coding("8480-6", "Systolic blood pressure", "mm[Hg]"),)
DIASTOLIC = (Coding("8462-4", "Diastolic blood pressure", "mm[Hg]"),)
HEART_RATE = (Coding("8867-4", "Heart rate", "/min"),)
RESPIRATORY_RATE = (Coding("9279-1", "Respiratory rate", "/min"),)
OXYGEN_SATURATION = (
    Coding("2708-6", "Oxygen saturation in Arterial blood", "%"),
    Coding("59408-5", "Oxygen saturation in Arterial blood by Pulse oximetry", "%"),
)
PAIN_SCORE = (Coding("72514-3", "Pain severity - 0-10 verbal numeric rating [Score] - Reported", "{score}"),)
