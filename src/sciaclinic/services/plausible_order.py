"""An order that reads like a slip of the pen is asked back before anything is computed."""

from sciatwin.errors import LimitError, RegimenError
from sciatwin.regimen import Regimen
from sciatwin.usual_dose import LARGEST_COURSE_MG, unusual_visit


def require_usual_doses(regimen: Regimen, weight_kg: float, *, confirmed: bool) -> None:
    """Raises: LimitError for a course that nobody gives; RegimenError for an unusual visit, unless ``confirmed``."""
    total_mg = regimen.total_mg(weight_kg)
    if total_mg > LARGEST_COURSE_MG:
        raise LimitError(
            f"the whole course is {total_mg / 1000:.3g} g of {regimen.drug}; above {LARGEST_COURSE_MG / 1000:g} g "
            "nothing is simulated. Check the dose, its unit and the number of sessions."
        )
    visits = ((visit.dose_mg_per_kg * weight_kg, visit.duration_h) for visit in regimen.by_visit)
    found = list(dict.fromkeys(filter(None, (unusual_visit(mg, hours, regimen.drug) for mg, hours in visits))))
    if found and not confirmed:
        raise RegimenError(f"{'; '.join(found)}. Check the number and the unit; if it is meant, add --confirm-dose.")
