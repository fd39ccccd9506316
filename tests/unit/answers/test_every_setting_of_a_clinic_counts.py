"""Every setting of a clinic file moves a limit, the order of a session, or what is said about the clinic."""

import pytest

from sciatwin.analytes import Drug
from sciatwin.ceilings.history import History
from sciatwin.errors import UserError
from sciatwin.plan.clinic.capabilities import Capabilities
from sciatwin.plan.clinic.dosing_weight import dosing_weight_kg
from sciatwin.plan.clinic.site import Site
from sciatwin.plan.limits import crossed_by_dose, crossed_by_risk
from sciatwin.plan.session import conduct
from sciatwin.questions import questions_of
from sciatwin.regimen import Regimen
from sciatwin.twin.shown.risks import Risks
from support.changed_record import set_at

FIELDS = questions_of(Site)
NUMBERS = (0.001, 0.02, 0.09, 0.5, 1.0, 8.0, 9.0, 30.0, 95.0, 150.0, 1000.0)
COURSE = Regimen.repeat(dose_mg_per_kg=0.6, bolus_mg_per_kg=0.1, duration_h=2, count=5)
JUST_HAD_ONE = History(days_since_course=25.0, earlier_mg=100.0)

RECORDED_ONLY = {
    "shows": "it names an example file",
    "confirmed": "it lets an unusual limit pass when the file is read",
    "limits.drug": "it must be the drug of the vial: anything else is refused when the file is read",
    "vial.drug": "it must be the drug of the limits: anything else is refused when the file is read",
    "session.referral_telephone": "printed on the page of a red flag, where nothing is planned",
    **{
        f"ready.{part}": "in the place of a vial" for part in ("drug", "strength_mg_per_ml", "strength_is", "container")
    },
    "ready.volume_ml": "in the place of a vial",
}


def extremes(field):
    if field.path == "other_vials":
        from sciatwin.plan.clinic.supply import Vial

        return [(Vial(drug=Drug.RACEMIC_KETAMINE, strength="10 mg/mL", strength_is="base", volume="20 mL"),)]
    if field.choices:
        return [field.kind(choice) for choice in field.choices]
    if field.path.startswith(("vial.", "syringe.")):
        return [20.0, 100.0]
    return list(NUMBERS) if field.is_number else ["head of the pain clinic, by telephone"]


def effect(patient, site):
    """Everything that a plan takes from a clinic, without the search."""
    heavy = patient.model_copy(update={"weight_kg": 120.0})
    limits, able = site.limits_in_force, site.capabilities
    risks = Risks(peak_dissociation=0.5, severe_dissociation=0.05, severe_hypertension=0.02, draws=1000)
    return (
        crossed_by_dose(COURSE, patient.weight_kg, limits, JUST_HAD_ONE),
        crossed_by_risk(risks, limits),
        repr(conduct(patient, COURSE, site)),
        (able.missing_standards, able.lacking, able.not_said, able.has_beds, able.nurse_watches_many),
        dosing_weight_kg(heavy, site.dosing_weight),
        site.signed_by,
    )


def _moves(patient, site, path):
    before = effect(patient, site)
    for value in extremes(FIELDS[path]):
        try:
            if effect(patient, set_at(site, path, value)) != before:
                return True
        except UserError:  # an impossible setting is refused, not overlooked
            return True
    return False


@pytest.mark.parametrize("path", [path for path in FIELDS if path not in RECORDED_ONLY])
def test_a_setting_of_the_clinic_counts(path, typical_patient, outpatient_site):
    silent = outpatient_site.model_copy(update={"capabilities": Capabilities()})
    assert any(_moves(typical_patient, site, path) for site in (outpatient_site, silent))


def test_only_settings_that_there_are_are_excused():
    assert set(RECORDED_ONLY) <= set(FIELDS)
