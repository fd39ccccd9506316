"""The regimens a plan is searched among: session shapes × schedules."""

from dataclasses import dataclass
from itertools import product

from sciatwin.plan.limits import Limits, crossed_by_dose
from sciatwin.regimen import Regimen

BOLUSES_MG_PER_KG = (0.0, 0.1, 0.2, 0.35)
RATES_MG_PER_KG_H = (0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.5, 0.6, 0.75, 1.0, 1.5, 2.0)
DURATIONS_H = (2 / 3, 1.0, 2.0, 3.0, 4.0, 6.0)
COUNTS = tuple(range(1, 11))
SPACINGS_DAYS = (1.0, 2.0, 3.5, 7.0)
WEEKDAYS = "weekdays"
MAINTENANCE_EVERY_DAYS = 28.0
HORIZON_DAYS = 84.0


@dataclass(frozen=True)
class Shape:
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
    spacing: float | str
    maintained: bool

    @property
    def visits(self) -> int:
        return len(self.days)


def shapes(weight_kg: float, limits: Limits) -> list[Shape]:
    """Session shapes within the limits on bolus, rate, dose and length of one session."""
    grid = (Shape(*values) for values in product(BOLUSES_MG_PER_KG, RATES_MG_PER_KG_H, DURATIONS_H))
    return [s for s in grid if not crossed_by_dose(build(s, Schedule((0.0,), 1.0, False)), weight_kg, limits)]


def schedules(limits: Limits, most_visits: int) -> list[Schedule]:
    """Schedules with at most this many visits inside the horizon."""
    grid = {
        (schedule.days): schedule
        for count, spacing, maintained in product(COUNTS, (*SPACINGS_DAYS, WEEKDAYS), (False, True))
        if (schedule := _schedule(count, spacing, maintained)).visits <= min(most_visits, limits.max_sessions)
    }
    return [schedule for schedule in grid.values() if schedule.days[-1] <= HORIZON_DAYS]


def build(shape: Shape, schedule: Schedule) -> Regimen:
    """The regimen of a shape on a schedule."""
    return Regimen.on_days(
        schedule.days,
        rate_mg_per_kg_h=shape.rate_mg_per_kg_h,
        duration_h=shape.duration_h,
        bolus_mg_per_kg=shape.bolus_mg_per_kg,
        name="searched",
    )


def _schedule(count: int, spacing: float | str, maintained: bool) -> Schedule:
    if isinstance(spacing, str):
        days = [week * 7.0 + day for week in range(2) for day in range(5)][:count]
    else:
        days = [index * spacing for index in range(count)]
    if maintained:
        next_day = days[-1] + MAINTENANCE_EVERY_DAYS
        while next_day <= HORIZON_DAYS:
            days.append(next_day)
            next_day += MAINTENANCE_EVERY_DAYS
    return Schedule(tuple(days), spacing, maintained)
