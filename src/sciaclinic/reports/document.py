"""The plan as a document: the JSON that is stored, and the only thing that page, PDF and terminal show."""

from datetime import datetime
from typing import Any, Self

from pydantic import AwareDatetime, model_validator

from sciaclinic.answers.answer import STATEMENT, SoftwareRecord
from sciaclinic.answers.record import Record, SourceRecord
from sciaclinic.reports import compose, compose_in_short, compose_outcomes, compose_session
from sciaclinic.reports.in_short_records import BestAlternativeRecord, CoverageRecord, InHundredRecord, PointRecord
from sciaclinic.reports.inputs_since import with_what_was_seen
from sciaclinic.reports.outcome_records import (
    NotMeasuredRecord,
    OrganRecord,
    PathwayRecord,
    PressureNoteRecord,
    ScoreRecord,
    SideEffectRecord,
)
from sciaclinic.reports.provenance import assumed_numbers, sources_of
from sciaclinic.reports.records import (
    Effect,
    FindingRecord,
    FragilityRecord,
    InfluenceRecord,
    InputRecord,
    LimitRecord,
    ModelFitRecord,
    NumberRecord,
    RegimenRecord,
    RiskRecord,
    SeenRecord,
    TemplateRecord,
    TradeOffRecord,
    WeekRecord,
)
from sciaclinic.reports.session_records import ConductRecord, EmergencyRecord
from sciatwin.plan import Plan
from sciatwin.plan.result import EVIDENCE_GRADE, NOT_KNOWN
from sciatwin.plan.worth.trade_offs import TradeOffMark
from sciatwin.twin.curves import CourseCurves

SCHEMA_VERSION = "3.0"


class PlanDocument(Record):
    """A plan for one patient: what is proposed, why, what was weighed, and what it rests on."""

    schema_version: str
    statement: str
    created_at: AwareDatetime
    software: SoftwareRecord
    decision: str
    proposes_infusion: bool
    headline: str
    """The plan in people of 100, then the decision in a sentence."""
    in_hundred: InHundredRecord | None
    """Of the infusion that is shown; absent if no dose may be shown."""
    in_short: tuple[PointRecord, ...]
    """What page one says beside the headline; empty in an emergency."""
    best_alternative: BestAlternativeRecord | None
    """Absent if none that is open to this patient has a number."""
    readiness: str
    """What may be done for this patient at this clinic: no dose, not yet signable, or nothing open."""
    overrides_needed: tuple[str, ...]
    """Rules that stand until a physician sets them aside in writing, each with its way out."""
    seen_in_sessions: SeenRecord | None
    """Given so far and what was seen; absent if nothing was."""
    reasons: tuple[str, ...]
    how_reached: tuple[str, ...]
    """What stands behind the reasons, for those who ask how: theories of lasting relief, error of the simulation."""
    unsigned_because: tuple[str, ...]
    """What must be set aside or answered before a clinician can sign; empty if nothing is open."""
    review_week: int
    least_worthwhile_gain_points: float
    least_credible_excess_probability: float
    """Least probability of a worthwhile gain that the drug must add to placebo."""
    inputs: tuple[InputRecord, ...]
    inputs_missing: tuple[InputRecord, ...]
    findings: tuple[FindingRecord, ...]
    kinetic_fits: tuple[ModelFitRecord, ...]
    regimen: RegimenRecord | None
    """The infusion proposed; absent unless the decision proposes one."""
    conduct: ConductRecord | None
    """Orders of the sessions, and what is done before, during and after; absent unless an infusion is proposed."""
    emergencies: tuple[EmergencyRecord, ...]
    """Red flags that forbid ketamine, the most urgent first. If there are any, nothing is predicted or compared."""
    referral_telephone: str
    """Of the spinal surgeon or emergency imaging; empty if the clinic gave none."""
    compared: RegimenRecord | None
    """The infusion whose course is shown without being proposed; absent if no dose may be shown."""
    curves: CourseCurves | None
    """What the figures of the course show; absent in an emergency, untreated alone if no infusion is shown."""
    weeks: tuple[WeekRecord, ...]
    measured_coverage: tuple[CoverageRecord, ...]
    """How often the 90 % ranges held published results; empty in an emergency."""
    scores: tuple[ScoreRecord, ...]
    """Outcomes beyond leg pain at the review week and at week 12; only what was measured today."""
    scores_not_measured: tuple[NotMeasuredRecord, ...]
    risks: RiskRecord | None
    side_effects: tuple[SideEffectRecord, ...]
    """Of the strongest session; empty, like the two that follow, if no infusion was compared."""
    pressure_rises_more: tuple[PressureNoteRecord, ...]
    organs: tuple[OrganRecord, ...]
    """Liver and bladder, worst first."""
    pathway: PathwayRecord | None
    """Absent where a red flag forbids ketamine: an emergency comes first."""
    limits: tuple[LimitRecord, ...]
    """Empty if no regimen was considered."""
    limits_signed_by: str | None
    regimens_considered: int
    trade_offs: tuple[TradeOffRecord, ...]
    """At most eight, over the range of visits; "no infusion" first. Empty if no regimen was considered."""
    trade_off_marks: tuple[TradeOffMark, ...]
    """All of them, as the figure shows them."""
    templates: tuple[TemplateRecord, ...]
    influences: tuple[InfluenceRecord, ...]
    fragility: FragilityRecord | None
    evidence_grade: str
    """Empty in an emergency, like the three that follow."""
    not_known: tuple[str, ...]
    assumed_numbers: tuple[NumberRecord, ...]
    sources: tuple[SourceRecord, ...]

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
        if self.emergencies and (self.curves or self.weeks or self.scores or self.pathway or self.limits):
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
        beside = (curves, self.in_hundred, self.risks, self.side_effects, self.organs, self.pressure_rises_more)
        return any((*arms, *beside, *(window.ketamine for window in windows)))


def plan_document(plan: Plan, created_at: datetime, version: str) -> PlanDocument:
    """The document of a plan.

    Args:
        created_at: with its time zone.
        version: of the software that made the plan.
    """
    findings = compose.findings(plan)
    templates = compose.templates(plan)
    limits = compose.limits(plan)
    numbers = assumed_numbers(with_infusion=plan.compared is not None, wanted=plan.preferences)
    seen = compose.seen_in_sessions(plan)
    inputs = with_what_was_seen(compose.inputs(plan.patient), seen)
    emergencies = compose_session.emergencies(plan)
    others = (*compose_outcomes.sources(plan), *compose_session.sources(plan))
    return PlanDocument(
        schema_version=SCHEMA_VERSION,
        statement=STATEMENT,
        created_at=created_at,
        software=SoftwareRecord(name="Sciatwin", version=version, draws=plan.draws, seed=plan.seed),
        decision=plan.decision.value,
        proposes_infusion=plan.decision.proposes_infusion,
        headline=plan.headline,
        in_hundred=compose_in_short.in_hundred(plan),
        in_short=compose_in_short.in_short(plan),
        best_alternative=compose_in_short.best_alternative(plan),
        readiness=plan.readiness.value,
        overrides_needed=compose.overrides_needed(plan),
        seen_in_sessions=seen,
        reasons=plan.reasons,
        how_reached=plan.how_reached,
        unsigned_because=() if emergencies else plan.unsigned_because,
        review_week=plan.patient.goals.review_week,
        least_worthwhile_gain_points=plan.patient.goals.least_worthwhile_gain,
        least_credible_excess_probability=plan.preferences.least_excess.value,
        inputs=tuple(item for item in inputs if item.value != compose.UNKNOWN),
        inputs_missing=tuple(item for item in inputs if item.value == compose.UNKNOWN),
        findings=findings,
        kinetic_fits=() if emergencies else compose.model_fits(plan),
        regimen=compose.proposed_regimen(plan),
        conduct=compose_session.conduct(plan),
        emergencies=emergencies,
        referral_telephone=plan.site.session.referral_telephone or "",
        compared=compose.compared_regimen(plan),
        curves=None if emergencies else plan.curves,
        weeks=() if emergencies else compose.weeks(plan),
        measured_coverage=() if emergencies else compose_in_short.coverage(),
        scores=() if emergencies else compose_outcomes.scores(plan),
        scores_not_measured=() if emergencies else compose_outcomes.scores_not_measured(plan.not_measured),
        risks=compose.risks(plan),
        side_effects=compose_outcomes.side_effects(plan),
        pressure_rises_more=compose_outcomes.pressure_notes(plan),
        organs=compose_outcomes.organs(plan),
        pathway=compose_outcomes.pathway(plan),
        limits=limits,
        limits_signed_by=plan.site.signed_by,
        regimens_considered=plan.considered,
        trade_offs=compose.trade_offs(plan),
        trade_off_marks=plan.trade_off_marks,
        templates=templates,
        influences=compose.influences(plan),
        fragility=compose.fragility(plan),
        evidence_grade="" if emergencies else EVIDENCE_GRADE,
        not_known=() if emergencies else NOT_KNOWN,
        assumed_numbers=() if emergencies else numbers,
        sources=compose_session.emergency_sources(emergencies)
        if emergencies
        else sources_of(findings, limits, templates, numbers, others, with_infusion=plan.compared is not None),
    )


def plan_schema() -> dict[str, Any]:
    """The JSON schema of a plan document."""
    schema = PlanDocument.model_json_schema(mode="serialization")
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}


__all__ = ["SCHEMA_VERSION", "STATEMENT", "PlanDocument", "plan_document", "plan_schema"]
