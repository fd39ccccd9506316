"""How the infusion of this episode's plan quiets this nerve: level, block, spikes, relief."""

from sciaclinic.answers.mechanism.document import MechanismDocument
from sciaclinic.episode.episode import Episode, NotNowError
from sciaclinic.services.clinic.desk import Desk
from sciaclinic.services.clinic.planning import KeptPlan, proposed_plan, signed_plan
from sciaclinic.services.explain_mechanism import explain
from sciaclinic.services.simulate_course import CourseRequest


def plan_in_hand(desk: Desk, episode: Episode) -> KeptPlan | None:
    """The plan in force, else the newest that was computed; None if there is none."""
    return signed_plan(desk, episode) or proposed_plan(desk, episode)


def explained(desk: Desk, plan: KeptPlan, *, draws: int = 1000, seed: int = 20260) -> MechanismDocument:
    """Raises: NotNowError if no infusion may be shown; as ``explain``."""
    document = plan.document
    if document.shown is None:
        raise NotNowError("This plan shows no infusion, so there is none to explain.")
    request = CourseRequest(
        patient=document.patient, asked=document.shown.starting_at(0.0), draws=draws, seed=seed, dose_is_confirmed=True
    )
    return explain(request, desk.context)
