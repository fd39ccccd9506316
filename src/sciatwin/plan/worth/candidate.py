"""A regimen with what it is worth: what a search ranks, a plan compares and a figure shows."""

from collections.abc import Mapping
from dataclasses import dataclass

from sciatwin.regimen import Regimen
from sciatwin.twin.shown.risks import Risks


@dataclass(frozen=True, kw_only=True)
class Candidate:
    """One regimen with what it is predicted to do at the review week.

    Attributes:
        gain_over_placebo: mean points of leg pain below placebo; late_gain_over_placebo: the same at the late week.
        worthwhile: probability of a worthwhile gain over untreated, with ketamine.
        worthwhile_on_placebo: the same with placebo infusions.
        late_worthwhile, late_worthwhile_on_placebo: the same two at the late week; like the error, not computed for
            every searched regimen.
        added_by: account of lasting relief → what it adds to that probability.
        excess_error: Monte Carlo error of the excess.
    """

    regimen: Regimen
    total_mg: float
    gain_over_placebo: float
    late_gain_over_placebo: float
    worthwhile: float
    worthwhile_on_placebo: float
    added_by: Mapping[str, float]
    excess_error: float | None
    risks: Risks
    late_worthwhile: float | None = None
    late_worthwhile_on_placebo: float | None = None

    @property
    def excess(self) -> float:
        """Probability of a worthwhile gain that the drug adds to placebo."""
        return self.worthwhile - self.worthwhile_on_placebo
