"""Reads what was given and seen, and asks back what nobody can have been given."""

from pathlib import Path

from sciatwin.ceilings import require_below_ceilings
from sciatwin.observation import Observations, read_observations
from sciatwin.patient import Patient

_CHECK_THE_ENTRY = (
    "These sessions are recorded as given: check drug, dose, unit and duration. The models describe nothing above it."
)


def recorded(patient: Patient, file: Path, zone: str | None) -> Observations:
    """Raises: InputFileError, InvalidInputError, UnitError; LimitError for a recorded dose past a published ceiling."""
    observations = read_observations(file, zone=zone)
    require_below_ceilings(observations.regimen(patient.weight_kg), _CHECK_THE_ENTRY)
    return observations
