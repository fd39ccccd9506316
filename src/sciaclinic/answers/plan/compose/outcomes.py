"""Turns what a plan says beyond leg pain into the parts of its document."""

from sciaclinic.answers.plan.record.outcomes import (
    EffectRecord,
    NotMeasuredRecord,
    OrganRecord,
    PathwayRecord,
    PressureNoteRecord,
    ScoreRecord,
    SideEffectRecord,
)
from sciaclinic.answers.record import IntervalRecord, SourceRecord
from sciaclinic.answers.sources import source_record
from sciatwin.plan import Plan
from sciatwin.plan.told.beyond_pain import ScoreOutcome, SideEffectChance
from sciatwin.plan.told.not_measured import NotMeasured
from sciatwin.twin.interval import Interval
from sciatwin.twin.pathway_shown import OptionEffect


def interval_record(values: Interval) -> IntervalRecord:
    return IntervalRecord(mean=values.mean, low=values.low, high=values.high)


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


def scores_not_measured(missing: tuple[NotMeasured, ...]) -> tuple[NotMeasuredRecord, ...]:
    return tuple(NotMeasuredRecord.model_validate(item, from_attributes=True) for item in missing)


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


def pathway(plan: Plan) -> PathwayRecord | None:
    return PathwayRecord.model_validate(plan.pathway, from_attributes=True) if plan.pathway else None


def effect_record(item: OptionEffect) -> EffectRecord:
    return EffectRecord.model_validate(item, from_attributes=True)


def sources(plan: Plan) -> tuple[SourceRecord, ...]:
    """Every source behind these parts."""
    cited: list[SourceRecord | None] = [effect.source for effect in side_effects(plan)]
    cited += [note.source for note in pressure_notes(plan)]
    cited += [organ.source for organ in organs(plan)]
    compared = pathway(plan)
    for option in compared.options if compared else ():
        cited += [effect.source for effect in option.effects]
        cited += [harm.source for harm in option.harms]
    return tuple(source for source in cited if source)
