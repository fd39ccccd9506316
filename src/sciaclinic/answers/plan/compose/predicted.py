"""What is predicted of the infusion that is shown: pain by week, outcomes, side effects, and what else is open."""

from dataclasses import asdict
from typing import Any

from sciaclinic.answers.plan.record.case import (
    RiskRecord,
    WeekRecord,
)
from sciaclinic.answers.plan.record.in_short import BestAlternativeRecord, CoverageRecord, InHundredRecord
from sciaclinic.answers.plan.record.outcomes import (
    NotMeasuredRecord,
    OrganRecord,
    PressureNoteRecord,
    ScoreRecord,
    SideEffectRecord,
)
from sciaclinic.answers.record import IntervalRecord
from sciaclinic.answers.sources import source_record
from sciatwin.plan import Plan
from sciatwin.plan.told.beyond_pain import ScoreOutcome, SideEffectChance
from sciatwin.plan.told.outcomes import WeekOutcome
from sciatwin.twin.shown.interval import Interval
from sciatwin.twin.shown.pathway_shown import OptionEffect
from sciatwin.validation.measured_coverage import MEASURED


def predicted(plan: Plan) -> dict[str, Any]:
    """Fields of the document that tell a course."""
    return {
        "in_hundred": in_hundred(plan),
        "better": plan.better,
        "best_alternative": best_alternative(plan),
        "curves": plan.curves,
        "weeks": weeks(plan),
        "measured_coverage": coverage(),
        "scores": scores(plan),
        "scores_not_measured": scores_not_measured(plan),
        "risks": risks(plan),
        "side_effects": side_effects(plan),
        "pressure_rises_more": pressure_notes(plan),
        "organs": organs(plan),
        "pathway": plan.pathway,
    }


def interval_record(values: Interval) -> IntervalRecord:
    return IntervalRecord(mean=values.mean, low=values.low, high=values.high)


def in_hundred(plan: Plan) -> InHundredRecord | None:
    counts = plan.in_hundred
    if counts is None:
        return None
    return InHundredRecord(
        week=counts.week,
        least_gain_points=counts.least_gain,
        with_ketamine_probability=counts.with_ketamine,
        on_placebo_probability=counts.on_placebo,
        late_week=counts.late_week,
        late_with_ketamine_probability=counts.late_with_ketamine,
        late_on_placebo_probability=counts.late_on_placebo,
        nothing_lasting_probability=counts.nothing_lasting,
        gain_over_placebo_points=counts.gain_over_placebo,
        visits=counts.visits,
        infusion_h=counts.infusion_h,
        hours=counts.hours,
        any_side_effect_probability=plan.any_side_effect,
    )


def best_alternative(plan: Plan) -> BestAlternativeRecord | None:
    best = plan.best_alternative
    if best is None:
        return None
    option = best.alternative.comparator
    return BestAlternativeRecord(
        key=option.key, name=option.name, against=option.against, effect=OptionEffect.of(best.effect)
    )


def coverage() -> tuple[CoverageRecord, ...]:
    return tuple(CoverageRecord(**asdict(item)) for item in MEASURED)


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


def scores(plan: Plan) -> tuple[ScoreRecord, ...]:
    """Every outcome that was measured today; without an infusion only the untreated arm."""
    return tuple(_score(item, with_infusion=plan.compared is not None) for item in plan.scores)


def _score(item: ScoreOutcome, *, with_infusion: bool) -> ScoreRecord:
    return ScoreRecord(
        outcome=item.outcome,
        meaning=item.meaning,
        unit=item.unit,
        week=item.week,
        today=item.today,
        important_changes=item.important_changes,
        untreated=interval_record(item.untreated),
        placebo=interval_record(item.placebo) if with_infusion else None,
        treated=interval_record(item.treated) if with_infusion else None,
        by_drug=interval_record(item.by_drug) if with_infusion else None,
    )


def scores_not_measured(plan: Plan) -> tuple[NotMeasuredRecord, ...]:
    return tuple(NotMeasuredRecord.model_validate(item, from_attributes=True) for item in plan.not_measured)


def side_effects(plan: Plan) -> tuple[SideEffectRecord, ...]:
    return tuple(map(_side_effect, plan.side_effects))


def _side_effect(chance: SideEffectChance) -> SideEffectRecord:
    return SideEffectRecord(
        key=chance.key,
        name=chance.name,
        probability=interval_record(chance.probability) if chance.probability else None,
        times_as_often_as_placebo=chance.relative_risk,
        certainty=chance.certainty,
        note=chance.note,
        source=source_record(chance.source),
    )


def pressure_notes(plan: Plan) -> tuple[PressureNoteRecord, ...]:
    return tuple(PressureNoteRecord.model_validate(note, from_attributes=True) for note in plan.pressure_rises_more)


def organs(plan: Plan) -> tuple[OrganRecord, ...]:
    return tuple(
        OrganRecord(
            rule=item.rule,
            organ=item.organ.value,
            level=item.level.value,
            says=item.says,
            to_do=item.to_do,
            rests_on_source_alone=item.rests_on_source_alone,
            source=source_record(item.source),
        )
        for item in plan.organ_findings
    )
