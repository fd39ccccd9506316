"""Turns the sessions of a plan, and the red flags of a blocked one, into the parts of its document."""

from sciaclinic.answers.plan.record.case import RegimenRecord, SessionRecord, StepRecord
from sciaclinic.answers.plan.record.session import (
    ConductRecord,
    EmergencyRecord,
    OrderRecord,
    PumpStepRecord,
    SessionRowRecord,
)
from sciaclinic.answers.record import SourceRecord
from sciaclinic.answers.sources import source_record
from sciatwin.eligibility.rule import RuleGroup
from sciatwin.plan import Plan
from sciatwin.plan.clinic.dosing_weight import dosing_weight_kg
from sciatwin.plan.clinic.preparation import PumpStep
from sciatwin.plan.session import ShownSheetRow, VisitOrder
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


def conduct(plan: Plan) -> ConductRecord | None:
    """Absent unless an infusion is proposed."""
    made = plan.conduct
    if made is None:
        return None
    syringe = f"{plan.site.syringe.volume_ml:g} mL syringe"
    return ConductRecord(
        weight_kg=plan.patient.weight_kg,
        dosing_weight_kg=dosing_weight_kg(plan.patient, plan.site.dosing_weight),
        dosing_weight=plan.site.dosing_weight.value,
        orders=tuple(_order(order, syringe) for order in made.orders),
        step_up=made.step_rule.up,
        else_stay=made.step_rule.not_up,
        next_session=made.step_rule.next_session,
        starting_rate=made.step_rule.why_low,
        lower_because=made.step_rule.lower_because,
        rows=tuple(map(_row, made.rows)),
    )


def _order(order: VisitOrder, syringe: str) -> OrderRecord:
    made = order.preparation
    return OrderRecord(
        sessions=order.numbers,
        vial=made.vial_label,
        syringe=syringe,
        bolus_mg=made.bolus_mg,
        bolus_ml=made.bolus_ml,
        infusion_mg=made.infusion_mg,
        total_mg=made.total_mg,
        drawn_ml=made.drawn_ml,
        vials=made.vials,
        left_in_vial_mg=made.left_in_vial_mg,
        diluent_ml=made.diluent_ml,
        filled_ml=made.syringe_ml,
        syringes=made.syringes,
        concentration_mg_per_ml=made.concentration_mg_per_ml,
        duration_h=made.duration_h,
        pump=tuple(map(_pump_step, made.pump)),
        steps=made.steps,
    )


def _pump_step(step: PumpStep) -> PumpStepRecord:
    return PumpStepRecord(
        start_h=step.start_h,
        duration_h=step.duration_h,
        rate_mg_per_kg_h=step.rate_mg_per_kg_h,
        rate_mg_per_h=step.rate_mg_per_h,
        rate_ml_per_h=step.rate_ml_per_h,
        given_mg=step.given_mg,
        given_ml=step.given_ml,
    )


def _row(shown: ShownSheetRow) -> SessionRowRecord:
    row = shown.row
    return SessionRowRecord(
        key=row.key,
        phase=row.phase.value,
        topic=row.topic,
        text=shown.text,
        because=shown.because,
        basis=shown.basis.value,
        on_page_one=row.on_page_one,
        references=row.references,
        grade=row.grade,
        confidence=row.confidence.value,
        note=row.note,
        sources=tuple(map(source_record, row.sources)),
    )


def emergencies(plan: Plan) -> tuple[EmergencyRecord, ...]:
    """Red flags that forbid ketamine, the most urgent first; empty if there are none."""
    found = [finding for finding in plan.eligibility.blocks if finding.rule.group is RuleGroup.RED_FLAGS]
    referrals = [(finding, finding.rule.referral) for finding in found]
    return tuple(
        EmergencyRecord(
            rule=finding.rule.key,
            says=finding.rule.says,
            because=finding.explanation,
            urgency=referral.urgency.value,
            call=referral.call,
            by_when=referral.by_when,
            to_do=finding.rule.way_out,
            sources=tuple(map(source_record, finding.rule.sources)),
        )
        for finding, referral in sorted(referrals, key=lambda item: item[1].urgency.rank if item[1] else 0)
        if referral is not None
    )


def sources(plan: Plan) -> tuple[SourceRecord, ...]:
    """Every source behind the rows of the sessions."""
    made = conduct(plan)
    return tuple(source for row in made.rows for source in row.sources) if made else ()


def emergency_sources(found: tuple[EmergencyRecord, ...]) -> tuple[SourceRecord, ...]:
    """Sources of the red flags alone, once each."""
    return tuple(dict.fromkeys(source for item in found for source in item.sources))
