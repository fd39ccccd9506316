"""The clinic's hard limits: value, published bound if any, signature, and how often each one acted."""

from dataclasses import dataclass

from sciaclinic.answers.plan.record.case import LimitBasis, LimitRecord
from sciaclinic.answers.sources import source_record
from sciatwin.analytes import Drug
from sciatwin.ceilings import ceilings_for
from sciatwin.ceilings.published import CONSENSUS_2018
from sciatwin.evidence import Source
from sciatwin.plan import Plan
from sciatwin.plan.limits import FLOOR_DAYS_BETWEEN_COURSES
from sciatwin.plan.limits.crossed import (
    BOLUS,
    COURSE_DOSE,
    DISSOCIATION,
    HOUR,
    HOUR_MG,
    HYPERTENSION,
    QUARTER_DOSE,
    RATE,
    RATE_MG,
    SESSION_DOSE,
    SESSION_LENGTH,
    SESSIONS,
    WEEK_DOSE,
)
from sciatwin.plan.limits.spacing import COURSES, INTERVAL
from sciatwin.response.side_effects.organ_sources import NOPPERS_2011


@dataclass(frozen=True)
class _Bound:
    value: float
    source: Source


@dataclass(frozen=True)
class _Shown:
    """How one field of the limits is shown; ``counted_as`` are its names in the count of regimens turned away."""

    field: str
    name: str
    unit: str
    counted_as: tuple[str, ...]
    bound: _Bound | None = None


def _shown(drug: Drug) -> tuple[_Shown, ...]:
    ceilings = ceilings_for(drug)
    bolus, rate = (_Bound(value, CONSENSUS_2018) for value in (ceilings.bolus_mg_per_kg, ceilings.rate_mg_per_kg_h))
    courses = _Bound(FLOOR_DAYS_BETWEEN_COURSES, NOPPERS_2011)
    return (
        _Shown("max_bolus_mg_per_kg", "largest bolus within 15 min", "mg/kg", (BOLUS,), bolus),
        _Shown("max_rate_mg_per_kg_h", "highest rate, and most in any hour", "mg/kg/h", (RATE, HOUR), rate),
        _Shown("max_rate_mg_per_h", "highest rate, whatever the weight", "mg/h", (RATE_MG,)),
        _Shown("max_hour_mg", "largest dose in any hour", "mg", (HOUR_MG,)),
        _Shown("max_session_mg", "largest dose of a session", "mg", (SESSION_DOSE,)),
        _Shown("max_week_mg", "largest dose in any 7 days", "mg", (WEEK_DOSE,)),
        _Shown("max_quarter_mg", "largest dose in any 91 days", "mg", (QUARTER_DOSE,)),
        _Shown("max_course_mg", "largest dose of the whole course", "mg", (COURSE_DOSE,)),
        _Shown("max_session_h", "longest session", "h", (SESSION_LENGTH,)),
        _Shown("min_interval_h", "shortest time from the end of a session to the next", "h", (INTERVAL,)),
        _Shown("max_sessions", "most sessions", "sessions", (SESSIONS,)),
        _Shown(
            "min_days_between_multiday_courses",
            "shortest time from the end of a course of several days to the next session",
            "days",
            (COURSES,),
            courses,
        ),
        _Shown("max_severe_dissociation_risk", "highest risk of severe dissociation", "probability", (DISSOCIATION,)),
        _Shown("max_severe_hypertension_risk", "highest risk of severe hypertension", "probability", (HYPERTENSION,)),
    )


def limits(plan: Plan) -> tuple[LimitRecord, ...]:
    """Every limit; none if no regimen was considered, because then none could act."""
    if plan.considered == 0:
        return ()
    acted = {item.limit: item.candidates_turned_away for item in plan.limits_acted}
    drug = plan.site.limits.drug
    given = [shown for shown in _shown(drug) if getattr(plan.site.limits, shown.field) is not None]
    return tuple(_record(plan, shown, max(acted.get(name, 0) for name in shown.counted_as)) for shown in given)


def _record(plan: Plan, shown: _Shown, turned_away: int) -> LimitRecord:
    return LimitRecord(
        name=shown.name,
        value=float(getattr(plan.site.limits_in_force, shown.field)),
        unit=shown.unit,
        basis=_basis(plan, shown),
        published_bound=shown.bound.value if shown.bound else None,
        source=source_record(shown.bound.source) if shown.bound else None,
        regimens_turned_away=turned_away,
    )


def _basis(plan: Plan, shown: _Shown) -> LimitBasis:
    if shown.bound:
        return LimitBasis.PUBLISHED
    return LimitBasis.SIGNED if plan.site.signed_by else LimitBasis.UNSIGNED
