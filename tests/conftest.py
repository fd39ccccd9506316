"""Shared examples. Tests that need a patient start from the typical one."""

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
    from sciatwin.plan.site import read_site

    return read_site(examples / "site_outpatient.yaml")
