"""The document of a plan. An emergency is told nothing but what to do: nothing is predicted or compared."""

from typing import Any

from sciaclinic.answers.made import Made
from sciaclinic.answers.plan.compose import case, in_short, limits, outcomes, session, sources
from sciaclinic.answers.plan.compose.inputs import UNKNOWN, inputs
from sciaclinic.answers.plan.compose.inputs_since import with_what_was_seen
from sciaclinic.answers.plan.document import PlanDocument
from sciatwin.plan import Plan
from sciatwin.plan.result import EVIDENCE_GRADE, NOT_KNOWN

_Fields = dict[str, Any]


def plan_document(plan: Plan, made: Made) -> PlanDocument:
    """The document of a plan."""
    emergencies = session.emergencies(plan)
    if emergencies:
        rest = {"emergencies": emergencies, "sources": session.emergency_sources(emergencies)}
    else:
        rest = {**_signing(plan), **_infusion(plan), **_predicted(plan), **_weighed(plan), **_basis(plan)}
    return PlanDocument(**made.of(PlanDocument), **_asked(plan), **_decided(plan), **rest)


def _asked(plan: Plan) -> _Fields:
    """Whom it is for, what was known, and what was found to speak against it."""
    seen = case.seen_in_sessions(plan)
    answers = with_what_was_seen(inputs(plan.patient), seen)
    return {
        "patient": plan.patient,
        "clinic": plan.site,
        "history": case.history(plan),
        "preferences": plan.preferences,
        "seen_in_sessions": seen,
        "inputs": tuple(item for item in answers if item.value != UNKNOWN),
        "inputs_missing": tuple(item for item in answers if item.value == UNKNOWN),
        "findings": case.findings(plan),
        "referral_telephone": plan.site.session.referral_telephone or "",
    }


def _decided(plan: Plan) -> _Fields:
    return {
        "decision": plan.decision.value,
        "proposes_infusion": plan.decision.proposes_infusion,
        "headline": plan.headline,
        "in_short": in_short.in_short(plan),
        "readiness": plan.readiness,
        "overrides_needed": case.overrides_needed(plan),
        "reasons": plan.reasons,
        "how_reached": plan.how_reached,
        "review_week": plan.patient.goals.review_week,
        "least_worthwhile_gain_points": plan.patient.goals.least_worthwhile_gain,
        "least_credible_excess_probability": plan.preferences.least_excess.value,
        "regimens_considered": plan.considered,
        "limits_signed_by": plan.site.signed_by,
    }


def _signing(plan: Plan) -> _Fields:
    return {"unsigned_because": plan.unsigned_because, "kinetic_fits": case.model_fits(plan)}


def _infusion(plan: Plan) -> _Fields:
    """What is proposed, or shown to be judged."""
    return {
        "regimen": case.proposed_regimen(plan),
        "conduct": session.conduct(plan),
        "shown": plan.compared.regimen if plan.compared else None,
        "compared": case.compared_regimen(plan),
    }


def _predicted(plan: Plan) -> _Fields:
    return {
        "in_hundred": in_short.in_hundred(plan),
        "best_alternative": in_short.best_alternative(plan),
        "curves": plan.curves,
        "weeks": case.weeks(plan),
        "measured_coverage": in_short.coverage(),
        "scores": outcomes.scores(plan),
        "scores_not_measured": outcomes.scores_not_measured(plan.not_measured),
        "risks": case.risks(plan),
        "side_effects": outcomes.side_effects(plan),
        "pressure_rises_more": outcomes.pressure_notes(plan),
        "organs": outcomes.organs(plan),
        "pathway": outcomes.pathway(plan),
    }


def _weighed(plan: Plan) -> _Fields:
    return {
        "limits": limits.limits(plan),
        "trade_offs": case.trade_offs(plan),
        "trade_off_marks": plan.trade_off_marks,
        "templates": case.templates(plan),
        "influences": case.influences(plan),
        "fragility": case.fragility(plan),
    }


def _basis(plan: Plan) -> _Fields:
    with_infusion = plan.compared is not None
    numbers = sources.assumed_numbers(with_infusion=with_infusion, wanted=plan.preferences)
    others = (*outcomes.sources(plan), *session.sources(plan))
    return {
        "evidence_grade": EVIDENCE_GRADE,
        "not_known": NOT_KNOWN,
        "assumed_numbers": numbers,
        "sources": sources.sources_of(
            case.findings(plan),
            limits.limits(plan),
            case.templates(plan),
            numbers,
            others,
            with_infusion=with_infusion,
        ),
    }
