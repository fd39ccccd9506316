"""What is refused before a dose is simulated for a patient, by whichever door it comes."""

from sciatwin.ceilings import require_below_ceilings
from sciatwin.errors import MustNotInfuseError
from sciatwin.regimen import Regimen
from sciatwin.suitability import Suitability


def require_permission(suitability: Suitability, planned: Regimen, *, despite_block: bool = False) -> None:
    """Nothing is refused where no session is planned.

    Args:
        despite_block: to study the model, never to treat. Published ceilings hold all the same.
    Raises: LimitError past a published ceiling; MustNotInfuseError for a patient whom a rule blocks or could block, or
        whom no model describes, unless ``despite_block``.
    """
    if planned.is_none:
        return
    require_below_ceilings(planned)
    reasons = (*suitability.blocked_by, *suitability.outside_models, *suitability.could_be_blocked_by)
    if reasons and not despite_block:
        raise MustNotInfuseError(
            "no dose is simulated for this patient:\n"
            + "\n".join(f"  - {reason}" for reason in reasons)
            + "\nAnswer what is open. To study the model all the same, and never to treat, add --despite-block "
            "(in Python: despite_block=True)."
        )
