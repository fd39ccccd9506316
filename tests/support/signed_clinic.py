"""A clinic with one signed plan, made once and copied for every test that charts: a plan takes seconds."""

import shutil
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from support.a_clinic import AClinic
from support.chart_session import Charting

_kept = []


@cache
def _made():
    """Where the record stands whose plan is signed, and the key of its episode."""
    folder = TemporaryDirectory(prefix="sciatwin-signed-")
    _kept.append(folder)  # for as long as the tests run
    clinic = AClinic(Path(folder.name))
    key = clinic.signed_episode()
    clinic.close()
    return Path(folder.name) / "record.sqlite", key


def signed_clinic(folder):
    """A clinic of its own in ``folder``, and the charting of its plan."""
    record, key = _made()
    shutil.copy(record, folder / "record.sqlite")
    clinic = AClinic(folder)
    return clinic, Charting(clinic, key)
