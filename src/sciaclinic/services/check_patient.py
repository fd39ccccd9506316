"""What speaks against ketamine for this person?"""

from pathlib import Path

from sciatwin.eligibility import Eligibility, assess
from sciatwin.patient import read_patient


def check_patient(patient_file: Path) -> Eligibility:
    """Read a patient file and apply every eligibility rule.

    Raises: InputFileError, InvalidInputError.
    """
    return assess(read_patient(patient_file))
