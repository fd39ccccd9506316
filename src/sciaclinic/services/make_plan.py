"""The main job: from a patient and a clinic to a plan."""

from dataclasses import dataclass

from sciaclinic.answers.plan.compose.document import plan_document
from sciaclinic.answers.plan.document import PlanDocument
from sciaclinic.services.context import Context
from sciatwin.observation import Observations
from sciatwin.patient import Patient
from sciatwin.plan import PREFERENCES, Preferences, Site, plan_infusion
from sciatwin.twin import Twin


@dataclass(frozen=True, kw_only=True)
class PlanRequest:
    """A patient at a clinic.

    Attributes:
        observations: what was given and seen; the plan is then that of the learned twin, from the last of it on.
        go_on: with the course that the sessions given have begun, in place of another one.
        preferences: what is wanted of a plan, each judgement with who signed it.
    """

    patient: Patient
    clinic: Site
    draws: int
    seed: int
    observations: Observations | None = None
    go_on: bool = False
    preferences: Preferences = PREFERENCES


def make_plan(request: PlanRequest, context: Context) -> PlanDocument:
    """Plan for one patient.

    Raises: RegimenError, ModelError; LimitError where the clinic's limits are for another drug than it has.
    """
    twin = Twin(request.patient, draws=request.draws, seed=request.seed, today=context.today)
    if request.observations is not None:
        from sciatwin.individualise.learn import learn  # half a second to load, which a first plan does not need

        twin = learn(twin, request.observations).twin
    goes_on = request.observations is not None and request.go_on
    plan = plan_infusion(twin, request.clinic, goes_on=goes_on, preferences=request.preferences)
    return plan_document(plan, context.made(draws=plan.draws, seed=plan.seed))
