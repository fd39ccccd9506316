"""Hard limits on a regimen. Every one is a required input; none has a default, and none may be loosened past the
published ceiling where there is one."""

from dataclasses import dataclass
from itertools import pairwise
from typing import Annotated

from pydantic import Field

from sciatwin.errors import LimitError
from sciatwin.evidence import Source
from sciatwin.quantities import Quantity, Record
from sciatwin.regimen import Regimen, Visit
from sciatwin.response.side_effects.organ_course import COURSE_GAP
from sciatwin.response.side_effects.organ_risk import INJURY_INTERVAL
from sciatwin.twin.risks import Risks
from sciatwin.units import HOURS_PER_DAY

CONSENSUS_2018 = Source(
    "Cohen SP, et al. ASRA/AAPM/ASA consensus guideline, chronic pain, 2018",
    url="https://www.guidelinecentral.com/guideline/8150/",
)

CEILING_BOLUS_MG_PER_KG = 0.35  # CONSENSUS_2018
CEILING_RATE_MG_PER_KG_H = 2.0  # CONSENSUS_2018, outside intensive care
CEILING_SESSION_H = 24.0  # longer infusions are inpatient care, outside the scope of this planner
FLOOR_DAYS_BETWEEN_COURSES = INJURY_INTERVAL.value
"""Courses this close have injured livers; a clinic's limit must lie above it."""

DISSOCIATION, HYPERTENSION = "risk of severe dissociation", "risk of severe hypertension"
COURSE_DOSE = "dose of the whole course"

_ROUNDING = 1e-9


class Limits(Record):
    """What no plan may cross. Doses are mg of ketamine base."""

    max_bolus_mg_per_kg: Annotated[float, Quantity("weight-based dose"), Field(ge=0, le=CEILING_BOLUS_MG_PER_KG)] = (
        Field(alias="max_bolus")
    )
    max_rate_mg_per_kg_h: Annotated[float, Quantity("weight-based rate"), Field(gt=0, le=CEILING_RATE_MG_PER_KG_H)] = (
        Field(alias="max_rate")
    )
    max_session_mg: Annotated[float, Quantity("drug mass"), Field(gt=0, le=1000)] = Field(alias="max_session_dose")
    max_course_mg: Annotated[float, Quantity("drug mass"), Field(gt=0, le=5000)] = Field(alias="max_course_dose")
    max_session_h: Annotated[float, Quantity("infusion time"), Field(gt=0, le=CEILING_SESSION_H)] = Field(
        alias="max_session_time"
    )
    min_interval_h: Annotated[float, Quantity("infusion time"), Field(ge=0, le=720)] = Field(alias="min_interval")
    max_sessions: Annotated[int, Field(ge=1, le=30, strict=True)]
    min_days_between_multiday_courses: Annotated[
        float, Quantity("duration"), Field(gt=FLOOR_DAYS_BETWEEN_COURSES, le=366)
    ] = Field(alias="min_time_between_multiday_courses")
    max_severe_dissociation_risk: Annotated[float, Field(gt=0, le=0.5)]
    max_severe_hypertension_risk: Annotated[float, Field(gt=0, le=0.2)]


@dataclass(frozen=True)
class LimitCrossed:
    """One limit that a regimen would cross."""

    limit: str
    value: float
    allowed: float
    unit: str

    def __str__(self) -> str:
        return f"{self.limit}: {self._shown(self.value)}, allowed {self._shown(self.allowed)}"

    def _shown(self, value: float) -> str:
        return f"{value:.1%}" if self.unit == "probability" else f"{value:.4g} {self.unit}"


def crossed_by_dose(
    regimen: Regimen, weight_kg: float, limits: Limits, days_since_course: float | None = None
) -> list[LimitCrossed]:
    """Limits on dose, rate, time and spacing that the regimen would cross; empty if none."""
    found = [item for visit in regimen.by_visit for item in _crossed_by_visit(visit, weight_kg, limits)]
    found += _crossed_by_spacing(regimen, limits, days_since_course)
    total_mg = regimen.total_mg(weight_kg)
    found += _above(COURSE_DOSE, total_mg, limits.max_course_mg, "mg")
    found += _above("number of sessions", regimen.visits, limits.max_sessions, "sessions")
    return list(dict.fromkeys(found))


def crossed_by_risk(risks: Risks, limits: Limits) -> list[LimitCrossed]:
    """Limits on predicted risk that would be crossed. A risk that cannot be predicted counts as crossed."""
    hypertension = 1.0 if risks.severe_hypertension is None else risks.severe_hypertension
    return [
        *_above(DISSOCIATION, risks.severe_dissociation, limits.max_severe_dissociation_risk, "probability"),
        *_above(HYPERTENSION, hypertension, limits.max_severe_hypertension_risk, "probability"),
    ]


def require_below_ceilings(regimen: Regimen, way_out: str = "Lower the dose or the rate.") -> None:
    """Published ceilings hold for every simulation, with or without a clinic's own limits.

    Args:
        way_out: what the error tells the user to do.
    Raises: LimitError naming each ceiling that the regimen crosses.
    """
    found = [
        item
        for session in regimen.sessions
        for item in (
            *_above("bolus", session.bolus_mg_per_kg, CEILING_BOLUS_MG_PER_KG, "mg/kg"),
            *_above("rate", session.rate_mg_per_kg_h, CEILING_RATE_MG_PER_KG_H, "mg/kg/h"),
            *_above("session", session.duration_h, CEILING_SESSION_H, "h"),
        )
    ]
    if found:
        raise LimitError(
            "The regimen crosses a published ceiling: "
            + "; ".join(map(str, dict.fromkeys(found)))
            + f". Source: {CONSENSUS_2018.citation}. {way_out}"
        )


def _crossed_by_visit(visit: Visit, weight_kg: float, limits: Limits) -> list[LimitCrossed]:
    return [
        *_above("bolus", visit.bolus_mg_per_kg, limits.max_bolus_mg_per_kg, "mg/kg"),
        *_above("rate", visit.highest_rate_mg_per_kg_h, limits.max_rate_mg_per_kg_h, "mg/kg/h"),
        *_above("dose of a session", visit.dose_mg_per_kg * weight_kg, limits.max_session_mg, "mg"),
        *_above("length of a session", visit.duration_h, limits.max_session_h, "h"),
    ]


def _crossed_by_spacing(regimen: Regimen, limits: Limits, days_since_course: float | None) -> list[LimitCrossed]:
    days = [visit.start_h / HOURS_PER_DAY for visit in regimen.by_visit]
    found = [
        LimitCrossed("interval between sessions", (later - earlier) * HOURS_PER_DAY, limits.min_interval_h, "h")
        for earlier, later in pairwise(days)
        if (later - earlier) * HOURS_PER_DAY < limits.min_interval_h - _ROUNDING
    ]
    return found + [
        LimitCrossed("time between multi-day courses", gap, limits.min_days_between_multiday_courses, "days")
        for gap in _gaps(days, days_since_course)
        if gap < limits.min_days_between_multiday_courses - _ROUNDING
    ]


def _gaps(days: list[float], days_since_course: float | None) -> list[float]:
    """Days from one multi-day course to the next. The patient's earlier course counts as one, and after it any session
    does: whether it was the first of a new course cannot be known. Single sessions further apart than
    the course gap are no course and are not limited here."""
    courses: list[list[float]] = []
    for day in days:
        if courses and day - courses[-1][-1] <= COURSE_GAP.value:
            courses[-1].append(day)
        else:
            courses.append([day])
    multiday = [course for course in courses if len(course) > 1]
    gaps = [later[0] - earlier[-1] for earlier, later in pairwise(multiday)]
    return gaps if days_since_course is None or not days else [days[0] + days_since_course, *gaps]


def _above(limit: str, value: float, allowed: float, unit: str) -> list[LimitCrossed]:
    return [LimitCrossed(limit, value, allowed, unit)] if value > allowed + _ROUNDING else []
