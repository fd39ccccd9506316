"""What speaks against ketamine for this person?"""

from sciaclinic.answers.check.compose import check_document
from sciaclinic.answers.check.document import CheckDocument
from sciaclinic.services.context import Context
from sciatwin.patient import Patient
from sciatwin.suitability import Suitability


def check_patient(patient: Patient, context: Context) -> CheckDocument:
    """Apply every eligibility rule, and ask whether the models describe this person."""
    return check_document(patient, Suitability.of(patient, context.today), context.made())
