"""Plans to draw, with few draws so that they are quick."""

import pytest

from sciatwin.patient import Answer, Vitals
from sciatwin.plan import plan_infusion
from sciatwin.regimen import Regimen
from sciatwin.twin import Twin
from sciatwin.twin.shown.bands import CourseBands
from sciatwin.twin.shown.curves import CourseCurves

FEW_DRAWS = 80


@pytest.fixture(scope="session")
def typical_plan(typical_patient, outpatient_site):
    return plan_infusion(Twin(typical_patient, draws=FEW_DRAWS), outpatient_site)


@pytest.fixture(scope="session")
def blocked_plan(typical_patient, outpatient_site):
    conditions = typical_patient.conditions.model_copy(update={"active_psychosis_or_schizophrenia": Answer.YES})
    patient = typical_patient.model_copy(update={"conditions": conditions})
    return plan_infusion(Twin(patient, draws=FEW_DRAWS), outpatient_site)


@pytest.fixture(scope="session")
def course_without_pressure(typical_patient):
    twin = Twin(typical_patient.model_copy(update={"vitals": Vitals()}), draws=FEW_DRAWS)
    regimen = Regimen.repeat(dose_mg_per_kg=0.5, duration_h=2 / 3, count=3)
    return CourseCurves.of(CourseBands(twin.simulate(regimen, despite_block=True)), regimen)
