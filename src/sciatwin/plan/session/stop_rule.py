"""When to stop early, in words that a clinician can use at the bedside."""

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

_AFTER_SESSIONS = 2
_EVENINGS = 3


def stop_after_two(patient: Patient, regimen: Regimen) -> str:
    """The rule after session 2; empty for a course of one or two visits, which its review judges."""
    visits = regimen.by_visit
    if len(visits) <= _AFTER_SESSIONS:
        return ""
    pain = patient.sciatica.leg_pain
    gap_days = (visits[_AFTER_SESSIONS].start_h - visits[_AFTER_SESSIONS - 1].start_h) / HOURS_PER_DAY
    evenings = max(1, min(_EVENINGS, int(gap_days)))
    scores = "the evening score" if evenings == 1 else f"the mean of {evenings} evening scores"
    return (
        f"Give session {_AFTER_SESSIONS + 1} only if {scores} before it, leg pain 0 to 10, is at most "
        f"{(1 - LEAST_EARLY_FALL.value) * pain:.1f} ({LEAST_EARLY_FALL.value:.0%} below {pain:g}) and no infusion "
        "was ended by a stop value. Otherwise end the course and review."
    ).replace("%", "\u00a0%")
