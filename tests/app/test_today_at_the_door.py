"""Whoever asks through a command is held to the calendar: what was signed too long ago is open again."""

import datetime

import pytest
from tests.support.fixed_clock import FixedClock

from sciaclinic.services.asked_course import ask_course
from sciaclinic.services.check_patient import check_patient
from sciaclinic.services.context import Context
from sciaclinic.services.make_plan import PlanRequest, make_plan
from sciatwin.eligibility import Verdict
from sciatwin.patient import read_patient
from sciatwin.plan import read_site
from sciatwin.regimen import Regimen
from sciatwin.suitability import Readiness

SIGNED = """
overrides:
  - {rule: porphyria, reason: agreed with the porphyria centre, by: physician, date: 2026-03-02}
"""


@pytest.fixture
def signed_file(tmp_path, examples):
    text = (examples / "typical.yaml").read_text(encoding="utf-8").replace("porphyria: no", "porphyria: yes")
    file = tmp_path / "patient.yaml"
    file.write_text(text + SIGNED, encoding="utf-8")
    return file


@pytest.mark.parametrize(
    ("today", "readiness"),
    [
        (datetime.date(2026, 3, 9), Readiness.READY),
        (datetime.date(2027, 3, 9), Readiness.NOT_SIGNABLE),
        (datetime.date(2026, 3, 1), Readiness.NOT_SIGNABLE),
    ],
)
def test_the_day_decides_whether_an_override_counts(signed_file, examples, today, readiness):
    patient, site = read_patient(signed_file), read_site(examples / "site_outpatient.yaml")
    assert check_patient(patient, Context(clock=FixedClock(today))).readiness is readiness
    regimen = Regimen.repeat(dose_mg_per_kg=0.5, duration_h=2 / 3, count=1)
    asked = ask_course(patient, regimen, today)
    assert asked.suitability.readiness is readiness
    request = PlanRequest(patient=patient, clinic=site, draws=20, seed=1)
    plan = make_plan(request, Context(clock=FixedClock(today)))
    assert (plan.readiness is Readiness.READY) == (readiness is Readiness.READY)
    assert (asked.suitability.eligibility.verdict is Verdict.NEEDS_OVERRIDE) == (readiness is not Readiness.READY)
