"""What was given so far and what was seen, in words: it stays on page one, also after a review."""

from dataclasses import dataclass


@dataclass(frozen=True)
class SeenInSessions:
    """Before a plan.

    Attributes:
        visits, total_mg, days: of the sessions given.
        dangers: one line a day, whether a review lifted the stop or not; reviews: who let go on or stopped, and when.
        leg_pain: since the last session; empty if nothing was written down.
        passed: days since the last that is known; empty where that is not known.
    """

    visits: int
    total_mg: float
    days: str
    dangers: tuple[str, ...]
    reviews: tuple[str, ...]
    leg_pain: str
    passed: str = ""
