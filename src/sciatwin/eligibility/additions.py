"""Lines computed from the patient that complete the explanation of a rule."""

from collections.abc import Callable, Mapping
from enum import StrEnum

from sciatwin.eligibility.medicines import morphine_equivalents
from sciatwin.patient import Patient
from sciatwin.units import DAYS_PER_MONTH

# NASS 2012: operate within 6 months when symptoms are bad enough for surgery.
SURGICAL_WINDOW_MONTHS = 6.0


class Addition(StrEnum):
    MORPHINE_EQUIVALENTS = "morphine_equivalents"
    SURGICAL_COUNTDOWN = "surgical_countdown"
    SELF_HARM_ASSESSMENT = "self_harm_assessment"


def added_line(addition: Addition, patient: Patient) -> str:
    return _LINES[addition](patient)


def _opioid_load(patient: Patient) -> str:
    return str(morphine_equivalents(patient.medicines)) if patient.medicines is not None else ""


def _surgical_countdown(patient: Patient) -> str:
    months = patient.sciatica.duration_days / DAYS_PER_MONTH
    left = SURGICAL_WINDOW_MONTHS - months
    if left > 0:
        return f"{left:.1f} of {SURGICAL_WINDOW_MONTHS:g} months since onset are left"
    return f"the {SURGICAL_WINDOW_MONTHS:g} months since onset passed {-left:.1f} months ago"


def _self_harm_assessment(patient: Patient) -> str:
    found = patient.self_harm_assessment
    return f"assessed by {found.by} on {found.date}: {found.decided}" if found else ""


_LINES: Mapping[Addition, Callable[[Patient], str]] = {
    Addition.MORPHINE_EQUIVALENTS: _opioid_load,
    Addition.SURGICAL_COUNTDOWN: _surgical_countdown,
    Addition.SELF_HARM_ASSESSMENT: _self_harm_assessment,
}
