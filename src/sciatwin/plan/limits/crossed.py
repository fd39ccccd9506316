"""Which limits a planned course would cross, judged with all that was given before it as one course."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from sciatwin.ceilings import LimitCrossed, above, most_in_any
from sciatwin.ceilings.history import QUARTER_H, History
from sciatwin.ceilings.published import BOLUS_STRETCH_H
from sciatwin.ceilings.windows import most_boluses_in_any
from sciatwin.plan.limits.record import Limits
from sciatwin.plan.limits.spacing import crossed_by_spacing
from sciatwin.regimen import Regimen
from sciatwin.units import HOURS_PER_WEEK

if TYPE_CHECKING:  # risks come from simulated courses; a check of the patient file loads no numerics
    from sciatwin.twin.shown.risks import Risks

DISSOCIATION, HYPERTENSION = "risk of severe dissociation", "risk of severe hypertension"
BOLUS, RATE, HOUR, HOUR_MG = "bolus", "rate", "dose in any hour", "mg in any hour"
RATE_MG = "rate, whatever the weight"
SESSION_DOSE, SESSION_LENGTH, SESSIONS = "dose of a session", "length of a session", "number of sessions"
WEEK_DOSE, QUARTER_DOSE, COURSE_DOSE = "dose in any 7 days", "dose in any 91 days", "dose of the whole course"

_NOTHING_BEFORE = History()


def crossed_by_dose(
    planned: Regimen,
    weight_kg: float,
    limits: Limits,
    history: History = _NOTHING_BEFORE,
    *,
    dosing_weight_kg: float | None = None,
) -> list[LimitCrossed]:
    """Limits on dose, rate, time and spacing that the planned sessions would cross; empty if none.

    Args:
        weight_kg: of the body, to which the mg per kg of the regimen refer.
        dosing_weight_kg: to which the mg per kg of the limits refer; the body's by default.
    Raises: RegimenError if another drug was given than is planned, or the plan begins before the last session ends.
    """
    if planned.is_none:
        return []
    course = history.given.followed_by(planned)
    begins_h = planned.sessions[0].start_h
    return list(
        dict.fromkeys(
            [
                *_crossed_by_strength(course, begins_h, weight_kg / (dosing_weight_kg or weight_kg), limits),
                *_crossed_by_visits(course, begins_h, weight_kg, limits),
                *_crossed_by_sums(course, history, begins_h, weight_kg, limits),
                *crossed_by_spacing(planned, limits, history),
            ]
        )
    )


def crossed_by_risk(risks: Risks, limits: Limits) -> list[LimitCrossed]:
    """Limits on predicted risk that would be crossed. A risk that cannot be predicted counts as crossed."""
    hypertension = 1.0 if risks.severe_hypertension is None else risks.severe_hypertension
    return [
        *above(DISSOCIATION, risks.severe_dissociation, limits.max_severe_dissociation_risk, "probability"),
        *above(HYPERTENSION, hypertension, limits.max_severe_hypertension_risk, "probability"),
    ]


def _crossed_by_strength(course: Regimen, begins_h: float, dosed_per_kg: float, limits: Limits) -> list[LimitCrossed]:
    """How much at once, and how fast, in mg per kg of the weight for dosing."""
    rate = max(s.rate_mg_per_kg_h for s in course.sessions if s.end_h > begins_h) * dosed_per_kg
    bolus = most_boluses_in_any(course, BOLUS_STRETCH_H, after_h=begins_h) * dosed_per_kg
    hour = most_in_any(course, 1.0, after_h=begins_h) * dosed_per_kg
    return [
        *above(BOLUS, bolus, limits.max_bolus_mg_per_kg, "mg/kg"),
        *above(RATE, rate, limits.max_rate_mg_per_kg_h, "mg/kg/h"),
        *above(HOUR, hour, limits.max_rate_mg_per_kg_h, "mg/kg"),
    ]


def _crossed_by_visits(course: Regimen, begins_h: float, weight_kg: float, limits: Limits) -> list[LimitCrossed]:
    """The visits that the plan adds or makes longer."""
    visits = [visit for visit in course.visits_h if visit[1] > begins_h]
    dose = max(weight_kg * _dose_between(course, *visit) for visit in visits)
    longest_h = max(end_h - start_h for start_h, end_h in visits)
    rate = weight_kg * max(s.rate_mg_per_kg_h for s in course.sessions if s.end_h > begins_h)
    return [
        *above(RATE_MG, rate, limits.max_rate_mg_per_h or math.inf, "mg/h"),
        *above(SESSION_DOSE, dose, limits.max_session_mg, "mg"),
        *above(SESSION_LENGTH, longest_h, limits.max_session_h, "h"),
        *above(SESSIONS, course.visits, limits.max_sessions, "sessions"),
    ]


def _crossed_by_sums(
    course: Regimen, history: History, begins_h: float, weight_kg: float, limits: Limits
) -> list[LimitCrossed]:
    """What adds up over an hour, a week, a quarter and the whole course, in mg."""
    earlier = earlier_course(history, weight_kg)

    def most_mg(stretch_h: float) -> float:
        return weight_kg * most_in_any(course, stretch_h, after_h=begins_h, earlier=earlier)

    return [
        *above(HOUR_MG, weight_kg * most_in_any(course, 1.0, after_h=begins_h), limits.max_hour_mg, "mg"),
        *above(WEEK_DOSE, most_mg(HOURS_PER_WEEK), limits.max_week_mg, "mg"),
        *above(QUARTER_DOSE, most_mg(QUARTER_H), limits.max_quarter_mg, "mg"),
        *above(COURSE_DOSE, course.total_mg(weight_kg), limits.max_course_mg, "mg"),
    ]


def earlier_course(history: History, weight_kg: float) -> tuple[float, float] | None:
    """End (h) and dose (mg/kg) of the patient's course before the sessions given; None if there is none to count."""
    if not history.earlier_mg or not math.isfinite(history.earlier_end_h):
        return None
    return history.earlier_end_h, history.earlier_mg / weight_kg


def _dose_between(course: Regimen, start_h: float, end_h: float) -> float:
    return sum(s.dose_mg_per_kg for s in course.sessions if start_h <= s.start_h < end_h)
