"""When to stop early for too little relief: the rule, and its words for the bedside.

Whoever judges a record asks here as well, so that the sheet and the answer after the sessions cannot differ.
"""

from sciatwin.evidence import Estimate, Source, Status
from sciatwin.patient import Patient
from sciatwin.regimen import Regimen
from sciatwin.units import HOURS_PER_DAY

LEAST_EARLY_FALL = Estimate(
    value=0.2,
    unit="1",
    meaning="part by which evening pain must have fallen after two sessions for a third to be given",
    status=Status.ASSUMED,
    low=0.1,
    high=0.3,
    source=Source("Dworkin 2008 (IMMPACT), J Pain 9:105", doi="10.1016/j.jpain.2007.09.005"),
    reason="a fall of 10 to 20 % is called minimal and 30 % moderate; no trial stopped ketamine by such a rule",
)

JUDGED_AFTER_SESSIONS = 2
EVENINGS = 3
"""Scores whose mean is judged: the last before the next session, or as many as there are."""


def most_pain_for_another(pain_before: float) -> float:
    """Highest mean score at which a further session is given, points of 10 to one decimal as a sheet prints it."""
    return round((1 - LEAST_EARLY_FALL.value) * pain_before, 1)


def stop_after_two(patient: Patient, regimen: Regimen, given_visits: int = 0) -> str:
    """The rule after the second session of a course; empty for one or two visits, which their review judges."""
    visits = regimen.by_visit
    if len(visits) <= JUDGED_AFTER_SESSIONS:
        return ""
    pain = patient.sciatica.leg_pain
    gap_days = (visits[JUDGED_AFTER_SESSIONS].start_h - visits[JUDGED_AFTER_SESSIONS - 1].start_h) / HOURS_PER_DAY
    evenings = max(1, min(EVENINGS, int(gap_days)))
    scores = "the evening score" if evenings == 1 else f"the mean of {evenings} evening scores"
    return (
        f"Give session {given_visits + JUDGED_AFTER_SESSIONS + 1} only if {scores} before it, leg pain 0 to 10, is at "
        f"most {most_pain_for_another(pain):.1f} ({LEAST_EARLY_FALL.value:.0%} below {pain:g}) and no infusion "
        "was ended by a stop value. Otherwise end the course and review."
    ).replace("%", "\u00a0%")
