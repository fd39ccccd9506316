"""Whoever asks through a command is held to the calendar: what was signed too long ago is open again."""

import datetime

import pytest
from tests.support.fixed_clock import FixedClock

from sciaclinic.services import make_plan
from sciaclinic.services.asked_course import ask_course
from sciaclinic.services.check_patient import check_patient
from sciaclinic.services.context import Context
from sciatwin.eligibility import Verdict
from sciatwin.patient import read_patient
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
def test_the_day_decides_whether_an_override_counts(signed_file, examples, monkeypatch, today, readiness):
    monkeypatch.setattr(make_plan, "today", lambda: today)
    assert check_patient(read_patient(signed_file), Context(clock=FixedClock(today))).readiness is readiness
    regimen = Regimen.repeat(dose_mg_per_kg=0.5, duration_h=2 / 3, count=1)
    asked = ask_course(read_patient(signed_file), regimen, today)
    assert asked.suitability.readiness is readiness
    plan = make_plan.make_plan(signed_file, examples / "site_outpatient.yaml", None, draws=20, seed=1)
    assert (plan.readiness is Readiness.READY) == (readiness is Readiness.READY)
    assert (asked.suitability.eligibility.verdict is Verdict.NEEDS_OVERRIDE) == (readiness is not Readiness.READY)
