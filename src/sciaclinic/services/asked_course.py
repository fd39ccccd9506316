"""What every command that simulates a regimen asks first: who, what, and whether it may be done at all."""

from dataclasses import dataclass
from pathlib import Path

from sciatwin.errors import MustNotInfuseError
from sciatwin.patient import Patient, read_patient
from sciatwin.plan.limits import require_below_ceilings
from sciatwin.plan.suitability import Suitability
from sciatwin.plan.templates import template_named
from sciatwin.regimen import Regimen


@dataclass(frozen=True)
class AskedCourse:
    """A patient and a regimen that may be simulated."""

    patient: Patient
    regimen: Regimen
    suitability: Suitability


def ask_course(patient_file: Path, regimen: Regimen | str, *, despite_block: bool) -> AskedCourse:
    """Read the patient, build the regimen or the template of that name, and refuse what must not be given.

    Raises: InputFileError, InvalidInputError, RegimenError, LimitError (past a published ceiling);
        MustNotInfuseError for a patient who is blocked or outside the models, unless ``despite_block``.
    """
    patient = read_patient(patient_file)
    if isinstance(regimen, str):
        regimen = template_named(regimen).build(patient.weight_kg)
    require_below_ceilings(regimen)
    suitability = Suitability.of(patient)
    if not despite_block:
        _require_infusible(suitability)
    return AskedCourse(patient, regimen, suitability)


def _require_infusible(suitability: Suitability) -> None:
    if why := (*suitability.blocked_by, *suitability.outside_models):
        raise MustNotInfuseError(
            "no dose is simulated for this patient:\n"
            + "\n".join(f"  - {reason}" for reason in why)
            + "\nTo study the model all the same, and never to treat, add --despite-block."
        )
