"""What is refused before a dose is simulated for a patient, by whichever door it comes."""

from sciatwin.ceilings import require_below_ceilings
from sciatwin.errors import MustNotInfuseError
from sciatwin.regimen import Regimen
from sciatwin.suitability import Suitability


def require_permission(suitability: Suitability, planned: Regimen, *, despite_block: bool = False) -> None:
    """Nothing is refused where no session is planned.

    Args:
        despite_block: to study the model, never to treat. Published ceilings hold all the same.
    Raises: LimitError past a published ceiling; MustNotInfuseError where no dose may be given, unless
        ``despite_block``: blocked, could be blocked by an open question, outside the models, or a hard limit
        cannot be checked.
    """
    if planned.is_none:
        return
    require_below_ceilings(planned)
    if (reasons := suitability.no_dose_because) and not despite_block:
        raise MustNotInfuseError(
            "no dose is simulated for this patient:\n"
            + "\n".join(f"  - {reason}" for reason in reasons)
            + "\nAnswer what is open. To study the model all the same, and never to treat, add --despite-block "
            "(in Python: despite_block=True)."
        )
