"""Shared examples. Tests that need a patient start from the typical one."""

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="session")
def examples() -> Path:
    return ROOT / "examples"


@pytest.fixture(scope="session")
def typical_patient(examples):
    from sciatwin.patient import read_patient

    return read_patient(examples / "typical.yaml")


@pytest.fixture(scope="session")
def outpatient_site(examples):
    from sciatwin.plan.clinic.site import read_site

    return read_site(examples / "site_outpatient.yaml")


@pytest.fixture(scope="session")
def explained(typical_patient):
    """One session of 0.5 mg/kg over 40 min in the typical patient, with real runs of the circuit."""
    from sciatwin.regimen import Regimen
    from sciatwin.twin import Twin
    from sciatwin.twin.shown.explanation import explain_mechanism

    twin = Twin(typical_patient, draws=200, seed=20260)
    return explain_mechanism(twin, Regimen.repeat(dose_mg_per_kg=0.5, duration_h=2 / 3, count=1))


@pytest.fixture
def no_circuit(monkeypatch, explained):
    """In the place of new runs of the circuit, one that is there already; it counts the blocks asked for."""
    asked = []

    def trains(blocks, seed, workers):
        asked.extend(blocks)
        return [explained.before.typical for _ in blocks]

    monkeypatch.setattr("sciatwin.twin.shown.explanation.typical_train", trains)
    return asked


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item):
    """Where a browser has to be there (SCIATWIN_BROWSER=required), a test that is skipped for the lack of one fails."""
    report = yield
    wanted = os.environ.get("SCIATWIN_BROWSER") == "required"
    if wanted and report.skipped and "apt-get install chromium" in str(report.longrepr):
        report.outcome = "failed"
    return report
