"""An example clinic, to look round in: four patients whose names say what they show, and limits that nobody signed."""

from pathlib import Path

from sciaclinic.services.clinic.clinic_site import set_site, site_of
from sciaclinic.services.clinic.desk import Desk
from sciaclinic.services.clinic.intake import take_in
from sciaclinic.services.clinic.register import add_patient, patients_with_episodes
from sciaclinic.services.clinic.uploaded import Record, read_uploaded
from sciatwin.patient import Patient
from sciatwin.plan import Site

_EXAMPLES = ("typical", "likely_recovers", "outside_models", "blocked")
_CLINIC = "site_outpatient"


def add_examples(desk: Desk) -> None:
    """Nothing where there are patients already."""
    if patients_with_episodes(desk):
        return
    if site_of(desk) is None:
        set_site(desk, _read(_CLINIC, Site))
    for number, name in enumerate(_EXAMPLES, 1):
        shown = f"Example: {name.replace('_', ' ')}"
        episode = add_patient(desk, number=f"EX-{number}", name=shown, birth_date=None, allergies="none known")
        take_in(desk, episode, _read(name, Patient))


def _read(name: str, record_type: type[Record]) -> Record:
    return read_uploaded((_folder() / f"{name}.yaml").read_bytes(), f"{name}.yaml", record_type)


def _folder() -> Path:
    """Where an installation keeps them; in a checkout they stand beside the source."""
    packed = Path(__file__).parents[2] / "examples"
    return packed if packed.is_dir() else Path(__file__).parents[4] / "examples"
