"""The clinic's hard limits: value, published bound if any, signature, and how often each one acted."""

from dataclasses import dataclass

from sciaclinic.reports.provenance import source_record
from sciaclinic.reports.records import LimitBasis, LimitRecord
from sciatwin.evidence import Source
from sciatwin.plan import Plan
from sciatwin.plan.limits import (
    CEILING_BOLUS_MG_PER_KG,
    CEILING_RATE_MG_PER_KG_H,
    CONSENSUS_2018,
    COURSE_DOSE,
    DISSOCIATION,
    FLOOR_DAYS_BETWEEN_COURSES,
    HYPERTENSION,
)
from sciatwin.response.side_effects.organ_sources import NOPPERS_2011


@dataclass(frozen=True)
class _Bound:
    value: float
    source: Source


@dataclass(frozen=True)
class _Shown:
    """How one field of the limits is shown; ``counted_as`` is its name in the count of regimens turned away."""

    field: str
    name: str
    unit: str
    counted_as: str
    bound: _Bound | None = None


_SHOWN = (
    _Shown("max_bolus_mg_per_kg", "largest bolus", "mg/kg", "bolus", _Bound(CEILING_BOLUS_MG_PER_KG, CONSENSUS_2018)),
    _Shown("max_rate_mg_per_kg_h", "highest rate", "mg/kg/h", "rate", _Bound(CEILING_RATE_MG_PER_KG_H, CONSENSUS_2018)),
    _Shown("max_session_mg", "largest dose of a session", "mg", "dose of a session"),
    _Shown("max_course_mg", "largest dose of the whole course", "mg", COURSE_DOSE),
    _Shown("max_session_h", "longest session", "h", "length of a session"),
    _Shown("min_interval_h", "shortest interval between sessions", "h", "interval between sessions"),
    _Shown("max_sessions", "most sessions", "sessions", "number of sessions"),
    _Shown(
        "min_days_between_multiday_courses",
        "shortest time between multi-day courses",
        "days",
        "time between multi-day courses",
        _Bound(FLOOR_DAYS_BETWEEN_COURSES, NOPPERS_2011),
    ),
    _Shown("max_severe_dissociation_risk", "highest risk of severe dissociation", "probability", DISSOCIATION),
    _Shown("max_severe_hypertension_risk", "highest risk of severe hypertension", "probability", HYPERTENSION),
)


def limits(plan: Plan) -> tuple[LimitRecord, ...]:
    """Every limit; none if no regimen was considered, because then none could act."""
    if plan.considered == 0:
        return ()
    acted = {item.limit: item.candidates_turned_away for item in plan.limits_acted}
    return tuple(_record(plan, shown, acted.get(shown.counted_as, 0)) for shown in _SHOWN)


def _record(plan: Plan, shown: _Shown, turned_away: int) -> LimitRecord:
    return LimitRecord(
        name=shown.name,
        value=float(getattr(plan.site.limits, shown.field)),
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
