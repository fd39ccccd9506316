"""What raises blood pressure or heart rate further in this patient than predicted; nobody printed by how much."""

from dataclasses import dataclass

from sciatwin.evidence import Source
from sciatwin.patient import Answer, Patient
from sciatwin.response.side_effects.haemodynamic_covariates import rises_more_in


@dataclass(frozen=True)
class PressureNote:
    """``is_known`` is False if it is unknown whether this holds for the patient."""

    what: str
    raises: str
    is_known: bool
    source: Source


def pressure_notes(patient: Patient) -> tuple[PressureNote, ...]:
    return tuple(
        PressureNote(item.what, item.raises, item.holds(patient) is Answer.YES, item.source)
        for item in rises_more_in(patient)
    )
