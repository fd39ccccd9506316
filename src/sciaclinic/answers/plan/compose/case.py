"""Turns the parts of a plan into the parts of its document."""

from sciaclinic.answers.plan.compose.outcomes import interval_record
from sciaclinic.answers.plan.compose.session import regimen_record
from sciaclinic.answers.plan.record.case import (
    Effect,
    FindingRecord,
    FragilityRecord,
    HistoryRecord,
    InfluenceRecord,
    ModelFitRecord,
    RegimenRecord,
    RiskRecord,
    SeenRecord,
    TemplateRecord,
    TradeOffRecord,
    WeekRecord,
)
from sciaclinic.answers.sources import source_record
from sciatwin.observation.stored import StoredObservations
from sciatwin.pharmacokinetics.which_model.library import model_named
from sciatwin.plan import Plan
from sciatwin.plan.result import TemplateVerdict
from sciatwin.plan.told.outcomes import WeekOutcome
from sciatwin.plan.worth.trade_offs import TradeOff


def findings(plan: Plan) -> tuple[FindingRecord, ...]:
    """Findings of the eligibility rules, the most serious first."""
    found = plan.eligibility
    by_effect = (
        (Effect.BLOCK, found.blocks),
        (Effect.OVERRIDE, found.overrides_needed),
        (Effect.OPEN, found.open_questions),
        (Effect.CAUTION, found.cautions),
        (Effect.INFORM, found.informs),
    )
    return tuple(
        FindingRecord(
            rule=item.rule.key,
            effect=effect,
            says=item.rule.says,
            explanation=item.explanation,
            holds=item.holds.value,
            way_out=item.rule.way_out,
            group=item.rule.group.value.replace("_", " "),
            reference=item.rule.reference,
            grade=item.rule.grade,
            confidence=item.rule.confidence.value,
            is_local_setting=item.rule.design_default,
            sources=tuple(map(source_record, item.rule.sources)),
        )
        for effect, items in by_effect
        for item in items
    )


def overrides_needed(plan: Plan) -> tuple[str, ...]:
    return tuple(finding.in_full for finding in plan.eligibility.overrides_needed)


def seen_in_sessions(plan: Plan) -> SeenRecord | None:
    seen = plan.seen_in_sessions
    if seen is None:
        return None
    sessions = "1 session" if seen.visits == 1 else f"{seen.visits} sessions"
    given = f"{sessions} given, {seen.total_mg:.0f} mg in all: {seen.days}" if seen.visits else "no session given"
    return SeenRecord(
        visits=seen.visits,
        total_mg=seen.total_mg,
        given=given,
        dangers=seen.dangers,
        reviews=seen.reviews,
        leg_pain=seen.leg_pain,
    )


def history(plan: Plan) -> HistoryRecord:
    return HistoryRecord(
        given=plan.given,
        observed=StoredObservations.of(plan.observed),
        planned_from_h=plan.planned_from_h,
        goes_on=plan.goes_on,
    )


def model_fits(plan: Plan) -> tuple[ModelFitRecord, ...]:
    return tuple(
        ModelFitRecord(
            model=fit.model_key, title=model_named(fit.model_key).title, level=fit.level.value, reasons=fit.reasons
        )
        for fit in plan.applicability
    )


def proposed_regimen(plan: Plan) -> RegimenRecord | None:
    return None if plan.regimen.is_none else regimen_record(plan.regimen, plan.patient.weight_kg, plan.given_visits)


def compared_regimen(plan: Plan) -> RegimenRecord | None:
    """The infusion that is shown but not proposed."""
    if plan.compared is None or plan.decision.proposes_infusion:
        return None
    return regimen_record(plan.compared.regimen, plan.patient.weight_kg, plan.given_visits)


def weeks(plan: Plan) -> tuple[WeekRecord, ...]:
    """Outcomes by week; without an infusion only the untreated arm."""
    return tuple(_week(outcome, with_infusion=plan.compared is not None) for outcome in plan.outcomes)


def _week(outcome: WeekOutcome, *, with_infusion: bool) -> WeekRecord:
    return WeekRecord(
        week=outcome.week,
        untreated=interval_record(outcome.untreated),
        placebo=interval_record(outcome.placebo) if with_infusion else None,
        treated=interval_record(outcome.treated) if with_infusion else None,
        gain_over_untreated=interval_record(outcome.gain_over_untreated) if with_infusion else None,
        gain_over_placebo=interval_record(outcome.gain_over_placebo) if with_infusion else None,
        two_point_gain_probability=outcome.two_point_gain if with_infusion else None,
        two_point_gain_on_placebo_probability=outcome.two_point_gain_on_placebo if with_infusion else None,
    )


def risks(plan: Plan) -> RiskRecord | None:
    if plan.peaks is None or plan.compared is None:
        return None
    highest, predicted = plan.peaks, plan.compared.risks
    return RiskRecord(
        ketamine_arterial_ng_per_ml=interval_record(highest.ketamine_arterial_ng_per_ml),
        ketamine_venous_ng_per_ml=interval_record(highest.ketamine_venous_ng_per_ml),
        dissociation_fraction=interval_record(highest.dissociation_fraction),
        cadss=interval_record(highest.cadss),
        heart_rate_rise_per_min=interval_record(highest.heart_rate_rise_per_min),
        systolic_mmhg=interval_record(highest.systolic_mmhg) if highest.systolic_mmhg else None,
        severe_dissociation_probability=predicted.severe_dissociation,
        severe_hypertension_probability=predicted.severe_hypertension,
    )


def trade_offs(plan: Plan) -> tuple[TradeOffRecord, ...]:
    """No infusion, the choice, and the best of the others over the range of visits."""
    return tuple(_trade_off(plan, item) for item in plan.trade_offs)


def _trade_off(plan: Plan, item: TradeOff) -> TradeOffRecord:
    candidate = item.candidate
    if candidate is None:
        return TradeOffRecord(
            regimen=None,
            gain_over_placebo_points=0.0,
            worthwhile_gain_probability=0.0,
            worthwhile_gain_on_placebo_probability=0.0,
            peak_dissociation_fraction=0.0,
            severe_dissociation_probability=0.0,
            severe_hypertension_probability=0.0,
            credible=None,
            proposed=item.proposed,
        )
    return TradeOffRecord(
        regimen=regimen_record(candidate.regimen, plan.patient.weight_kg, plan.given_visits),
        gain_over_placebo_points=candidate.gain_over_placebo,
        worthwhile_gain_probability=candidate.worthwhile,
        worthwhile_gain_on_placebo_probability=candidate.worthwhile_on_placebo,
        peak_dissociation_fraction=candidate.risks.peak_dissociation,
        severe_dissociation_probability=candidate.risks.severe_dissociation,
        severe_hypertension_probability=candidate.risks.severe_hypertension,
        credible=item.credible,
        proposed=item.proposed,
    )


def templates(plan: Plan) -> tuple[TemplateRecord, ...]:
    return tuple(_template(plan, verdict) for verdict in plan.templates)


def _template(plan: Plan, verdict: TemplateVerdict) -> TemplateRecord:
    template, candidate = verdict.template, verdict.candidate
    return TemplateRecord(
        name=template.name,
        evidence=template.evidence,
        assumed=template.assumed,
        source=source_record(template.source),
        regimen=regimen_record(candidate.regimen, plan.patient.weight_kg, plan.given_visits),
        limits_crossed=tuple(map(str, verdict.crossed)),
        credible=verdict.credible,
        gain_over_placebo_points=candidate.gain_over_placebo,
        worthwhile_gain_probability=candidate.worthwhile,
        worthwhile_gain_on_placebo_probability=candidate.worthwhile_on_placebo,
    )


def influences(plan: Plan) -> tuple[InfluenceRecord, ...]:
    return tuple(
        InfluenceRecord(
            name=item.name,
            meaning=item.estimate.meaning,
            value=item.estimate.value,
            unit=item.estimate.unit,
            status=item.estimate.status.value,
            change_points=item.change_points,
            rests_on_assumption=item.rests_on_assumption,
        )
        for item in plan.influences
    )


def fragility(plan: Plan) -> FragilityRecord | None:
    state = plan.fragility
    if state is None:
        return None
    return FragilityRecord(
        weight=state.weight,
        low=state.low,
        high=state.high,
        turning_weight=state.turning_weight,
        is_fragile=state.is_fragile,
    )
