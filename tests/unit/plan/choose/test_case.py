"""What is refused before any regimen is looked for, and what such a plan says of itself."""

import math

import pytest

from sciatwin.analytes import Drug
from sciatwin.ceilings.crossed import above
from sciatwin.errors import RegimenError
from sciatwin.observation import GivenSession, Observations
from sciatwin.observation.seen.pressure import Pressure
from sciatwin.plan import Decision, plan_infusion
from sciatwin.plan.choose.case import Case
from sciatwin.plan.choose.panels import Panels
from sciatwin.plan.choose.planner import _searched_plan
from sciatwin.regimen import Regimen
from sciatwin.suitability import Readiness
from sciatwin.twin import Twin

SESSION = GivenSession(start_h=0.0, duration_h=0.5, dose_mg=37.0, drug=Drug.RACEMIC_KETAMINE)


def _after(patient, *seen):
    observations = Observations(tuple(seen), (SESSION,))
    return Twin(patient, draws=50, seed=1).after(observations.regimen(patient.weight_kg), 24.0, observations)


def test_a_plan_that_is_stopped_is_open_and_gives_no_dose(typical_patient, outpatient_site):
    twin = _after(typical_patient, Pressure(time_h=0.4, systolic_mmhg=188, diastolic_mmhg=112))
    plan = plan_infusion(twin, outpatient_site)
    assert plan.decision is Decision.STOPPED
    assert plan.readiness is Readiness.NO_DOSE
    assert any("188/112" in point for point in plan.unsigned_because)


def test_a_limit_that_so_few_versions_cannot_tell_is_refused_by_name(typical_patient, outpatient_site):
    learned = Twin.of(typical_patient, Twin(typical_patient, draws=60, seed=1).ensemble)
    fewer = min(half.count for half in learned.ensemble.halves())
    plan = plan_infusion(learned, outpatient_site)
    assert plan.decision is Decision.CANNOT_BE_CHECKED
    assert f" worth {fewer} of equal weight" in plan.reasons[0]
    assert "--draws" in plan.reasons[0]


@pytest.mark.parametrize("value", [math.nan, math.inf, 1.01])
def test_a_value_that_is_not_known_to_lie_within_a_limit_crosses_it(value):
    assert above("rate", value, 1.0, "mg/kg/h")


def test_a_twin_does_not_forget_what_was_given(typical_patient):
    twin = _after(typical_patient)
    with pytest.raises(RegimenError, match="Name all of them again"):
        twin.after(Regimen.none(), 48.0)


@pytest.mark.slow
def test_other_versions_of_the_patient_choose_a_regimen_that_is_as_good(typical_patient, outpatient_site):
    """The seeds of the panels are moved: decision alike, dose within 15 %, or the other is named as its equal."""
    plans = []
    for shift in (0, 1000):
        case = Case(Twin(typical_patient, draws=60, seed=1), outpatient_site, goes_on=False)
        vars(case)["panels"] = Panels.of(case.twin, shift=shift)
        plans.append(_searched_plan(case))
    assert len({plan.decision for plan in plans}) == 1
    doses = [plan.compared.total_mg for plan in plans]
    assert max(doses) <= 1.15 * min(doses)
