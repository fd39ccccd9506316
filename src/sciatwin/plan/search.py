"""Evaluates every candidate regimen within the limits on the same draws."""

from collections import Counter
from dataclasses import dataclass

import numpy as np

from sciatwin.patient import Goals
from sciatwin.plan.candidates import DURATIONS_H, HORIZON_DAYS, Schedule, Shape, build, schedules, shapes
from sciatwin.plan.limits import COURSE_DOSE, Limits, crossed_by_dose, crossed_by_risk
from sciatwin.plan.unit_responses import LAG_STEP_DAYS, UnitResponses, unit_responses
from sciatwin.regimen import Drug, Regimen
from sciatwin.response import placebo
from sciatwin.twin.ensemble import Ensemble
from sciatwin.twin.risks import Risks, risks_at_peak
from sciatwin.twin.simulate import lasting_relief_fraction, untreated_fraction
from sciatwin.units import DAYS_PER_WEEK, HOURS_PER_DAY


@dataclass(frozen=True, kw_only=True)
class Candidate:
    """One regimen with what it is predicted to do at the review week.

    Attributes:
        gain_over_placebo: mean points of leg pain below placebo.
        worthwhile: probability of a worthwhile gain over untreated, with ketamine.
        worthwhile_on_placebo: the same with placebo infusions.
    """

    regimen: Regimen
    total_mg: float
    gain_over_placebo: float
    worthwhile: float
    worthwhile_on_placebo: float
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
    turned_away = Counter[str]()
    units = unit_responses(ensemble, drug, DURATIONS_H, HORIZON_DAYS)
    dose_shapes, shapes_turned_away = shapes(ensemble.patient.weight_kg, limits)
    spaced = [s for s in schedules(limits, goals) if not _badly_spaced(s, ensemble, limits, turned_away)]
    turned_away.update({limit: count * len(spaced) for limit, count in shapes_turned_away.items()})
    tolerated = _tolerated(ensemble, units, dose_shapes, limits, turned_away, len(spaced))
    found: list[Candidate] = []
    for schedule in spaced:
        found += _evaluate(ensemble, units, schedule, tolerated, limits, goals, drug, turned_away)
    return SearchResult(tuple(found), len(dose_shapes) * len(spaced), turned_away)


def evaluate_regimen(
    ensemble: Ensemble, regimen: Regimen, peak_site: np.ndarray, slow_site: np.ndarray, goals: Goals
) -> Candidate:
    """Candidate of one regimen from its levels.

    Args:
        peak_site: highest fast-effect-site level, shape (draws,), ng/mL.
        slow_site: slow-effect-site level at the review week, shape (draws,), ng/mL.
    """
    starts_h = np.array([session.start_h for session in regimen.sessions])
    untreated, on_placebo, treated = _pain_at_review(ensemble, starts_h, slow_site[None, :], goals)
    return Candidate(
        regimen=regimen,
        total_mg=regimen.total_mg(ensemble.patient.weight_kg),
        gain_over_placebo=float((on_placebo - treated).mean()),
        worthwhile=float((untreated - treated >= goals.least_worthwhile_gain).mean()),
        worthwhile_on_placebo=float((untreated - on_placebo >= goals.least_worthwhile_gain).mean()),
        risks=risks_at_peak(ensemble, peak_site),
    )


def _badly_spaced(schedule: Schedule, ensemble: Ensemble, limits: Limits, turned_away: Counter[str]) -> bool:
    """Whether spacing alone crosses a limit, whatever the dose."""
    trace = build(Shape(0.0, 1e-9, min(DURATIONS_H)), schedule)
    crossed = crossed_by_dose(trace, ensemble.patient.weight_kg, limits, ensemble.patient.days_since_ketamine_course)
    turned_away.update(item.limit for item in crossed)
    return bool(crossed)


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
    slow = _slow_at_review(units, schedule, chosen, goals)
    untreated, on_placebo, treated = _pain_at_review(ensemble, starts_h, slow, goals)
    worthwhile = (untreated - treated >= goals.least_worthwhile_gain).mean(axis=1)
    on_placebo_worthwhile = float((untreated - on_placebo >= goals.least_worthwhile_gain).mean())
    gain = (on_placebo - treated).mean(axis=1)
    return [
        Candidate(
            regimen=build(shape, schedule, drug),
            total_mg=shape.dose_mg_per_kg * schedule.visits * weight_kg,
            gain_over_placebo=float(gain[row]),
            worthwhile=float(worthwhile[row]),
            worthwhile_on_placebo=on_placebo_worthwhile,
            risks=tolerated.risks[index],
        )
        for row, (index, shape) in enumerate(zip(indices, chosen, strict=True))
    ]


def _slow_at_review(units: UnitResponses, schedule: Schedule, chosen: list[Shape], goals: Goals) -> np.ndarray:
    """Slow-effect-site level at the review week, shape (shapes, draws): a sum over earlier sessions."""
    lags_days = goals.review_week * DAYS_PER_WEEK - np.array(schedule.days)
    lags = np.round(lags_days[lags_days >= 0] / LAG_STEP_DAYS).astype(int)
    bolus = units.slow_bolus[lags].sum(axis=0)
    infusion = {d: levels[lags].sum(axis=0) for d, levels in units.slow_infusion.items()}
    return np.stack([s.bolus_mg_per_kg * bolus + s.rate_mg_per_kg_h * infusion[s.duration_h] for s in chosen])


def _pain_at_review(
    ensemble: Ensemble, starts_h: np.ndarray, slow_site: np.ndarray, goals: Goals
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Pain untreated, on placebo (1, draws) and treated (shapes, draws) at the review week, between sessions."""
    review_h = np.array([goals.review_week * DAYS_PER_WEEK * HOURS_PER_DAY])
    untreated = ensemble.patient.sciatica.leg_pain * untreated_fraction(ensemble, review_h)
    inert = placebo.relief_fraction(review_h, starts_h, ensemble.responds_to_placebo, ensemble.drawn["placebo/relief"])
    on_placebo = untreated * (1 - inert)
    return untreated, on_placebo, on_placebo * (1 - lasting_relief_fraction(ensemble, slow_site))
