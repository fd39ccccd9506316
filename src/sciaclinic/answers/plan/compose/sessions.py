"""The infusion that is proposed, or shown to be judged, and how its sessions are carried out."""

from typing import Any

from sciaclinic.answers.plan.compose.regimens import regimen_record
from sciaclinic.answers.plan.record.case import (
    RegimenRecord,
)
from sciaclinic.answers.plan.record.session import (
    ConductRecord,
    OrderRecord,
    PumpStepRecord,
    SessionRowRecord,
)
from sciaclinic.answers.sources import source_record
from sciatwin.plan import Plan
from sciatwin.plan.clinic.dosing_weight import dosing_weight_kg
from sciatwin.plan.clinic.preparation import PumpStep
from sciatwin.plan.session import ShownSheetRow, VisitOrder


def sessions(plan: Plan) -> dict[str, Any]:
    """Fields of the document about the infusion itself; absent if no dose may be shown."""
    return {
        "regimen": proposed_regimen(plan),
        "conduct": conduct(plan),
        "shown": plan.compared.regimen if plan.compared else None,
        "compared": compared_regimen(plan),
    }


def proposed_regimen(plan: Plan) -> RegimenRecord | None:
    return None if plan.regimen.is_none else regimen_record(plan.regimen, plan.patient.weight_kg, plan.given_visits)


def compared_regimen(plan: Plan) -> RegimenRecord | None:
    """The infusion that is shown but not proposed."""
    if plan.compared is None or plan.decision.proposes_infusion:
        return None
    return regimen_record(plan.compared.regimen, plan.patient.weight_kg, plan.given_visits)


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
