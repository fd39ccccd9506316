"""Published ceilings on dose by drug, and the most that any stretch of a course holds."""

from sciatwin.ceilings.crossed import LimitCrossed, above, ceilings_crossed, require_below_ceilings
from sciatwin.ceilings.published import CONSENSUS_2018, Ceilings, ceilings_for
from sciatwin.ceilings.windows import most_in_any

__all__ = [
    "CONSENSUS_2018",
    "Ceilings",
    "LimitCrossed",
    "above",
    "ceilings_crossed",
    "ceilings_for",
    "most_in_any",
    "require_below_ceilings",
]
