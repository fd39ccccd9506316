"""What is wanted of a plan: every weight and threshold that is a judgement and no fact, in one record.

Nobody measured these numbers. Each has the range within which it could lie, the reason, and who signed it; what nobody
signed is assumed by us.
"""

from dataclasses import dataclass, fields, replace

from sciatwin.errors import Fault, InvalidInputError
from sciatwin.evidence import Estimate, Source, Status
from sciatwin.patient.signed import somebody
from sciatwin.twin.shown.dangers import OFTEN_SEVERE


@dataclass(frozen=True)
class Preference:
    """One judgement. ``signed_by``: who answers for the value, by role or name; empty while it is assumed."""

    estimate: Estimate
    signed_by: str = ""

    @property
    def value(self) -> float:
        return self.estimate.value

    @property
    def set_by(self) -> str:
        """Who answers for it, as a sentence of a plan says it in brackets."""
        return f"set by {self.signed_by}" if self.signed_by else str(self.estimate.status)

    @property
    def chosen_by(self) -> str:
        """The same where a sentence speaks of a choice."""
        return f"the choice of {self.signed_by}" if self.signed_by else "this program's choice"

    def signed(self, value: float, by: str, reason: str) -> "Preference":
        """The same question with the answer of a person who signs it; the reason says who, wherever it is shown.

        Raises: ValueError for a value outside the range, or without somebody or a reason.
        """
        somebody(by)
        if not reason.strip():
            raise ValueError(f"'{self.estimate.meaning}': write why it is {value:g} {self.estimate.unit}.")
        estimate = replace(self.estimate, value=value, reason=f"set by {by.strip()}: {reason.strip()}", source=None)
        return Preference(estimate, by.strip())


def _assumed(
    value: float, unit: str, meaning: str, *, low: float, high: float, reason: str, source: Source | None = None
) -> Preference:
    estimate = Estimate(
        value=value,
        unit=unit,
        meaning=meaning,
        status=Status.ASSUMED,
        low=low,
        high=high,
        reason=reason,
        source=source,
    )
    return Preference(estimate)


NEUPSIG_2025 = Source(
    "Soliman 2025, NeuPSIG, Lancet Neurol: number needed to treat 4.6 to 8.9 for first-line drugs",
    url="https://pubmed.ncbi.nlm.nih.gov/40252663/",
    read_at="summary at epocrates.com",
)


@dataclass(frozen=True, kw_only=True)
class Preferences:
    """When a benefit is worth an infusion, what a course costs, and which differences count.

    ``indifferent_…``: a trade-off is no better than another by less than this.
    """

    least_excess: Preference
    settling_days: Preference
    late_weeks: Preference
    visit_h: Preference
    severe_dissociation_h: Preference
    similar_dose: Preference
    near_equal: Preference
    indifferent_points: Preference
    indifferent_dissociation: Preference
    indifferent_visits: Preference
    indifferent_mg: Preference
    often_severe: Preference

    @property
    def late_week(self) -> int:
        return round(self.late_weeks.value)


PREFERENCES = Preferences(
    least_excess=_assumed(
        1 / 8.9,
        "1",
        "least probability of a worthwhile gain that ketamine must add to placebo at the review week",
        low=1 / 8.9,
        high=1 / 4.6,
        source=NEUPSIG_2025,
        reason="the lenient end for first-line drugs, whose trials count response differently; a physician signs it",
    ),
    settling_days=_assumed(
        14,
        "days",
        "least time from the last session of a course to the review that judges it",
        low=7,
        high=28,
        reason="relief judged while sessions still go on is not lasting relief; experts judge a course after a month",
    ),
    late_weeks=_assumed(
        12,
        "weeks",
        "when a course is judged a second time, and maintenance for the first",
        low=8,
        high=12,
        reason="at an early review maintenance has hardly begun; no course is simulated much beyond 12 weeks",
    ),
    visit_h=_assumed(
        2.0,
        "h",
        "time that one visit costs beside the infusion: travel, preparation and an hour of observation",
        low=1.0,
        high=5.0,
        reason="one hour of observation after a session is a common rule; travel differs from patient to patient",
    ),
    severe_dissociation_h=_assumed(
        100.0,
        "h",
        "hours in a clinic that are as bad as one episode of severe dissociation",
        low=20.0,
        high=500.0,
        reason="a preference, not a fact: it decides between short strong and long mild sessions of the same dose",
    ),
    similar_dose=_assumed(
        1.1,
        "1",
        "ratio within which doses count as equal, so that the least burden is chosen among them",
        low=1.01,
        high=1.5,
        reason="finer than the steps of dose that are searched; near 1 the lowest dose is chosen at any burden",
    ),
    near_equal=_assumed(
        1.15,
        "1",
        "ratio of dose and of burden within which another regimen is named beside the chosen one",
        low=1.0,
        high=1.5,
        reason="as wide as other versions of the same patient move the choice",
    ),
    indifferent_points=_assumed(
        0.05,
        "points of 10",
        "difference of mean relief that matters to nobody",
        low=0.01,
        high=0.5,
        reason="far below the two points that patients call worthwhile, and near the error of the simulation",
    ),
    indifferent_dissociation=_assumed(
        0.01,
        "1",
        "difference of peak dissociation, as a part of its scale, that matters to nobody",
        low=0.001,
        high=0.05,
        reason="one millimetre of a visual-analogue scale of 100 mm",
    ),
    indifferent_visits=_assumed(
        1.0,
        "1",
        "difference in visits from which one course is a lesser burden",
        low=1.0,
        high=2.0,
        reason="every visit counts",
    ),
    indifferent_mg=_assumed(
        5.0,
        "mg",
        "difference in the dose of a whole course that matters to nobody",
        low=1.0,
        high=25.0,
        reason="about what is left in a line; no risk is known to follow so small a difference",
    ),
    often_severe=Preference(OFTEN_SEVERE),
)
"""What is assumed where nobody has signed anything else."""


def require_known_ranges(preferences: Preferences) -> None:
    """A judgement may be any within its range, and its range is no judgement.

    Raises: InvalidInputError naming each that asks something else, or stretches the range within which it may lie.
    """
    faults = [
        Fault(
            name, f"it is signed within {asked.low:g} to {asked.high:g} {asked.unit}; use PREFERENCES.{name}.signed(…)."
        )
        for name, asked in ((item.name, getattr(PREFERENCES, item.name).estimate) for item in fields(Preferences))
        if _question(getattr(preferences, name).estimate) != _question(asked)
    ]
    if faults:
        raise InvalidInputError("preferences", faults)


def _question(estimate: Estimate) -> tuple[object, ...]:
    return estimate.meaning, estimate.unit, estimate.low, estimate.high
