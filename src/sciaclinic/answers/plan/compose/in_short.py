"""Turns page one of a plan into the parts of its document."""

from dataclasses import asdict

from sciaclinic.answers.plan.compose.outcomes import effect_record
from sciaclinic.answers.plan.record.in_short import BestAlternativeRecord, CoverageRecord, InHundredRecord, PointRecord
from sciatwin.plan import Plan
from sciatwin.twin.pathway_shown import OptionEffect
from sciatwin.validation.measured_coverage import MEASURED


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


def in_short(plan: Plan) -> tuple[PointRecord, ...]:
    return tuple(PointRecord(label=point.label, text=point.text) for point in plan.in_short)


def best_alternative(plan: Plan) -> BestAlternativeRecord | None:
    best = plan.best_alternative
    if best is None:
        return None
    option = best.alternative.comparator
    return BestAlternativeRecord(
        key=option.key, name=option.name, against=option.against, effect=effect_record(OptionEffect.of(best.effect))
    )


def coverage() -> tuple[CoverageRecord, ...]:
    return tuple(CoverageRecord(**asdict(item)) for item in MEASURED)
