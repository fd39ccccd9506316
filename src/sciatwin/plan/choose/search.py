"""Evaluates every candidate regimen within the limits on the same draws."""

from collections import Counter
from dataclasses import dataclass

import numpy as np

from sciatwin.analytes import Drug
from sciatwin.patient import Goals
from sciatwin.plan.choose.unit_responses import LAG_STEP_DAYS, UnitResponses, session_times_h, unit_responses
from sciatwin.plan.limits import History, LimitCrossed, Limits, Room, crossed_by_dose, crossed_by_risk, room_for
from sciatwin.plan.limits.spacing import INTERVAL
from sciatwin.plan.next_step.lower_again import LowerAgain
from sciatwin.plan.options.given_before import GivenBefore, end_of_plan_h
from sciatwin.plan.options.grid import (
    DURATIONS_H,
    HORIZON_DAYS,
    SHAPE_COUNT,
    Schedule,
    SessionShape,
    build,
    schedules,
    shapes,
)
from sciatwin.plan.options.no_bolus import no_bolus_because
from sciatwin.plan.worth.candidate import Candidate
from sciatwin.plan.worth.preferences import PREFERENCES, Preferences
from sciatwin.regimen import Regimen
from sciatwin.response.lasting_relief import EqualSessions
from sciatwin.response.side_effects.blood_pressure import STOP, PressureStop
from sciatwin.twin import Twin
from sciatwin.twin.drug.exposure import exposure_to
from sciatwin.twin.drug.time_grid import rows_of
from sciatwin.twin.mechanism import nmda_block, quieted
from sciatwin.twin.pain.expectation import (
    ExpectedGain,
    GainModel,
    Reliefs,
    days_since,
    gain_model,
    reliefs_after,
    reliefs_along,
)
from sciatwin.twin.shown.risks import Risks, risks_at_peak
from sciatwin.twin.versions.ensemble import Ensemble
from sciatwin.units import HOURS_PER_DAY, HOURS_PER_WEEK

_NO_DANGER = LowerAgain()


@dataclass(frozen=True)
class SearchResult:
    """Candidates within every limit; how many were considered; how many each limit turned away."""

    candidates: tuple[Candidate, ...]
    considered: int
    turned_away: Counter[str]


@dataclass(frozen=True)
class _Tolerated:
    """Session shapes whose predicted risks are within the limits, with what one session of each does.

    Attributes:
        peak_ng_per_ml: highest fast-site level; quieted_h: hours of a silent dorsal horn that it is worth; shape
            (shapes, draws).
    """

    shapes: tuple[SessionShape, ...]
    risks: tuple[Risks, ...]
    peak_ng_per_ml: np.ndarray
    quieted_h: np.ndarray


@dataclass(frozen=True)
class _Question:
    """What is searched, and what every part of the search looks at."""

    twin: Twin
    limits: Limits
    history: History
    goals: Goals
    drug: Drug
    units: UnitResponses
    before: GivenBefore | None
    stop: PressureStop
    wanted: Preferences
    turned_away: Counter[str]

    @property
    def ensemble(self) -> Ensemble:
        return self.twin.ensemble

    @property
    def weight_kg(self) -> float:
        return self.twin.patient.weight_kg

    @property
    def start_h(self) -> float:
        """When day 0 of every schedule begins."""
        return self.twin.next_start_h


def search(
    twin: Twin,
    limits: Limits,
    history: History,
    goals: Goals,
    drug: Drug,
    *,
    dosing_weight_kg: float | None = None,
    stop: PressureStop = STOP,
    wanted: Preferences = PREFERENCES,
    lower_again: LowerAgain = _NO_DANGER,
) -> SearchResult:
    """Evaluate session shapes × schedules. Limits act first: nothing past one is evaluated further.

    Args:
        stop: the pressures at which the clinic stops an infusion.
        lower_again: what no session may reach after a danger was seen.
    """
    units = unit_responses(twin.ensemble, drug, DURATIONS_H, HORIZON_DAYS)
    before = GivenBefore.of(twin, end_of_plan_h(twin))
    question = _Question(twin, limits, history, goals, drug, units, before, stop, wanted, Counter())
    every_schedule = schedules(goals, limits, wanted)
    spaced = [schedule for schedule in every_schedule if not _crossed_by_schedule(question, schedule)]
    dose_shapes, shapes_turned_away = shapes(
        question.weight_kg, limits, dosing_weight_kg, with_bolus=not no_bolus_because(twin.patient)
    )
    dose_shapes, too_much = _lower(dose_shapes, drug, lower_again)
    shapes_turned_away += too_much
    turned_away = {limit: count * len(every_schedule) for limit, count in shapes_turned_away.items()}
    question.turned_away.update(turned_away)
    tolerated = _tolerated(question, dose_shapes, len(every_schedule))
    found = [candidate for schedule in spaced for candidate in _evaluate(question, schedule, tolerated)]
    return SearchResult(tuple(found), SHAPE_COUNT * len(every_schedule), question.turned_away)


def evaluate_regimen(
    twin: Twin, regimen: Regimen, before: GivenBefore | None, risks: Risks, wanted: Preferences = PREFERENCES
) -> Candidate:
    """Candidate of one regimen from the effect sites of its whole course, with the sessions given before it.

    Args:
        before: what the sessions given do by themselves, on the same versions; None if there are none.
        risks: of the regimen, from versions of their own.
    """
    ensemble, start_h, whole, goals = twin.ensemble, twin.next_start_h, twin.whole(regimen), twin.patient.goals
    seen = exposure_to(ensemble, whole, horizon_days=end_of_plan_h(twin) / HOURS_PER_DAY)
    times_h = [start_h + week * HOURS_PER_WEEK for week in (goals.review_week, wanted.late_week)]
    along = reliefs_along(ensemble, seen, rows_of(seen.time_h, times_h))

    def at(place: int) -> tuple[GainModel, Reliefs, Reliefs | None]:
        return (
            gain_model(ensemble, times_h[place], np.array(whole.visits_h), goals.least_worthwhile_gain),
            {key: relief[[place]] for key, relief in along.items()},
            before.reliefs_at(times_h[place]) if before else None,
        )

    (review, reliefs, left), (late, late_reliefs, late_left) = at(0), at(1)
    gains, late_gains = review.added_to(left, reliefs), late.added_to(late_left, late_reliefs)
    return Candidate(
        regimen=regimen,
        total_mg=regimen.total_mg(twin.patient.weight_kg),
        gain_over_placebo=float(gains.over_placebo[0]),
        late_gain_over_placebo=float(late_gains.over_placebo[0]),
        worthwhile=float(gains.worthwhile[0]),
        worthwhile_on_placebo=gains.worthwhile_on_placebo,
        added_by={key: float(added[0]) for key, added in gains.added_by.items()},
        excess_error=review.standard_error(reliefs, ensemble.effective),
        risks=risks,
        late_worthwhile=float(late_gains.worthwhile[0]),
        late_worthwhile_on_placebo=late_gains.worthwhile_on_placebo,
    )


def _lower(
    dose_shapes: list[SessionShape], drug: Drug, lower_again: LowerAgain
) -> tuple[list[SessionShape], Counter[str]]:
    """Shapes below what was given when a danger was seen, and how many each of its bounds turned away."""
    crossed = {shape: lower_again.crossed_by(build(shape, Schedule((0.0,)), drug)) for shape in dose_shapes}
    turned_away = Counter(item.limit for items in crossed.values() for item in items)
    return [shape for shape, items in crossed.items() if not items], turned_away


def _crossed_by_schedule(question: _Question, schedule: Schedule) -> list[LimitCrossed]:
    """Limits on number and spacing of sessions that a schedule crosses, whatever the dose."""
    trace = build(SessionShape(0.0, 1e-9, min(DURATIONS_H)), schedule, question.drug, question.start_h)
    crossed = crossed_by_dose(trace, question.weight_kg, question.limits, question.history)
    question.turned_away.update({item.limit: SHAPE_COUNT for item in crossed})
    return crossed


def _within(room: Room, tolerated: "_Tolerated", question: _Question) -> list[int]:
    """Rows of the session shapes that a schedule has room for."""
    lengths_h = np.array([shape.duration_h for shape in tolerated.shapes])
    doses_mg = question.weight_kg * np.array([shape.dose_mg_per_kg for shape in tolerated.shapes])
    crossed = {INTERVAL: lengths_h > room.session_h + 1e-9}
    crossed |= {limit: doses_mg > most_mg + 1e-9 for limit, most_mg in room.session_mg.items()}
    question.turned_away.update({limit: int(too_much.sum()) for limit, too_much in crossed.items()})
    return np.flatnonzero(~np.any(list(crossed.values()), axis=0)).tolist()


def _tolerated(question: _Question, dose_shapes: list[SessionShape], schedule_count: int) -> _Tolerated:
    ensemble = question.ensemble
    kept: list[tuple[SessionShape, Risks, np.ndarray, np.ndarray]] = []
    for shape in dose_shapes:
        level = _fast_site(question.units, shape)
        peak = level.max(axis=0)
        risks = risks_at_peak(ensemble, peak, question.stop)
        crossed = crossed_by_risk(risks, question.limits)
        question.turned_away.update({item.limit: schedule_count for item in crossed})
        if not crossed:
            quiet = quieted(nmda_block(level, question.drug, ensemble.drawn), ensemble.drawn)
            kept.append((shape, risks, peak, np.trapezoid(quiet, session_times_h(shape.duration_h), axis=0)))
    nothing = np.empty((0, ensemble.count))
    return _Tolerated(
        tuple(shape for shape, *_ in kept),
        tuple(risks for _, risks, *_ in kept),
        np.array([peak for *_, peak, _ in kept]) if kept else nothing,
        np.array([quieted_h for *_, quieted_h in kept]) if kept else nothing,
    )


def _fast_site(units: UnitResponses, shape: SessionShape) -> np.ndarray:
    """Fast-effect-site level along one session, shape (times, draws)."""
    return np.asarray(
        shape.bolus_mg_per_kg * units.fast_bolus[shape.duration_h]
        + shape.rate_mg_per_kg_h * units.fast_infusion[shape.duration_h]
    )


def _evaluate(question: _Question, schedule: Schedule, tolerated: _Tolerated) -> list[Candidate]:
    """Every tolerated session shape on one schedule."""
    goals, starts_h = question.goals, question.start_h + np.array(schedule.days) * HOURS_PER_DAY
    rows = _within(room_for(starts_h, question.weight_kg, question.limits, question.history), tolerated, question)
    if not rows:
        return []
    visits_h = np.stack([starts_h, starts_h], axis=1)  # a few hours of fading of belief do not tell shapes apart

    before = question.before

    def at(week: int) -> ExpectedGain:
        time_h = question.start_h + week * HOURS_PER_WEEK
        model = gain_model(question.ensemble, time_h, visits_h, goals.least_worthwhile_gain)
        left = (before.reliefs_at(question.start_h), before.reliefs_at(time_h)) if before else None
        sessions = _sessions(question, schedule, tolerated, rows, time_h)
        return model.added_to(left[1] if left else None, reliefs_after(question.ensemble, sessions, left))

    review, late = at(goals.review_week), at(question.wanted.late_week).over_placebo
    return [
        Candidate(
            regimen=build(tolerated.shapes[row], schedule, question.drug, question.start_h),
            total_mg=tolerated.shapes[row].dose_mg_per_kg * schedule.visits * question.weight_kg,
            gain_over_placebo=float(review.over_placebo[place]),
            late_gain_over_placebo=float(late[place]),
            worthwhile=float(review.worthwhile[place]),
            worthwhile_on_placebo=review.worthwhile_on_placebo,
            added_by={key: float(added[place]) for key, added in review.added_by.items()},
            excess_error=None,
            risks=tolerated.risks[row],
        )
        for place, row in enumerate(rows)
    ]


def _sessions(
    question: _Question, schedule: Schedule, tolerated: _Tolerated, rows: list[int], time_h: float
) -> EqualSessions:
    """What the sessions before a moment have done; leading axis: session shapes."""
    since = days_since(time_h, question.start_h + np.array(schedule.days) * HOURS_PER_DAY)
    slow_site = _slow_site(question.units, since, [tolerated.shapes[row] for row in rows])
    if question.before is not None:
        slow_site = slow_site + question.before.slow_site_ng_per_ml[question.before.row(time_h)]
    return EqualSessions(
        days_since=since,
        slow_site_ng_per_ml=slow_site,
        session_peak_ng_per_ml=tolerated.peak_ng_per_ml[rows],
        quieted_h=tolerated.quieted_h[rows],
    )


def _slow_site(units: UnitResponses, days_since_sessions: np.ndarray, chosen: list[SessionShape]) -> np.ndarray:
    """Slow-effect-site level, shape (shapes, draws): a sum over the sessions."""
    lags = np.round(days_since_sessions / LAG_STEP_DAYS).astype(int)
    bolus = units.slow_bolus[lags].sum(axis=0)
    infusion = {d: levels[lags].sum(axis=0) for d, levels in units.slow_infusion.items()}
    return np.stack([s.bolus_mg_per_kg * bolus + s.rate_mg_per_kg_h * infusion[s.duration_h] for s in chosen])
