"""What speaks against ketamine for this person?"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from sciaclinic.services.today import today
from sciatwin.eligibility import answers_waited_for
from sciatwin.eligibility.fields import label_of, value_at
from sciatwin.patient import Patient, read_patient
from sciatwin.patient.uses import RECORDED_ONLY
from sciatwin.questions import AskedField, questions_of
from sciatwin.suitability import Suitability


@dataclass(frozen=True)
class CheckedPatient:
    """What speaks against ketamine, what waits for an answer, and which answers change nothing, with the reason."""

    suitability: Suitability
    waited_for: tuple[AskedField, ...]
    not_used: tuple[str, ...]


def check_patient(patient_file: Path) -> CheckedPatient:
    """Read a patient file, apply every eligibility rule, and ask whether the models describe this person.

    Raises: InputFileError, InvalidInputError.
    """
    patient = read_patient(patient_file)
    suitability = Suitability.of(patient, today())
    waited_for = answers_waited_for(patient, suitability.eligibility)
    return CheckedPatient(suitability, waited_for, tuple(_not_used(patient)))


def _not_used(patient: Patient) -> Iterator[str]:
    for path, why in RECORDED_ONLY.items():
        if path in questions_of(Patient) and value_at(patient, path):
            yield f"{label_of(path)}: {why}"
    if any(treatment.detail for treatment in patient.treatments or ()):
        yield f"details of treatments: {RECORDED_ONLY['treatments.detail']}"
