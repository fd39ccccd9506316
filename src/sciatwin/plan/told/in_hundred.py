"""What an infusion means for 100 patients like this one: who gains, who gains nothing that lasts, and what it costs."""

from dataclasses import dataclass

from sciatwin.patient import Goals
from sciatwin.plan.worth.candidate import Candidate
from sciatwin.plan.worth.preferences import PREFERENCES, Preferences
from sciatwin.twin.pain.expectation import lasting_relief_probability
from sciatwin.twin.versions.ensemble import Ensemble


@dataclass(frozen=True, kw_only=True)
class InHundred:
    """Probabilities (0 to 1) of the least worthwhile gain over no treatment, and the price of the course.

    Attributes:
        nothing_lasting: probability that the drug itself leaves this patient no relief that lasts.
        gain_over_placebo: mean points of leg pain below placebo at the review week.
        hours: infusion and visits: travel, preparation and observation.
    """

    week: int
    least_gain: float
    with_ketamine: float
    on_placebo: float
    late_week: int
    late_with_ketamine: float
    late_on_placebo: float
    nothing_lasting: float
    gain_over_placebo: float
    visits: int
    infusion_h: float
    hours: float

    @property
    def added(self) -> float:
        """What the drug itself adds at the review week."""
        return self.with_ketamine - self.on_placebo

    @property
    def added_late(self) -> float:
        return self.late_with_ketamine - self.late_on_placebo


def in_hundred(candidate: Candidate, ensemble: Ensemble, goals: Goals, wanted: Preferences = PREFERENCES) -> InHundred:
    """Of a regimen whose whole course was evaluated.

    Raises: ValueError for a candidate of the search, whose late week was not evaluated.
    """
    late, late_on_placebo = candidate.late_worthwhile, candidate.late_worthwhile_on_placebo
    if late is None or late_on_placebo is None:
        raise ValueError(f"Regimen '{candidate.regimen.name}': its probabilities at the late week are not known.")
    infusion_h = sum(session.duration_h for session in candidate.regimen.sessions)
    return InHundred(
        week=goals.review_week,
        least_gain=goals.least_worthwhile_gain,
        with_ketamine=candidate.worthwhile,
        on_placebo=candidate.worthwhile_on_placebo,
        late_week=wanted.late_week,
        late_with_ketamine=late,
        late_on_placebo=late_on_placebo,
        nothing_lasting=1 - lasting_relief_probability(ensemble),
        gain_over_placebo=candidate.gain_over_placebo,
        visits=candidate.regimen.visits,
        infusion_h=infusion_h,
        hours=infusion_h + wanted.visit_h.value * candidate.regimen.visits,
    )
