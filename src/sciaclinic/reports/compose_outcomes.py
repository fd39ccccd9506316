"""Turns what a plan says beyond leg pain into the parts of its document."""

from collections.abc import Iterator

import xarray as xr

from sciaclinic.answers.record import IntervalRecord, SourceRecord
from sciaclinic.answers.sources import source_record
from sciaclinic.reports.outcome_records import (
    EffectRecord,
    HarmRecord,
    NotMeasuredRecord,
    OptionRecord,
    OrganRecord,
    PathwayRecord,
    PressureNoteRecord,
    ScoreRecord,
    SideEffectRecord,
    WindowRecord,
)
from sciatwin.eligibility.medicines.morphine_equivalents import morphine_equivalents
from sciatwin.evidence import Source
from sciatwin.evidence.scale import scale
from sciatwin.patient import Answer, Patient
from sciatwin.plan import Plan
from sciatwin.plan.told.beyond_pain import ScoreOutcome, SideEffectChance, not_measured
from sciatwin.response.comparators import Alternative, Harm, WindowEffect
from sciatwin.response.side_effects.haemodynamic_covariates import rises_more_in
from sciatwin.response.side_effects.session_side_effects import RISKS
from sciatwin.twin.alternatives import WindowComparison, window_of
from sciatwin.twin.interval import Interval

_SCALES = {
    "depression": "phq9",
    "anxiety": "gad7",
    "insomnia": "isi",
    "disability": "odi",
    "roland_morris": "roland_morris",
    "interference": "bpi_interference",
}
_OPIOID = "opioid"


def interval_record(values: Interval) -> IntervalRecord:
    return IntervalRecord(mean=values.mean, low=values.low, high=values.high)


def scores(plan: Plan) -> tuple[ScoreRecord, ...]:
    """Every outcome that was measured today; without an infusion only the untreated arm."""
    return tuple(_score(item, with_infusion=plan.compared is not None) for item in plan.scores)


def _score(item: ScoreOutcome, *, with_infusion: bool) -> ScoreRecord:
    key = _SCALES.get(item.outcome)
    return ScoreRecord(
        outcome=item.outcome,
        meaning=item.meaning,
        unit=item.unit,
        week=item.week,
        today=item.today,
        important_changes=tuple(sorted(d.value for d in scale(key).important_differences)) if key else (),
        untreated=interval_record(item.untreated),
        placebo=interval_record(item.placebo) if with_infusion else None,
        treated=interval_record(item.treated) if with_infusion else None,
        by_drug=interval_record(item.by_drug) if with_infusion else None,
    )


def scores_not_measured(patient: Patient, course: xr.Dataset) -> tuple[NotMeasuredRecord, ...]:
    """Outcomes that a questionnaire, or a countable opioid dose, would have let the twin predict."""
    missing = [name.replace("-", "_") for name in not_measured(course)]
    named = [(name, scale(_SCALES[name]).name) for name in missing if name in _SCALES]
    named += [(_OPIOID, why) for why in _opioid_unknown(patient) if _OPIOID in missing]
    return tuple(NotMeasuredRecord(outcome=outcome, name=name) for outcome, name in named)


def _opioid_unknown(patient: Patient) -> Iterator[str]:
    """Why opioid use has no number; nothing for somebody who takes none."""
    if patient.medicines is None:
        yield "opioid use (the medicines are not listed)"
        return
    uncounted = morphine_equivalents(patient.medicines).not_counted
    if uncounted:
        yield f"opioid use ({'; '.join(uncounted)})"


def side_effects(plan: Plan) -> tuple[SideEffectRecord, ...]:
    return tuple(map(_side_effect, plan.side_effects))


def _side_effect(chance: SideEffectChance) -> SideEffectRecord:
    risk = next(item for item in RISKS if item.key == chance.key)
    return SideEffectRecord(
        key=risk.key,
        name=risk.name,
        probability=interval_record(chance.probability) if chance.probability else None,
        times_as_often_as_placebo=risk.relative_risk.value if risk.relative_risk else None,
        certainty=risk.certainty,
        note=risk.note,
        source=source_record(risk.source),
    )


def pressure_notes(plan: Plan) -> tuple[PressureNoteRecord, ...]:
    if plan.compared is None:
        return ()
    return tuple(
        PressureNoteRecord(
            what=item.what,
            raises=item.raises,
            is_known=item.holds(plan.patient) is Answer.YES,
            source=source_record(item.source),
        )
        for item in rises_more_in(plan.patient)
    )


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
    if plan.pathway is None:
        return None
    return PathwayRecord(
        windows=tuple(map(_window, plan.pathway.windows)), options=tuple(map(_option, plan.pathway.alternatives))
    )


def _window(item: WindowComparison) -> WindowRecord:
    gain = item.ketamine
    return WindowRecord(
        name=item.window.name,
        from_week=item.window.from_week,
        to_week=item.window.to_week,
        ketamine=IntervalRecord(mean=gain.mean, low=gain.low, high=gain.high) if gain else None,
        predicted_to_week=gain.to_week if gain else None,
    )


def _option(item: Alternative) -> OptionRecord:
    return OptionRecord(
        key=item.comparator.key,
        name=item.comparator.name,
        against=item.comparator.against,
        standing=item.standing.value,
        reasons=item.judgement.reasons,
        effects=tuple(map(effect_record, item.comparator.effects)),
        harms=tuple(map(_harm, item.comparator.harms)),
        remark=item.comparator.remark,
    )


def effect_record(item: WindowEffect) -> EffectRecord:
    low, high = item.gain_interval or (None, None)
    return EffectRecord(
        window=window_of(item).name,
        gain_points=item.gain + 0.0,  # no negative zero
        low=low,
        high=high,
        when=item.when,
        assumed_time=item.assumed_time,
        trial=item.trial,
        certainty=item.certainty,
        source=_cited(item.mean_difference.source),
    )


def _harm(item: Harm) -> HarmRecord:
    estimate = item.estimate
    return HarmRecord(
        what=item.what,
        value=estimate.value,
        low=estimate.low,
        high=estimate.high,
        source=_cited(estimate.source),
    )


def _cited(source: Source | None) -> SourceRecord | None:
    return source_record(source) if source else None


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
