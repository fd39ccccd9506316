"""What a clinic's choices and abilities did to a plan, in words."""

from sciatwin.ceilings.crossed import OUT_OF_SCOPE
from sciatwin.patient import Patient
from sciatwin.plan.clinic.capabilities import SESSION_WITHOUT_STANDARDS
from sciatwin.plan.clinic.dosing_weight import OBESE_BMI, DosingWeight
from sciatwin.plan.clinic.site import Site
from sciatwin.regimen import Regimen


def clinic_reasons(regimen: Regimen, patient: Patient, site: Site, dosing_kg: float) -> tuple[str, ...]:
    """Weight for dosing where it matters, and the ceilings that act because a clinic has not declared more."""
    return (*_weight(regimen, patient, site, dosing_kg), *_standards(site), *_beds(site))


def _weight(regimen: Regimen, patient: Patient, site: Site, dosing_kg: float) -> list[str]:
    """Beyond a body mass index of 30 both weights and what a session is per kg of each; else only what was chosen."""
    if patient.bmi < OBESE_BMI and site.dosing_weight is DosingWeight.TOTAL:
        return []
    strongest = max(regimen.by_visit, key=lambda visit: visit.dose_mg_per_kg)
    dose_mg = strongest.dose_mg_per_kg * patient.weight_kg
    return [
        f"Body mass index {patient.bmi:.0f}: doses go by {site.dosing_weight} weight, {dosing_kg:.0f} kg; the patient "
        f"weighs {patient.weight_kg:.0f} kg. The largest session, {dose_mg:.0f} mg, is {dose_mg / dosing_kg:.2f} mg/kg "
        f"of the one and {strongest.dose_mg_per_kg:.2f} mg/kg of the other; its highest rate is "
        f"{strongest.highest_rate_mg_per_kg_h * patient.weight_kg:.0f} mg/h."
    ]


def _beds(site: Site) -> list[str]:
    return [f"{OUT_OF_SCOPE}, whether or not the clinic has beds."] if site.capabilities.has_beds else []


def _standards(site: Site) -> list[str]:
    held, asked = site.limits_in_force, site.limits
    if held == asked:
        return []
    lowered = []
    if held.max_rate_mg_per_kg_h < asked.max_rate_mg_per_kg_h:
        lowered.append(f"rate of {held.max_rate_mg_per_kg_h:g} instead of {asked.max_rate_mg_per_kg_h:g} mg/kg/h")
    if held.max_session_h < asked.max_session_h:
        lowered.append(
            f"session of {held.max_session_h:g} instead of {asked.max_session_h:g} h "
            f"({SESSION_WITHOUT_STANDARDS.status})"
        )
    missing = ", ".join(site.capabilities.missing_standards)
    return [
        f"The clinic has not declared anaesthesia standards (missing: {missing}), "
        f"so it is held to a {' and a '.join(lowered)}."
    ]
