"""The dose of an earlier course counts in the drug that it was of, and an absurd one is asked back."""

import pytest
from pydantic import ValidationError

from sciatwin.analytes import Drug
from sciatwin.eligibility import assess
from sciatwin.patient import EarlierDrug, Patient
from sciatwin.plan import Decision, plan_infusion
from sciatwin.plan.clinic.earlier_course import earlier_in_words, earlier_mg
from sciatwin.suitability import Suitability
from sciatwin.twin import Twin

RACEMIC, S, UNKNOWN = EarlierDrug.RACEMIC, EarlierDrug.S_KETAMINE, EarlierDrug.UNKNOWN


def _after(patient, dose_mg, drug=UNKNOWN, days=60.0):
    update = {"days_since_ketamine_course": days, "last_course_mg": dose_mg, "last_course_drug": drug}
    return patient.model_copy(update=update)


def _s_clinic(site):
    limits = site.limits.model_copy(update={"drug": Drug.S_KETAMINE})
    return site.model_copy(update={"limits": limits})


@pytest.mark.parametrize(("drug", "counted_mg"), [(RACEMIC, 100), (S, 200), (UNKNOWN, 200)])
def test_s_ketamine_and_a_drug_that_nobody_knows_count_double_against_racemic_limits(
    typical_patient, outpatient_site, drug, counted_mg
):
    patient = _after(typical_patient, 100.0, drug)
    assert earlier_mg(patient, outpatient_site) == counted_mg
    said = earlier_in_words(patient, outpatient_site)
    assert bool(said) == (counted_mg != 100)
    assert all("200 mg of racemic ketamine (assumed" in line for line in said)


@pytest.mark.parametrize(("drug", "counted_mg"), [(RACEMIC, 50), (S, 100), (UNKNOWN, 100)])
def test_the_racemate_counts_half_against_limits_of_s_ketamine(typical_patient, outpatient_site, drug, counted_mg):
    assert earlier_mg(_after(typical_patient, 100.0, drug), _s_clinic(outpatient_site)) == counted_mg


def test_the_drug_of_the_last_course_decides_what_is_left_of_the_quarter(typical_patient, outpatient_site):
    almost_all = outpatient_site.limits.max_quarter_mg - 150.0
    racemic, unknown = (
        plan_infusion(Twin(_after(typical_patient, almost_all, drug), draws=40, seed=2), outpatient_site)
        for drug in (RACEMIC, UNKNOWN)
    )
    assert unknown.decision is Decision.NOTHING_WITHIN_LIMITS
    assert any("drug that is not known" in reason for reason in unknown.reasons)
    assert racemic.decision is not Decision.NOTHING_WITHIN_LIMITS


@pytest.mark.parametrize("dose", ["0 mg", "0 g", "-10 mg"])
def test_no_dose_of_a_course_is_refused(typical_patient, dose):
    content = typical_patient.model_dump(mode="json", by_alias=False) | {"last_course_dose": dose}
    content.pop("last_course_mg")
    with pytest.raises(ValidationError, match="greater than 0"):
        Patient.model_validate(content)


@pytest.mark.parametrize("dose_mg", [0.5, 1.5, 4.9, 5001.0, 9000.0])
def test_an_absurd_dose_of_a_course_that_counts_gives_none_until_it_is_confirmed(typical_patient, dose_mg):
    patient = _after(typical_patient, dose_mg)
    assert [finding.rule.key for finding in assess(patient).could_block] == ["unlikely_last_course"]
    assert Suitability.of(patient).no_dose_because
    confirmed = patient.model_copy(update={"confirmed": ("last_course_dose",)})
    assert not assess(confirmed).could_block


@pytest.mark.parametrize(("dose_mg", "days"), [(37.0, 60.0), (4800.0, 60.0), (1.5, 92.0), (1.5, float("inf"))])
def test_an_ordinary_dose_and_one_of_long_ago_are_not_asked_back(typical_patient, dose_mg, days):
    assert not assess(_after(typical_patient, dose_mg, days=days)).could_block
