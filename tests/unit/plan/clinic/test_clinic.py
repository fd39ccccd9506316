"""What a clinic can do, which weight it doses by and which drug it has decide what a plan may hold."""

import pytest

from sciatwin.analytes import Drug
from sciatwin.ceilings import ceilings_for
from sciatwin.ceilings.history import in_mg_of
from sciatwin.ceilings.published import S_POTENCY
from sciatwin.patient import Answer, Sex
from sciatwin.plan import Decision, plan_infusion
from sciatwin.plan.clinic.capabilities import Capabilities
from sciatwin.plan.clinic.dosing_weight import DosingWeight, dosing_weight_kg, ideal_weight_kg
from sciatwin.plan.options.templates import TEMPLATES
from sciatwin.plan.told.clinic_reasons import clinic_reasons
from sciatwin.regimen import Regimen
from sciatwin.twin import Twin
from sciatwin.usual_dose import least_usual_mg

STANDARDS = {
    "anaesthetist_present": "yes",
    "airway_skills": "yes",
    "resuscitation_kit": "yes",
    "defibrillator": "yes",
    "continuous_oximetry": "yes",
    "capnography": "yes",
    "monitoring_interval": "5 min",
}


@pytest.fixture(scope="module")
def wide(outpatient_site):
    """A clinic whose limits reach the published ceilings."""
    limits = outpatient_site.limits.model_copy(update={"max_rate_mg_per_kg_h": 2.0, "max_session_h": 12.0})
    return outpatient_site.model_copy(update={"limits": limits})


def with_capabilities(site, **given):
    return site.model_copy(update={"capabilities": Capabilities.model_validate(given)})


def test_a_clinic_that_declares_anaesthesia_standards_keeps_its_limits(wide):
    site = with_capabilities(wide, **STANDARDS)
    assert site.capabilities.missing_standards == ()
    assert site.limits_in_force == site.limits


@pytest.mark.parametrize("missing", STANDARDS)
def test_each_standard_that_is_not_declared_lowers_the_ceiling(wide, missing):
    """2018 acute-pain consensus: at most 1 mg/kg/h without intensive monitoring."""
    site = with_capabilities(wide, **{name: answer for name, answer in STANDARDS.items() if name != missing})
    assert site.limits_in_force.max_rate_mg_per_kg_h == 1.0
    assert site.limits_in_force.max_session_h == 6.0


def test_silence_is_not_yes_and_is_asked_for(wide, typical_patient):
    silent = with_capabilities(wide)
    assert silent.limits_in_force.max_rate_mg_per_kg_h == 1.0
    (reason,) = clinic_reasons(Regimen.none(), typical_patient, silent, typical_patient.weight_kg)
    assert "anaesthesia standards" in reason
    assert "rate of 1 instead of 2 mg/kg/h and a session of 6 instead of 12 h" in reason
    assert "who monitors" in silent.capabilities.not_said


def test_s_ketamine_has_half_the_ceiling(wide):
    limits = wide.limits.model_copy(update={"drug": Drug.S_KETAMINE, "max_rate_mg_per_kg_h": 1.0})
    assert Capabilities().in_force(limits).max_rate_mg_per_kg_h == 0.5


@pytest.mark.parametrize("lacking", ["airway_skills", "resuscitation_kit", "recovery_place", "continuous_oximetry"])
def test_a_clinic_without_what_any_infusion_needs_gets_no_dose(outpatient_site, typical_patient, lacking):
    held = outpatient_site.capabilities.model_copy(update={lacking: Answer.NO})
    made = plan_infusion(Twin(typical_patient, draws=10), outpatient_site.model_copy(update={"capabilities": held}))
    assert made.decision is Decision.NOT_EQUIPPED
    assert made.regimen.is_none


def test_a_clinic_that_measures_pressure_hardly_ever_gets_no_dose():
    """Royal Cornwall 2022: every 30 min at the longest in the first three hours."""
    for interval, lacks in (("30 min", False), ("31 min", True), ("4 h", True)):
        held = Capabilities.model_validate({**STANDARDS, "recovery_place": "yes", "monitoring_interval": interval})
        assert any("blood pressure" in what for what in held.lacking) is lacks


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"monitoring_interval_h": 20 / 60}, "measures blood pressure every 20 min"),
        ({"defibrillator": Answer.NO}, "has no defibrillator"),
        ({"defibrillator": Answer.UNKNOWN}, "a defibrillator"),
        ({"continuous_oximetry": Answer.UNKNOWN}, "pulse oximetry"),
    ],
)
def test_what_the_sheet_asks_and_the_clinic_does_not_declare_is_an_open_point(outpatient_site, change, says):
    assert not outpatient_site.capabilities.open_points
    held = outpatient_site.capabilities.model_copy(update=change)
    assert any(says in point for point in held.open_points)


@pytest.mark.parametrize(
    ("sex", "height_cm", "ideal"),
    [(Sex.MALE, 177.8, 73.0), (Sex.FEMALE, 165.1, 57.0), (Sex.MALE, 152.4, 50.0), (Sex.FEMALE, 140.0, 45.5)],
)
def test_ideal_weight_is_that_of_devine(sex, height_cm, ideal):
    """50 or 45.5 kg and 2.3 kg for each inch above 60."""
    assert ideal_weight_kg(sex, height_cm) == pytest.approx(ideal, abs=0.05)


def test_adjusted_weight_lies_between_ideal_and_total(typical_patient):
    """Worked example of calculators: 110 kg at 70 inches is 73 kg ideal and 87.8 kg adjusted."""
    man = typical_patient.model_copy(update={"sex": Sex.MALE, "height_cm": 177.8, "weight_kg": 110.0})
    assert dosing_weight_kg(man, DosingWeight.ADJUSTED) == pytest.approx(87.8, abs=0.01)
    assert dosing_weight_kg(man, DosingWeight.IDEAL) == pytest.approx(73.0)
    assert dosing_weight_kg(man, DosingWeight.TOTAL) == 110.0


@pytest.mark.parametrize("basis", list(DosingWeight))
def test_weight_for_dosing_is_never_more_than_the_patient_weighs(typical_patient, basis):
    thin = typical_patient.model_copy(update={"height_cm": 190.0, "weight_kg": 48.0})
    assert dosing_weight_kg(thin, basis) == 48.0


def test_beyond_a_body_mass_index_of_30_both_weights_are_in_the_plan(outpatient_site, typical_patient):
    heavy = typical_patient.model_copy(update={"weight_kg": 110.0, "height_cm": 176.0})
    site = outpatient_site.model_copy(update={"dosing_weight": DosingWeight.ADJUSTED})
    made = plan_infusion(Twin(heavy, draws=40), site)
    assert made.compared is not None
    dosing_kg = dosing_weight_kg(heavy, DosingWeight.ADJUSTED)
    assert any(f"adjusted weight, {dosing_kg:.0f} kg; the patient weighs 110 kg" in reason for reason in made.reasons)
    for visit in made.compared.regimen.by_visit:
        per_dosing_kg = visit.highest_rate_mg_per_kg_h * 110 / dosing_kg
        assert per_dosing_kg <= site.limits.max_rate_mg_per_kg_h * (1 + 1e-9)
        assert visit.dose_mg_per_kg * 110 <= site.limits.max_session_mg * (1 + 1e-9)


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda template: template.name)
def test_a_published_racemic_regimen_is_converted_for_s_ketamine_and_says_so(template):
    racemic, converted = template.build(70.0), template.of(Drug.S_KETAMINE)
    regimen = converted.build(70.0)
    assert regimen.drug is Drug.S_KETAMINE
    assert regimen.total_mg(70) == pytest.approx(racemic.total_mg(70) / S_POTENCY.value)
    assert "converted from racemic ketamine" in converted.name
    assert "is assumed" in converted.assumed
    assert template.of(Drug.RACEMIC_KETAMINE) is template


def test_every_comparison_of_the_drugs_takes_the_strength_that_has_a_range_and_a_reason():
    racemic, s = Drug.RACEMIC_KETAMINE, Drug.S_KETAMINE
    ratios = [
        s.racemic_equivalent / racemic.racemic_equivalent,
        least_usual_mg(racemic) / least_usual_mg(s),
        in_mg_of(racemic, 1.0, s),
        ceilings_for(racemic).day_mg_per_kg / ceilings_for(s).day_mg_per_kg,
    ]
    assert ratios == pytest.approx([S_POTENCY.value] * 4)


def test_infusions_of_days_are_said_to_be_out_of_scope_where_a_clinic_has_beds(outpatient_site, typical_patient):
    site = with_capabilities(outpatient_site, **STANDARDS, in_patient_beds="yes")
    (reason,) = clinic_reasons(Regimen.none(), typical_patient, site, typical_patient.weight_kg)
    assert "Infusions of days are in-patient care" in reason


def test_a_nurse_who_watches_many_is_an_open_point(outpatient_site, typical_patient):
    held = outpatient_site.capabilities.model_copy(update={"patients_per_nurse": 4.0})
    unmeasured = typical_patient.model_copy(update={"days_since_ketamine_course": None})
    made = plan_infusion(Twin(unmeasured, draws=5), outpatient_site.model_copy(update={"capabilities": held}))
    assert any("One nurse watches 4 patients" in point for point in made.unsigned_because)
