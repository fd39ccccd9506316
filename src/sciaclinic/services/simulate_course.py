"""What would this infusion do? One patient, one regimen, the same patient untreated and on placebo."""

from dataclasses import dataclass

from sciaclinic.answers.course.compose import SimulatedCourse, course_document
from sciaclinic.answers.course.document import CourseDocument
from sciaclinic.services.asked_course import AskedCourse, ask_course
from sciaclinic.services.context import Context
from sciaclinic.services.order import Order
from sciatwin.patient import Patient
from sciatwin.regimen import Regimen
from sciatwin.twin import Twin


@dataclass(frozen=True, kw_only=True)
class CourseRequest:
    """A regimen in a patient.

    Attributes:
        asked: an order, a regimen, or a published template by name.
        despite_block: to study the model, never to treat.
        dose_is_confirmed: an unusual dose of an order is meant.
    """

    patient: Patient
    asked: Order | Regimen | str
    draws: int
    seed: int
    despite_block: bool = False
    dose_is_confirmed: bool = False


def simulate_course(request: CourseRequest, context: Context) -> CourseDocument:
    """Simulate a regimen for 90 days.

    Raises: as ``simulated``.
    """
    found = simulated(request, context)
    return course_document(found, context.made(draws=request.draws, seed=request.seed))


def simulated(request: CourseRequest, context: Context) -> SimulatedCourse:
    """The course with every version of the patient, before it is told.

    Raises: RegimenError, LimitError (past a published ceiling); MustNotInfuseError for a patient who is blocked or
        outside the models, unless ``despite_block``.
    """
    asked = ask_course(
        request.patient,
        request.asked,
        context.today,
        despite_block=request.despite_block,
        dose_is_confirmed=request.dose_is_confirmed,
    )
    twin = Twin(request.patient, draws=request.draws, seed=request.seed, today=context.today)
    return of_twin(twin, asked, context, despite_block=request.despite_block)


def of_twin(twin: Twin, asked: AskedCourse, context: Context, *, despite_block: bool = False) -> SimulatedCourse:
    """The same for a twin that is at hand, drawn or learned."""
    followed = twin.follow(asked.regimen, despite_block=despite_block, workers=context.workers)
    return SimulatedCourse(
        patient=asked.patient,
        twin=twin,
        regimen=asked.regimen,
        suitability=asked.suitability,
        followed=followed,
    )
