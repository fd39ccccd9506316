"""What is searched among stays within the limits, and is worked out from unit responses without loss."""

import numpy as np
import pytest

from sciatwin.analytes import Drug
from sciatwin.plan import plan_infusion
from sciatwin.plan.choose.unit_responses import LAG_STEP_DAYS, session_times_h, unit_responses
from sciatwin.plan.clinic.supply import Vial
from sciatwin.plan.limits import crossed_by_dose
from sciatwin.plan.options.grid import HORIZON_DAYS, Schedule, SessionShape, build, schedules, shapes
from sciatwin.regimen import Regimen
from sciatwin.twin import Twin
from sciatwin.twin.drug.levels import effect_levels
from sciatwin.twin.versions.ensemble import FAST_SITE, SLOW_SITE


@pytest.fixture(scope="module")
def twin(typical_patient):
    return Twin(typical_patient, draws=60, seed=5)


def test_every_shape_is_within_the_limits_of_one_session(typical_patient, outpatient_site):
    weight_kg = typical_patient.weight_kg
    found, _ = shapes(weight_kg, outpatient_site.limits)
    assert found
    for shape in found:
        assert (
            crossed_by_dose(build(shape, Schedule((0.0,)), Drug.RACEMIC_KETAMINE), weight_kg, outpatient_site.limits)
            == []
        )


def test_schedules_start_on_day_0_and_respect_the_visits_that_a_patient_accepts(typical_patient, outpatient_site):
    for most_visits in (1, 4, 10):
        goals = typical_patient.goals.model_copy(update={"most_visits": most_visits})
        found = schedules(goals, outpatient_site.limits)
        assert found
        assert len({schedule.days for schedule in found}) == len(found)
        for schedule in found:
            assert schedule.days[0] == 0
            assert list(schedule.days) == sorted(set(schedule.days))
            assert schedule.visits <= most_visits
            assert schedule.days[-1] <= HORIZON_DAYS


def test_a_shape_on_a_schedule_is_that_regimen():
    regimen = build(SessionShape(0.1, 0.5, 2.0), Schedule((0.0, 1.0, 7.0)), Drug.RACEMIC_KETAMINE)
    assert [session.start_h for session in regimen.sessions] == [0, 24, 168]
    assert all(session.dose_mg_per_kg == pytest.approx(1.1) for session in regimen.sessions)


@pytest.mark.parametrize("drug", list(Drug))
def test_unit_responses_add_up_to_the_simulated_course(twin, drug):
    """0.2 mg/kg and then 0.5 mg/kg/h for 2 h on days 0, 1 and 7; the slow site on day 28, the fast one on day 0."""
    weight = {"bolus": 0.2, "infusion": 0.5}
    regimen = Regimen.on_days(
        [0, 1, 7], rate_mg_per_kg_h=weight["infusion"], duration_h=2.0, bolus_mg_per_kg=weight["bolus"], drug=drug
    )
    units = unit_responses(twin.ensemble, drug, [2.0], HORIZON_DAYS)
    lags = [round((28 - day) / LAG_STEP_DAYS) for day in (0, 1, 7)]
    slow = weight["bolus"] * units.slow_bolus[lags].sum(axis=0)
    slow = slow + weight["infusion"] * units.slow_infusion[2.0][lags].sum(axis=0)
    fast = weight["bolus"] * units.fast_bolus[2.0] + weight["infusion"] * units.fast_infusion[2.0]
    first_h = session_times_h(2.0)
    first_h = first_h[first_h < 24]  # the second session starts then
    levels = effect_levels(twin.ensemble, regimen, np.append(first_h, 28 * 24.0))
    np.testing.assert_allclose(slow, levels[SLOW_SITE][-1], rtol=1e-8)
    np.testing.assert_allclose(fast[: len(first_h)], levels[FAST_SITE][:-1], rtol=1e-8, atol=1e-9)


def test_a_clinic_with_s_ketamine_gets_a_plan_of_s_ketamine(twin, outpatient_site):
    vial = Vial(drug=Drug.S_KETAMINE, strength="25 mg/mL", strength_is="base", volume="2 mL")
    halved = {"max_bolus_mg_per_kg": 0.175, "max_rate_mg_per_kg_h": 0.5, "max_session_mg": 100.0, "max_hour_mg": 20.0}
    limits = outpatient_site.limits.model_copy(update={"drug": Drug.S_KETAMINE, **halved})
    made = plan_infusion(twin, outpatient_site.model_copy(update={"vial": vial, "limits": limits}))
    assert made.compared is not None
    assert made.compared.regimen.drug is Drug.S_KETAMINE
