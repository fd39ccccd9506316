"""How does ketamine quiet this nerve? One patient, one regimen, link by link."""

from sciaclinic.answers.mechanism.compose import mechanism_document
from sciaclinic.answers.mechanism.document import MechanismDocument
from sciaclinic.services.asked_course import ask_course
from sciaclinic.services.context import Context
from sciaclinic.services.simulate_course import CourseRequest
from sciatwin.twin import Twin
from sciatwin.twin.shown.explanation import explain_mechanism


def explain(request: CourseRequest, context: Context) -> MechanismDocument:
    """Explain a regimen in a patient.

    Raises: as ``simulate_course``.
    """
    asked = ask_course(
        request.patient,
        request.asked,
        context.today,
        despite_block=request.despite_block,
        dose_is_confirmed=request.dose_is_confirmed,
    )
    twin = Twin(asked.patient, draws=request.draws, seed=request.seed, today=context.today)
    found = explain_mechanism(twin, asked.regimen, despite_block=request.despite_block, workers=context.workers)
    return mechanism_document(asked.patient, found, context.made(draws=request.draws, seed=request.seed))
