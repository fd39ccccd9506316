"""The parts of a plan document. Every quantity has its unit in its name; every field is described in the schema."""

from enum import StrEnum

from sciaclinic.answers.record import IntervalRecord, Record, SourceRecord
from sciatwin.eligibility.result import in_full
from sciatwin.observation.stored import StoredObservations
from sciatwin.regimen import Regimen


class InputUse(StrEnum):
    PREDICTION = "prediction"
    PLAN = "plan"
    ELIGIBILITY = "eligibility"
    NOTHING = "recorded, not used"


class InputRecord(Record):
    """One answer about the patient."""

    field: str
    """Path in the patient file, such as ``sciatica.leg_pain``."""
    label: str
    value: str
    """As a reader would write it, with its unit; ``unknown`` if nobody answered."""
    used_for: InputUse
    """The predictions, the choice of a regimen, only the eligibility rules, or nothing."""
    why_not_used: str = ""
    """Why a recorded answer changes nothing; empty where it counts."""


class HistoryRecord(Record):
    """What was given and seen before this plan, as it was told; with it and the clinic the plan can be made again."""

    given: Regimen
    """Sessions given; no infusion where none was. Hours count from the first of them."""
    observed: StoredObservations
    planned_from_h: float
    """Hour at which the plan begins; review and weeks count from it."""
    goes_on: bool
    """The plan goes on with the course that was begun, in place of another one."""


class SeenRecord(Record):
    """What was given before this plan and what was seen; a review lifts a stop and hides nothing."""

    visits: int
    total_mg: float
    given: str
    """Both in words, with the days."""
    dangers: tuple[str, ...]
    """One line a day: what was seen and what it was held against, reviewed or not."""
    reviews: tuple[str, ...]
    """When, by whom, and what was decided."""
    leg_pain: str
    """Since the last session; empty if nothing was written down."""
    passed: str = ""
    """Days since the last that is known; empty where that is not known."""


class Effect(StrEnum):
    BLOCK = "block"
    OVERRIDE = "needs override"
    OPEN = "open question"
    CAUTION = "caution"
    INFORM = "inform"


class FindingRecord(Record):
    """What one eligibility rule says about this patient."""

    rule: str
    """Key of the rule."""
    effect: Effect
    says: str
    explanation: str
    """Why it applies to this patient."""
    holds: str
    """Whether the rule's condition holds: ``yes``, ``no`` or ``unknown``."""
    way_out: str
    """What follows if the condition holds."""
    group: str
    reference: str
    """Item of the evidence collection, or ``ours``."""
    grade: str
    """As the source prints it."""
    confidence: str
    """How sure the collectors of the evidence are that the rule is stated right."""
    is_local_setting: bool
    """A number in the rule, or the use of it, has no published basis: to be signed locally."""
    sources: tuple[SourceRecord, ...]

    @property
    def in_full(self) -> str:
        return in_full(self.says, self.explanation, self.way_out)


class StepRecord(Record):
    """A stretch of one session at one rate."""

    start_h: float
    """From the start of the session."""
    duration_h: float
    rate_mg_per_h: float
    rate_mg_per_kg_h: float


class SessionRecord(Record):
    """One kind of session, a visit with its steps. Masses are mg of ketamine base."""

    numbers: tuple[int, ...]
    """Which sessions are given so, counted from the first one ever given, as days are."""
    dose_mg: float
    """Whole session, bolus included."""
    dose_mg_per_kg: float
    bolus_mg: float
    bolus_mg_per_kg: float
    highest_rate_mg_per_h: float
    highest_rate_mg_per_kg_h: float
    duration_h: float
    steps: tuple[StepRecord, ...]


class RegimenRecord(Record):
    """A course of sessions, which may differ."""

    drug: str
    sessions: tuple[SessionRecord, ...]
    """Each kind of session once, in the order of the first of its kind."""
    days: tuple[float, ...]
    """Days of the sessions, counted from the first one ever given, whose day is 0: a plan that goes on begins later."""
    visits: int
    total_mg: float
    """Base given over all sessions."""

    @property
    def usual(self) -> SessionRecord:
        """The session that the course comes to: the kind of its last one."""
        return max(self.sessions, key=lambda session: session.numbers[-1])


class WeekRecord(Record):
    """Leg pain (0 to 10) at one week in arms that share their random draws, and gains in points."""

    week: int
    untreated: IntervalRecord
    placebo: IntervalRecord | None
    """Inert infusions, believed in as much as ketamine. Absent, like all that follows, if no infusion was compared."""
    treated: IntervalRecord | None
    gain_over_untreated: IntervalRecord | None
    gain_over_placebo: IntervalRecord | None
    two_point_gain_probability: float | None
    """Probability of a gain of 2 points over no treatment, with ketamine."""
    two_point_gain_on_placebo_probability: float | None


class RiskRecord(Record):
    """Highest predicted values of the sessions planned, those given before left out, and the risks that are limited."""

    ketamine_arterial_ng_per_ml: IntervalRecord
    ketamine_venous_ng_per_ml: IntervalRecord
    dissociation_fraction: IntervalRecord
    """Fraction of a visual scale's maximum."""
    cadss: IntervalRecord
    """Dissociation on the CADSS, 0 to 92."""
    heart_rate_rise_per_min: IntervalRecord
    systolic_mmhg: IntervalRecord | None
    severe_dissociation_probability: float
    severe_hypertension_probability: float | None
    """None if the resting pressure is unknown: it cannot be predicted then."""


class LimitBasis(StrEnum):
    PUBLISHED = "within a published bound"
    SIGNED = "no published basis; signed by a physician"
    UNSIGNED = "no published basis; not signed"


class LimitRecord(Record):
    """A hard limit of the clinic."""

    name: str
    value: float
    unit: str
    basis: LimitBasis
    published_bound: float | None
    """The value past which no clinic may set this limit, where a source gives one."""
    source: SourceRecord | None
    regimens_turned_away: int
    """Regimens of the search that this limit alone or among others excluded; 0 if it was not counted."""


class TradeOffRecord(Record):
    """One of the best trade-offs, at the review week. "No infusion" is one of them."""

    regimen: RegimenRecord | None
    """None for "no infusion"."""
    gain_over_placebo_points: float
    worthwhile_gain_probability: float
    """Probability of the patient's least worthwhile gain over no treatment."""
    worthwhile_gain_on_placebo_probability: float
    peak_dissociation_fraction: float
    severe_dissociation_probability: float
    severe_hypertension_probability: float | None
    credible: bool | None
    """The drug adds enough to placebo; None for "no infusion"."""
    proposed: bool


class TemplateRecord(Record):
    """A regimen that clinics use, for this patient."""

    name: str
    evidence: str
    assumed: str
    """What the source leaves open and is assumed here; may be empty."""
    source: SourceRecord
    regimen: RegimenRecord
    limits_crossed: tuple[str, ...]
    credible: bool
    gain_over_placebo_points: float
    worthwhile_gain_probability: float
    worthwhile_gain_on_placebo_probability: float


class NumberRecord(Record):
    """A number without a place in a paper."""

    name: str
    meaning: str
    value: float
    unit: str
    low: float
    high: float
    reason: str
    source: SourceRecord | None


class InfluenceRecord(Record):
    """How much one uncertain number moves the predicted gain over placebo."""

    name: str
    meaning: str
    value: float
    unit: str
    status: str
    """``published``, ``derived``, ``calibrated`` or ``assumed``."""
    change_points: float
    """Change of the gain from the low to the high third of this number."""
    rests_on_assumption: bool


class FragilityRecord(Record):
    """How far the answer rests on the assumed probability that lasting relief carries over to sciatica."""

    weight: float
    """The probability used."""
    low: float
    high: float
    turning_weight: float | None
    """Probability at which the answer changes; None if none changes it."""
    is_fragile: bool
