"""What speaks against ketamine for this person?"""

from pathlib import Path

from sciatwin.patient import read_patient
from sciatwin.plan.suitability import Suitability


def check_patient(patient_file: Path) -> Suitability:
    """Read a patient file, apply every eligibility rule, and ask whether the models describe this person.

    Raises: InputFileError, InvalidInputError.
    """
    return Suitability.of(read_patient(patient_file))
