"""The regimens a plan is searched among: session shapes × schedules."""

from collections import Counter
from dataclasses import dataclass
from functools import cache
from itertools import product

import numpy as np

from sciatwin.analytes import Drug
from sciatwin.patient import Goals
from sciatwin.plan.limits import Limits, crossed_by_dose
from sciatwin.plan.options.no_bolus import NO_BOLUS
from sciatwin.plan.worth.preferences import PREFERENCES, Preferences
from sciatwin.regimen import Regimen, Session
from sciatwin.units import DAYS_PER_WEEK, HOURS_PER_DAY

BOLUSES_MG_PER_KG = (0.0, 0.1, 0.2, 0.35)
RATES_MG_PER_KG_H = (0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.5, 0.6, 0.75, 1.0, 1.5, 2.0)
DURATIONS_H = (2 / 3, 1.0, 2.0, 3.0, 4.0, 6.0)
MOST_SESSIONS = 10
SHAPE_COUNT = len(BOLUSES_MG_PER_KG) * len(RATES_MG_PER_KG_H) * len(DURATIONS_H)
RHYTHMS: dict[str, tuple[float, ...]] = {
    "daily": tuple(float(day) for day in range(MOST_SESSIONS)),
    "weekdays": (0, 1, 2, 3, 4, 7, 8, 9, 10, 11),
    "alternate days": tuple(2.0 * index for index in range(MOST_SESSIONS)),
    "twice weekly": (0, 3, 7, 10, 14, 17, 21, 24, 28, 31),
    "weekly": tuple(7.0 * index for index in range(MOST_SESSIONS)),
}
"""Days of the sessions of a course; day 0 is the first."""

MAINTENANCE_EVERY_DAYS = 28.0
HORIZON_DAYS = 84.0


@dataclass(frozen=True)
class SessionShape:
    """One session."""

    bolus_mg_per_kg: float
    rate_mg_per_kg_h: float
    duration_h: float

    @property
    def dose_mg_per_kg(self) -> float:
        return self.bolus_mg_per_kg + self.rate_mg_per_kg_h * self.duration_h


@dataclass(frozen=True)
class Schedule:
    """Days of the sessions; the first is day 0."""

    days: tuple[float, ...]

    @property
    def visits(self) -> int:
        return len(self.days)


def shapes(
    weight_kg: float, limits: Limits, dosing_weight_kg: float | None = None, *, with_bolus: bool = True
) -> tuple[list[SessionShape], Counter[str]]:
    """Session shapes within the limits on one session, and how many each limit turned away.

    Args:
        dosing_weight_kg: the steps of dose are mg per kg of it; shapes are in mg per kg of the body.
        with_bolus: False if this patient gets no bolus.
    """
    per_kg = (dosing_weight_kg or weight_kg) / weight_kg
    within: list[SessionShape] = []
    turned_away = Counter[str]()
    for values in product(BOLUSES_MG_PER_KG, RATES_MG_PER_KG_H, DURATIONS_H):
        bolus, rate, duration_h = values
        if bolus > 0 and not with_bolus:
            turned_away[NO_BOLUS] += 1
            continue
        shape = SessionShape(per_kg * bolus, per_kg * rate, duration_h)
        regimen = build(shape, Schedule((0.0,)), limits.drug)
        crossed = crossed_by_dose(regimen, weight_kg, limits, dosing_weight_kg=dosing_weight_kg)
        turned_away.update(item.limit for item in crossed)
        if not crossed:
            within.append(shape)
    return within, turned_away


def schedules(goals: Goals, limits: Limits, wanted: Preferences = PREFERENCES) -> list[Schedule]:
    """Courses of every rhythm, alone and with maintenance, that end in time for the review."""
    review_day, settling_days = goals.review_week * DAYS_PER_WEEK, wanted.settling_days.value
    last_day = max(review_day - settling_days, 0.0)
    courses = {
        days[:count]
        for days in RHYTHMS.values()
        for count in range(1, MOST_SESSIONS + 1)
        if days[count - 1] <= last_day
    }
    found = [Schedule(course) for course in sorted(courses)]
    found += [
        Schedule(days)
        for days in (_maintained(course, limits) for course in sorted(courses))
        if not any(review_day - settling_days < day < review_day for day in days)
    ]
    return [schedule for schedule in found if schedule.visits <= goals.most_visits]


def build(shape: SessionShape, schedule: Schedule, drug: Drug, start_h: float = 0.0) -> Regimen:
    """The regimen of a shape on a schedule whose day 0 begins at this hour."""
    first_day = start_h / HOURS_PER_DAY
    return Regimen(
        name="searched", drug=drug, sessions=tuple(_session(shape, first_day + day) for day in schedule.days)
    )


@cache
def _session(shape: SessionShape, day: float) -> Session:
    """A search builds thousands of regimens from few sessions."""
    return Session(
        start_h=day * HOURS_PER_DAY,
        rate_mg_per_kg_h=shape.rate_mg_per_kg_h,
        duration_h=shape.duration_h,
        bolus_mg_per_kg=shape.bolus_mg_per_kg,
    )


def _maintained(course: tuple[float, ...], limits: Limits) -> tuple[float, ...]:
    """A course followed by single sessions every four weeks up to the horizon; after a course of several days, the
    first of them no sooner than the limit between courses allows."""
    wait = max(MAINTENANCE_EVERY_DAYS, limits.min_days_between_multiday_courses + 1 if len(course) > 1 else 0.0)
    first = course[-1] + np.ceil(wait)
    return (*course, *np.arange(first, HORIZON_DAYS + 1, MAINTENANCE_EVERY_DAYS).tolist())
