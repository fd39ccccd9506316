"""What was weighed: other regimens, those that clinics use, and what moves the answer."""

from typing import Any

from sciaclinic.answers.plan.compose.limits import limits
from sciaclinic.answers.plan.compose.regimens import regimen_record
from sciaclinic.answers.plan.record.case import (
    FragilityRecord,
    InfluenceRecord,
    TemplateRecord,
    TradeOffRecord,
)
from sciaclinic.answers.sources import source_record
from sciatwin.plan import Plan
from sciatwin.plan.result import TemplateVerdict
from sciatwin.plan.worth.trade_offs import TradeOff


def weighed(plan: Plan) -> dict[str, Any]:
    """Fields of the document about what else was considered."""
    return {
        "limits": limits(plan),
        "trade_offs": trade_offs(plan),
        "trade_off_marks": plan.trade_off_marks,
        "templates": templates(plan),
        "influences": influences(plan),
        "fragility": fragility(plan),
    }


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
