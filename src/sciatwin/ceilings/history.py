"""What was given before a plan begins, on the plan's own axis of time."""

import math
from dataclasses import dataclass, field

from sciatwin.analytes import Drug
from sciatwin.regimen import Regimen
from sciatwin.units import DAYS_PER_QUARTER, HOURS_PER_DAY

UNKNOWN_DRUG = Drug.S_KETAMINE
"""An earlier dose of a drug that nobody knows counts as the stronger one, mg for mg."""

QUARTER_H = DAYS_PER_QUARTER * HOURS_PER_DAY


def in_mg_of(drug: Drug, dose_mg: float, given: Drug | None) -> float:
    """A dose of an earlier course as mg of another drug, by ``racemic_equivalent`` (assumed); ``given``: None if
    unknown."""
    return dose_mg * (given or UNKNOWN_DRUG).racemic_equivalent / drug.racemic_equivalent


@dataclass(frozen=True)
class History:
    """Sessions already given, and the course before them.

    Attributes:
        given: hours count from the same moment as those of the plan.
        days_since_course: from the end of an earlier course, not among ``given``, to hour 0: ``inf`` for never, None if
            nobody knows.
        earlier_mg: dose of that course in mg of the drug of the limits; None if nobody knows.
        goes_on: the plan goes on with the course that was begun; otherwise it begins another one.
    """

    given: Regimen = field(default_factory=Regimen.none)
    days_since_course: float | None = math.inf
    earlier_mg: float | None = None
    goes_on: bool = False

    @property
    def last_end_h(self) -> float:
        """End of the last session given; before all time if none was."""
        return -math.inf if self.given.is_none else self.given.last_end_h

    @property
    def earlier_end_h(self) -> float:
        """End of the earlier course; before all time if there was none, or if nobody knows."""
        return -math.inf if self.days_since_course is None else -self.days_since_course * HOURS_PER_DAY

    def missing(self, quarter_h: float) -> tuple[str, ...]:
        """What must be known before the limits can be checked."""
        if self.days_since_course is None:
            return ("the date of the last ketamine course is unknown, so the time between courses cannot be checked",)
        if self.earlier_end_h > -quarter_h and self.earlier_mg is None:
            return (
                f"the dose of the ketamine course that ended {self.days_since_course:g} days ago is unknown, so the "
                "dose of the last weeks cannot be checked: add last_course_dose",
            )
        return ()
