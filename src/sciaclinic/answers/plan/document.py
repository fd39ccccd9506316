"""The stored answer to "which infusion, if any?": a plan, and all that it rests on."""

from typing import ClassVar, Literal, Self

from pydantic import model_validator

from sciaclinic.answers.answer import AnswerDocument
from sciaclinic.answers.curves import CurvesRecord
from sciaclinic.answers.models_fit import ModelFitRecord
from sciaclinic.answers.plan.curve_groups import groups_of
from sciaclinic.answers.plan.record.case import (
    Effect,
    FindingRecord,
    FragilityRecord,
    HistoryRecord,
    InfluenceRecord,
    InputRecord,
    LimitRecord,
    NumberRecord,
    RegimenRecord,
    RiskRecord,
    SeenRecord,
    TemplateRecord,
    TradeOffRecord,
    WeekRecord,
)
from sciaclinic.answers.plan.record.in_short import BestAlternativeRecord, CoverageRecord, InHundredRecord, PointRecord
from sciaclinic.answers.plan.record.outcomes import (
    NotMeasuredRecord,
    OrganRecord,
    PressureNoteRecord,
    ScoreRecord,
    SideEffectRecord,
)
from sciaclinic.answers.plan.record.session import ConductRecord, EmergencyRecord
from sciaclinic.answers.record import SourceRecord
from sciatwin.patient import Patient
from sciatwin.plan import Site
from sciatwin.plan.told.better import BetterThanToday
from sciatwin.plan.worth.preferences import Preferences
from sciatwin.plan.worth.trade_offs import TradeOffMark
from sciatwin.regimen import Regimen
from sciatwin.suitability import Readiness
from sciatwin.twin.shown.curves import CourseCurves
from sciatwin.twin.shown.pathway_shown import PathwayShown


class PlanDocument(AnswerDocument):
    """A plan for one patient: what is proposed, why, what was weighed, and what it rests on."""

    VERSION: ClassVar[str] = "4.1"

    kind: Literal["plan"] = "plan"
    patient: Patient
    clinic: Site
    history: HistoryRecord
    preferences: Preferences
    """What was wanted of the plan: each judgement with its range, its reason and who signed it."""
    decision: str
    proposes_infusion: bool
    headline: str
    """The plan in people of 100, then the decision in a sentence."""
    in_hundred: InHundredRecord | None = None
    """Of the infusion that is shown; absent if no dose may be shown."""
    better: BetterThanToday | None = None
    """Who has less pain than today, in each arm; absent in an emergency and in documents of form 4.0."""
    in_short: tuple[PointRecord, ...] = ()
    """What page one says beside the headline; empty in an emergency."""
    best_alternative: BestAlternativeRecord | None = None
    """Absent if none that is open to this patient has a number."""
    readiness: Readiness
    """What may be done for this patient at this clinic: no dose, not yet signable, or nothing open."""
    overrides_needed: tuple[str, ...]
    """Rules that stand until a physician sets them aside in writing, each with its way out."""
    seen_in_sessions: SeenRecord | None
    """Given so far and what was seen; absent if nothing was."""
    reasons: tuple[str, ...]
    how_reached: tuple[str, ...]
    """What stands behind the reasons, for those who ask how: theories of lasting relief, error of the simulation."""
    unsigned_because: tuple[str, ...] = ()
    """What must be set aside or answered before a clinician can sign; empty if nothing is open."""
    review_week: int
    least_worthwhile_gain_points: float
    least_credible_excess_probability: float
    """Least probability of a worthwhile gain that the drug must add to placebo."""
    inputs: tuple[InputRecord, ...]
    inputs_missing: tuple[InputRecord, ...]
    findings: tuple[FindingRecord, ...]
    kinetic_fits: tuple[ModelFitRecord, ...] = ()
    regimen: RegimenRecord | None = None
    """The infusion proposed; absent unless the decision proposes one."""
    conduct: ConductRecord | None = None
    """Orders of the sessions, and what is done before, during and after; absent unless an infusion is proposed."""
    emergencies: tuple[EmergencyRecord, ...] = ()
    """Red flags that forbid ketamine, the most urgent first. If there are any, nothing is predicted or compared."""
    referral_telephone: str = ""
    """Of the spinal surgeon or emergency imaging; empty if the clinic gave none."""
    shown: Regimen | None = None
    """The infusion that curves and numbers are of, hour by hour, in mg per kg; absent if no dose may be shown."""
    compared: RegimenRecord | None = None
    """The infusion whose course is shown without being proposed; absent if no dose may be shown."""
    curves: CourseCurves | None = None
    """What the figures of the course show; absent in an emergency, untreated alone if no infusion is shown."""
    weeks: tuple[WeekRecord, ...] = ()
    measured_coverage: tuple[CoverageRecord, ...] = ()
    """How often the 90 % ranges held published results; empty in an emergency."""
    scores: tuple[ScoreRecord, ...] = ()
    """Outcomes beyond leg pain at the review week and at week 12; only what was measured today."""
    scores_not_measured: tuple[NotMeasuredRecord, ...] = ()
    risks: RiskRecord | None = None
    side_effects: tuple[SideEffectRecord, ...] = ()
    """Of the strongest session that is planned; empty, like the two that follow, if no infusion was compared."""
    pressure_rises_more: tuple[PressureNoteRecord, ...] = ()
    organs: tuple[OrganRecord, ...] = ()
    """Liver and bladder, worst first."""
    pathway: PathwayShown | None = None
    """Absent where a red flag forbids ketamine: an emergency comes first."""
    limits: tuple[LimitRecord, ...] = ()
    """Empty if no regimen was considered."""
    limits_signed_by: str | None = None
    regimens_considered: int
    trade_offs: tuple[TradeOffRecord, ...] = ()
    """At most eight, over the range of visits; "no infusion" first. Empty if no regimen was considered."""
    trade_off_marks: tuple[TradeOffMark, ...] = ()
    """All of them, as the figure shows them."""
    templates: tuple[TemplateRecord, ...] = ()
    influences: tuple[InfluenceRecord, ...] = ()
    fragility: FragilityRecord | None = None
    evidence_grade: str = ""
    """Empty in an emergency, like the three that follow."""
    not_known: tuple[str, ...] = ()
    assumed_numbers: tuple[NumberRecord, ...] = ()
    sources: tuple[SourceRecord, ...] = ()

    @property
    def is_blocked(self) -> bool:
        """An eligibility rule forbids ketamine."""
        return any(finding.effect is Effect.BLOCK for finding in self.findings)

    @model_validator(mode="after")
    def _no_dose_where_none_is_proposed(self) -> Self:
        if {self.regimen is not None, self.conduct is not None} != {self.proposes_infusion}:
            raise ValueError("a regimen and its orders are shown if, and only if, an infusion is proposed")
        if self.is_blocked and (self.proposes_infusion or self.compared or self.trade_offs or self.templates):
            raise ValueError("a blocked patient is shown no dose of any kind")
        if self.is_blocked and self._predicts_ketamine:
            raise ValueError("a blocked patient is shown no prediction of what ketamine does")
        if self.emergencies and (
            self.better or self.curves or self.weeks or self.scores or self.pathway or self.limits
        ):
            raise ValueError("an emergency is shown nothing but what to do")
        return self

    @property
    def is_emergency(self) -> bool:
        """A red flag comes first: one page, without any forecast."""
        return bool(self.emergencies)

    @property
    def _predicts_ketamine(self) -> bool:
        arms = [week.treated or week.placebo for week in self.weeks]
        arms += [score.treated or score.placebo for score in self.scores]
        windows = self.pathway.windows if self.pathway else ()
        curves = self.curves is not None and self.curves.shows_infusion
        better = self.better is not None and self.better.treated_probability is not None
        beside = (curves, better, self.in_hundred, self.risks, self.side_effects, self.organs, self.pressure_rises_more)
        return any((*arms, *beside, *(window.ketamine for window in windows)))

    @property
    def all_curves(self) -> tuple[CurvesRecord, ...]:
        return groups_of(self.curves) if self.curves else ()
