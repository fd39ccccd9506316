"""Evaluates every candidate regimen within the limits on the same draws."""

from collections import Counter
from dataclasses import dataclass

import numpy as np
import xarray as xr

from sciatwin.patient import Goals
from sciatwin.plan.candidates import (
    DURATIONS_H,
    HORIZON_DAYS,
    SHAPE_COUNT,
    Schedule,
    Shape,
    build,
    schedules,
    shapes,
)
from sciatwin.plan.limits import COURSE_DOSE, LimitCrossed, Limits, crossed_by_dose, crossed_by_risk
from sciatwin.plan.unit_responses import LAG_STEP_DAYS, UnitResponses, unit_responses
from sciatwin.regimen import Drug, Regimen
from sciatwin.twin.ensemble import FAST_SITE, SLOW_SITE, Ensemble
from sciatwin.twin.expectation import GainModel, gain_model
from sciatwin.twin.risks import Risks, risks_at_peak
from sciatwin.twin.simulate import variable_name
from sciatwin.units import DAYS_PER_WEEK, HOURS_PER_DAY, HOURS_PER_WEEK

LATE_WEEK = 12
"""Maintenance is judged here: at the review week it has hardly begun."""


@dataclass(frozen=True, kw_only=True)
class Candidate:
    """One regimen with what it is predicted to do at the review week.

    Attributes:
        gain_over_placebo: mean points of leg pain below placebo; late_gain_over_placebo: the same at week 12.
        worthwhile: probability of a worthwhile gain over untreated, with ketamine.
        worthwhile_on_placebo: the same with placebo infusions.
        excess_error: Monte Carlo error of the excess; not computed for every searched regimen.
    """

    regimen: Regimen
    total_mg: float
    gain_over_placebo: float
    late_gain_over_placebo: float
    worthwhile: float
    worthwhile_on_placebo: float
    excess_error: float | None
    risks: Risks

    @property
    def excess(self) -> float:
        """Probability of a worthwhile gain that the drug adds to placebo."""
        return self.worthwhile - self.worthwhile_on_placebo


@dataclass(frozen=True)
class SearchResult:
    """Candidates within every limit; how many were considered; how many each limit turned away."""

    candidates: tuple[Candidate, ...]
    considered: int
    turned_away: Counter[str]


@dataclass(frozen=True)
class _Tolerated:
    """Session shapes whose predicted risks are within the limits, as arrays of shape (shapes,)."""

    shapes: tuple[Shape, ...]
    risks: tuple[Risks, ...]


def search(ensemble: Ensemble, limits: Limits, goals: Goals, drug: Drug) -> SearchResult:
    """Evaluate session shapes × schedules. Limits act first: nothing past one is evaluated further."""
    patient, turned_away = ensemble.patient, Counter[str]()
    units = unit_responses(ensemble, drug, DURATIONS_H, HORIZON_DAYS)
    every_schedule = schedules(goals)
    dose_shapes, shapes_turned_away = shapes(patient.weight_kg, limits)
    spaced: list[Schedule] = []
    for schedule in every_schedule:
        crossed = _crossed_by_schedule(schedule, ensemble, limits)
        turned_away.update({item.limit: SHAPE_COUNT for item in crossed})
        if not crossed:
            spaced.append(schedule)
    turned_away.update({limit: count * len(every_schedule) for limit, count in shapes_turned_away.items()})
    tolerated = _tolerated(ensemble, units, dose_shapes, limits, turned_away, len(every_schedule))
    found: list[Candidate] = []
    for schedule in spaced:
        found += _evaluate(ensemble, units, schedule, tolerated, limits, goals, drug, turned_away)
    return SearchResult(tuple(found), SHAPE_COUNT * len(every_schedule), turned_away)


def evaluate_regimen(ensemble: Ensemble, regimen: Regimen, course: xr.Dataset, goals: Goals) -> Candidate:
    """Candidate of one regimen from its whole simulated course."""
    starts_h = np.array([session.start_h for session in regimen.sessions])
    slow = course[variable_name(SLOW_SITE)]
    peak = course[variable_name(FAST_SITE)].max("time").to_numpy()

    def at(week: int) -> tuple[GainModel, np.ndarray]:
        time_h = week * HOURS_PER_WEEK
        return gain_model(ensemble, time_h, starts_h, goals.least_worthwhile_gain), slow.sel(time=time_h).to_numpy()

    (review, level), (late, late_level) = at(goals.review_week), at(LATE_WEEK)
    gains = review.gains(level[None, :])
    return Candidate(
        regimen=regimen,
        total_mg=regimen.total_mg(ensemble.patient.weight_kg),
        gain_over_placebo=float(gains.over_placebo[0]),
        late_gain_over_placebo=float(late.over_placebo(late_level[None, :])[0]),
        worthwhile=float(gains.worthwhile[0]),
        worthwhile_on_placebo=gains.worthwhile_on_placebo,
        excess_error=review.standard_error(level),
        risks=risks_at_peak(ensemble, peak),
    )


def _crossed_by_schedule(schedule: Schedule, ensemble: Ensemble, limits: Limits) -> list[LimitCrossed]:
    """Limits on number and spacing of sessions that a schedule crosses, whatever the dose."""
    trace = build(Shape(0.0, 1e-9, min(DURATIONS_H)), schedule)
    return crossed_by_dose(trace, ensemble.patient.weight_kg, limits, ensemble.patient.days_since_ketamine_course)


def _tolerated(
    ensemble: Ensemble,
    units: UnitResponses,
    dose_shapes: list[Shape],
    limits: Limits,
    turned_away: Counter[str],
    schedule_count: int,
) -> _Tolerated:
    kept: list[tuple[Shape, Risks]] = []
    for shape in dose_shapes:
        risks = risks_at_peak(ensemble, _peak(units, shape))
        crossed = crossed_by_risk(risks, limits)
        turned_away.update({item.limit: schedule_count for item in crossed})
        if not crossed:
            kept.append((shape, risks))
    return _Tolerated(tuple(shape for shape, _ in kept), tuple(risks for _, risks in kept))


def _peak(units: UnitResponses, shape: Shape) -> np.ndarray:
    """Highest fast-effect-site level of one session, shape (draws,)."""
    level = (
        shape.bolus_mg_per_kg * units.fast_bolus[shape.duration_h]
        + shape.rate_mg_per_kg_h * units.fast_infusion[shape.duration_h]
    )
    return np.asarray(level.max(axis=0))


def _evaluate(
    ensemble: Ensemble,
    units: UnitResponses,
    schedule: Schedule,
    tolerated: _Tolerated,
    limits: Limits,
    goals: Goals,
    drug: Drug,
    turned_away: Counter[str],
) -> list[Candidate]:
    weight_kg = ensemble.patient.weight_kg
    most_mg_per_kg = limits.max_course_mg / weight_kg / schedule.visits
    indices = [i for i, shape in enumerate(tolerated.shapes) if shape.dose_mg_per_kg <= most_mg_per_kg]
    turned_away[COURSE_DOSE] += len(tolerated.shapes) - len(indices)
    if not indices:
        return []
    chosen = [tolerated.shapes[i] for i in indices]
    starts_h = np.array(schedule.days) * HOURS_PER_DAY

    def model(week: int) -> GainModel:
        return gain_model(ensemble, week * HOURS_PER_WEEK, starts_h, goals.least_worthwhile_gain)

    review = model(goals.review_week).gains(_slow_site(units, schedule, chosen, goals.review_week))
    late = model(LATE_WEEK).over_placebo(_slow_site(units, schedule, chosen, LATE_WEEK))
    return [
        Candidate(
            regimen=build(shape, schedule, drug),
            total_mg=shape.dose_mg_per_kg * schedule.visits * weight_kg,
            gain_over_placebo=float(review.over_placebo[row]),
            late_gain_over_placebo=float(late[row]),
            worthwhile=float(review.worthwhile[row]),
            worthwhile_on_placebo=review.worthwhile_on_placebo,
            excess_error=None,
            risks=tolerated.risks[index],
        )
        for row, (index, shape) in enumerate(zip(indices, chosen, strict=True))
    ]


def _slow_site(units: UnitResponses, schedule: Schedule, chosen: list[Shape], week: int) -> np.ndarray:
    """Slow-effect-site level at a week, shape (shapes, draws): a sum over the sessions before it."""
    lags_days = week * DAYS_PER_WEEK - np.array(schedule.days)
    lags = np.round(lags_days[lags_days >= 0] / LAG_STEP_DAYS).astype(int)
    bolus = units.slow_bolus[lags].sum(axis=0)
    infusion = {d: levels[lags].sum(axis=0) for d, levels in units.slow_infusion.items()}
    return np.stack([s.bolus_mg_per_kg * bolus + s.rate_mg_per_kg_h * infusion[s.duration_h] for s in chosen])
