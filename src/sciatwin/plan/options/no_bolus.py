"""For whom session 1 starts lower, there is no bolus in any session: a rate can be stopped, a bolus has been given."""

from sciatwin.ceilings import LimitCrossed, above
from sciatwin.patient import Patient
from sciatwin.plan.session.titration import reasons_to_start_lower
from sciatwin.regimen import Regimen

NO_BOLUS = "no bolus where session 1 starts lower"


def no_bolus_because(patient: Patient) -> tuple[str, ...]:
    """Why this patient gets no bolus; empty if nothing speaks against one. An answer that is missing counts."""
    return tuple(reasons_to_start_lower(patient))


def crossed_by_bolus(regimen: Regimen, because: tuple[str, ...]) -> list[LimitCrossed]:
    """The largest bolus of a regimen, where the patient gets none. Args: because: as ``no_bolus_because`` tells."""
    if regimen.is_none or not because:
        return []
    return above(NO_BOLUS, max(visit.bolus_mg_per_kg for visit in regimen.by_visit), 0.0, "mg/kg")


def no_bolus_in_words(because: tuple[str, ...]) -> tuple[str, ...]:
    if not because:
        return ()
    why = "; ".join(because)
    return (f"No session has a bolus, whatever the clinic allows (assumed), for session 1 starts lower: {why}.",)
