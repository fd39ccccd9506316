"""What a course costs the patient in time, so that regimens of similar dose can be told apart."""

from sciatwin.evidence import Estimate, Status
from sciatwin.plan.worth.candidate import Candidate

VISIT = Estimate(
    value=2.0,
    unit="h",
    meaning="time that one visit costs beside the infusion: travel, preparation and an hour of observation",
    status=Status.ASSUMED,
    low=1.0,
    high=5.0,
    reason="one hour of observation after a session is a common rule; travel differs from patient to patient",
)

SEVERE_DISSOCIATION = Estimate(
    value=100.0,
    unit="h",
    meaning="hours in a clinic that are as bad as one episode of severe dissociation",
    status=Status.ASSUMED,
    low=20.0,
    high=500.0,
    reason="a preference, not a fact: it decides between short strong and long mild sessions of the same dose",
)


def burden_h(candidate: Candidate) -> float:
    """Hours of infusion, visits and predicted severe dissociation of a whole course, in hours."""
    infused = sum(session.duration_h for session in candidate.regimen.sessions)
    visits = VISIT.value * candidate.regimen.visits
    return infused + visits + SEVERE_DISSOCIATION.value * candidate.risks.severe_dissociation
