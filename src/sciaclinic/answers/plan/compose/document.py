"""The document of a plan, from the parts of this room; each copies what the plan says of one subject."""

from sciaclinic.answers.made import Made
from sciaclinic.answers.plan.compose.asked import asked, signing
from sciaclinic.answers.plan.compose.emergencies import emergencies, emergency_sources
from sciaclinic.answers.plan.compose.predicted import predicted
from sciaclinic.answers.plan.compose.sessions import sessions
from sciaclinic.answers.plan.compose.sources import basis
from sciaclinic.answers.plan.compose.weighed import weighed
from sciaclinic.answers.plan.document import PlanDocument
from sciatwin.plan import Plan


def plan_document(plan: Plan, made: Made) -> PlanDocument:
    """The document of a plan; in an emergency nothing is predicted or compared."""
    if found := emergencies(plan):
        sources = emergency_sources(found)
        return PlanDocument(**made.of(PlanDocument), **asked(plan), emergencies=found, sources=sources)
    told = {**asked(plan), **signing(plan), **sessions(plan), **predicted(plan), **weighed(plan)}
    return PlanDocument(**made.of(PlanDocument), **told, **basis(plan, told))
