"""A regimen in mg for one body weight."""

from sciaclinic.answers.plan.record.case import RegimenRecord, SessionRecord, StepRecord
from sciatwin.regimen import Regimen, Session, Visit
from sciatwin.units import HOURS_PER_DAY


def regimen_record(regimen: Regimen, weight_kg: float, given_visits: int = 0) -> RegimenRecord:
    """A regimen in mg for this body weight; alike visits are told once, numbered on from those given."""
    return RegimenRecord(
        drug=regimen.drug.value,
        sessions=tuple(_session(numbers, visit, weight_kg) for numbers, visit in regimen.alike_visits(given_visits)),
        days=tuple(start_h / HOURS_PER_DAY for start_h, _ in regimen.visits_h),
        visits=regimen.visits,
        total_mg=regimen.total_mg(weight_kg),
    )


def _session(numbers: tuple[int, ...], visit: Visit, weight_kg: float) -> SessionRecord:
    return SessionRecord(
        numbers=numbers,
        dose_mg=visit.dose_mg_per_kg * weight_kg,
        dose_mg_per_kg=visit.dose_mg_per_kg,
        bolus_mg=visit.bolus_mg_per_kg * weight_kg,
        bolus_mg_per_kg=visit.bolus_mg_per_kg,
        highest_rate_mg_per_h=visit.highest_rate_mg_per_kg_h * weight_kg,
        highest_rate_mg_per_kg_h=visit.highest_rate_mg_per_kg_h,
        duration_h=visit.duration_h,
        steps=tuple(_step(step, visit, weight_kg) for step in visit.steps),
    )


def _step(step: Session, visit: Visit, weight_kg: float) -> StepRecord:
    return StepRecord(
        start_h=step.start_h - visit.start_h,
        duration_h=step.duration_h,
        rate_mg_per_h=step.rate_mg_per_kg_h * weight_kg,
        rate_mg_per_kg_h=step.rate_mg_per_kg_h,
    )
