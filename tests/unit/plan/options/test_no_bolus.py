"""Who starts lower gets no bolus in any session, whatever the clinic allows."""

import pytest

from sciatwin.analytes import Drug
from sciatwin.patient import Answer, Medicine
from sciatwin.plan import plan_infusion
from sciatwin.plan.choose.search import search
from sciatwin.plan.limits import History
from sciatwin.plan.options.grid import shapes
from sciatwin.plan.options.no_bolus import NO_BOLUS, no_bolus_because
from sciatwin.twin import Twin


def _apnoea(patient, answer):
    return {"conditions": patient.conditions.model_copy(update={"sleep_apnoea": answer})}


LOWER = {
    "age above 75 years": lambda patient: {"age_yr": 78.0},
    "opioid": lambda patient: {"medicines": (*patient.medicines, Medicine(name="oxycodone", dose="10 mg"))},
    "sedative": lambda patient: {"medicines": (*patient.medicines, Medicine(name="diazepam", dose="5 mg"))},
    "sleep apnoea": lambda patient: _apnoea(patient, Answer.YES),
    "sleep apnoea unknown": lambda patient: _apnoea(patient, Answer.UNKNOWN),
}


@pytest.fixture
def bolus_site(outpatient_site):
    limits = outpatient_site.limits.model_copy(update={"max_bolus_mg_per_kg": 0.35})
    return outpatient_site.model_copy(update={"limits": limits})


def _found(patient, site):
    twin = Twin(patient, draws=60, seed=5)
    return search(twin, site.limits, History(), patient.goals, Drug.RACEMIC_KETAMINE)


def _boluses(found):
    return {visit.bolus_mg_per_kg for candidate in found.candidates for visit in candidate.regimen.by_visit}


@pytest.mark.parametrize("who", LOWER)
def test_no_candidate_has_a_bolus_for_who_starts_lower(typical_patient, bolus_site, who):
    patient = typical_patient.model_copy(update=LOWER[who](typical_patient))
    assert no_bolus_because(patient)
    found = _found(patient, bolus_site)
    assert _boluses(found) == {0.0}
    assert found.turned_away[NO_BOLUS] > 0


def test_others_may_have_one(typical_patient, bolus_site):
    assert not no_bolus_because(typical_patient)
    found = _found(typical_patient, bolus_site)
    assert max(_boluses(found)) > 0
    assert NO_BOLUS not in found.turned_away


def test_shapes_count_what_they_turned_away(outpatient_site):
    within, turned_away = shapes(74.0, outpatient_site.limits, with_bolus=False)
    assert {shape.bolus_mg_per_kg for shape in within} == {0.0}
    assert turned_away[NO_BOLUS] > 0


def test_the_plan_says_so_and_lists_it_among_what_turned_regimens_away(typical_patient, bolus_site):
    patient = typical_patient.model_copy(update=LOWER["age above 75 years"](typical_patient))
    plan = plan_infusion(Twin(patient, draws=100, seed=4), bolus_site)
    assert plan.compared is not None
    assert all(visit.bolus_mg_per_kg == 0 for visit in plan.compared.regimen.by_visit)
    assert NO_BOLUS in {item.limit for item in plan.limits_acted}
    assert any("No session has a bolus" in reason and "75 years" in reason for reason in plan.reasons)
    with_bolus = [v for v in plan.templates if any(s.bolus_mg_per_kg > 0 for s in v.candidate.regimen.by_visit)]
    assert all(NO_BOLUS in {item.limit for item in verdict.crossed} for verdict in with_bolus)
