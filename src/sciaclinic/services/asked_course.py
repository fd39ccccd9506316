"""What is asked before a regimen is simulated: which one, and whether it may be done at all."""

import datetime
from dataclasses import dataclass

from sciaclinic.services.order import Order
from sciaclinic.services.plausible_order import require_usual_doses
from sciatwin.ceilings import require_below_ceilings
from sciatwin.patient import Patient
from sciatwin.plan.options.templates import template_named
from sciatwin.regimen import Regimen
from sciatwin.suitability import Suitability
from sciatwin.twin.permission import require_permission


@dataclass(frozen=True)
class AskedCourse:
    """A patient and a regimen that may be simulated."""

    patient: Patient
    regimen: Regimen
    suitability: Suitability


def ask_course(
    patient: Patient,
    asked: Order | Regimen | str,
    today: datetime.date,
    *,
    despite_block: bool = False,
    dose_is_confirmed: bool = False,
) -> AskedCourse:
    """Build what is ordered or the template of that name, and refuse what must not be given.

    Args:
        today: what was signed is held against it.
        dose_is_confirmed: an unusual dose of an order is meant.
    Raises: RegimenError, LimitError (past a published ceiling); MustNotInfuseError where no dose may be given (blocked,
        could be blocked by an open question, outside the models), unless ``despite_block``.
    """
    regimen = _regimen(asked, patient.weight_kg)
    require_below_ceilings(regimen)
    if isinstance(asked, Order):
        require_usual_doses(regimen, patient.weight_kg, confirmed=dose_is_confirmed)
    suitability = Suitability.of(patient, today)
    require_permission(suitability, regimen, despite_block=despite_block)
    return AskedCourse(patient, regimen, suitability)


def _regimen(asked: Order | Regimen | str, weight_kg: float) -> Regimen:
    match asked:
        case str():
            return template_named(asked).build(weight_kg)
        case Order():
            return asked.regimen(weight_kg)
        case Regimen():
            return asked
