"""Whom the plan is for, what was known, what speaks against an infusion, and what was decided."""

from typing import Any

from sciaclinic.answers.findings import told_by_rule
from sciaclinic.answers.models_fit import model_fits
from sciaclinic.answers.plan.compose.inputs import UNKNOWN, inputs
from sciaclinic.answers.plan.compose.inputs_since import with_what_was_seen
from sciaclinic.answers.plan.record.case import (
    Effect,
    FindingRecord,
    HistoryRecord,
    SeenRecord,
)
from sciaclinic.answers.plan.record.in_short import PointRecord
from sciatwin.observation.stored import StoredObservations
from sciatwin.plan import Plan


def asked(plan: Plan) -> dict[str, Any]:
    """Fields of the document that every plan has."""
    seen = seen_in_sessions(plan)
    answers = with_what_was_seen(inputs(plan.patient), seen)
    return {
        "patient": plan.patient,
        "clinic": plan.site,
        "history": history(plan),
        "preferences": plan.preferences,
        "seen_in_sessions": seen,
        "inputs": tuple(item for item in answers if item.value != UNKNOWN),
        "inputs_missing": tuple(item for item in answers if item.value == UNKNOWN),
        "findings": findings(plan),
        "referral_telephone": plan.site.session.referral_telephone or "",
        "decision": plan.decision.value,
        "proposes_infusion": plan.decision.proposes_infusion,
        "headline": plan.headline,
        "in_short": tuple(PointRecord(label=point.label, text=point.text) for point in plan.in_short),
        "readiness": plan.readiness,
        "overrides_needed": overrides_needed(plan),
        "reasons": plan.reasons,
        "how_reached": plan.how_reached,
        "review_week": plan.patient.goals.review_week,
        "least_worthwhile_gain_points": plan.patient.goals.least_worthwhile_gain,
        "least_credible_excess_probability": plan.preferences.least_excess.value,
        "regimens_considered": plan.considered,
        "limits_signed_by": plan.site.signed_by,
    }


def signing(plan: Plan) -> dict[str, Any]:
    """Fields that an emergency leaves out: nobody asks what is open then."""
    return {"unsigned_because": plan.unsigned_because, "kinetic_fits": model_fits(plan.applicability)}


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
            **told_by_rule(item),
            effect=effect,
            group=item.rule.group.value.replace("_", " "),
            confidence=item.rule.confidence.value,
            is_local_setting=item.rule.design_default,
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
        passed=seen.passed,
    )


def history(plan: Plan) -> HistoryRecord:
    return HistoryRecord(
        given=plan.given,
        observed=StoredObservations.of(plan.observed),
        planned_from_h=plan.planned_from_h,
        goes_on=plan.goes_on,
    )
