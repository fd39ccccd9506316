"""What a course costs the patient in time, so that regimens of similar dose can be told apart."""

from sciatwin.plan.worth.candidate import Candidate
from sciatwin.plan.worth.preferences import PREFERENCES, Preferences


def burden_h(candidate: Candidate, wanted: Preferences = PREFERENCES) -> float:
    """Hours of infusion, visits and predicted severe dissociation of a whole course, in hours."""
    infused = sum(session.duration_h for session in candidate.regimen.sessions)
    visits = wanted.visit_h.value * candidate.regimen.visits
    return infused + visits + wanted.severe_dissociation_h.value * candidate.risks.severe_dissociation
