"""The patient's last course as the limits of a clinic count it: mg of S-ketamine and of the racemate do not compare."""

from sciatwin.analytes import Drug
from sciatwin.ceilings.history import UNKNOWN_DRUG, in_mg_of
from sciatwin.patient import EarlierDrug, Patient
from sciatwin.patient.unlikely import COURSE_MATTERS_FOR_DAYS
from sciatwin.plan.clinic.site import Site


def earlier_mg(patient: Patient, site: Site) -> float | None:
    """Dose of the last course in mg of the clinic's drug; None if nobody knows it."""
    if patient.last_course_mg is None:
        return None
    return in_mg_of(site.limits_in_force.drug, patient.last_course_mg, _given(patient))


def earlier_in_words(patient: Patient, site: Site) -> tuple[str, ...]:
    """What was taken for the dose of a course that still counts, where it is not what was typed."""
    counted, days, drug = earlier_mg(patient, site), patient.days_since_ketamine_course, site.limits_in_force.drug
    if counted is None or days is None or days > COURSE_MATTERS_FOR_DAYS or _given(patient) is drug:
        return ()
    was = _given(patient) or f"a drug that is not known, which counts as {UNKNOWN_DRUG}"
    return (
        f"The last course of {patient.last_course_mg:g} mg was of {was}: against the limits it counts as "
        f"{counted:g} mg of {drug} (assumed: 1 mg of S-ketamine for 2 mg of the racemate).",
    )


def _given(patient: Patient) -> Drug | None:
    answer = patient.last_course_drug
    return None if answer is EarlierDrug.UNKNOWN else Drug(answer.value)
