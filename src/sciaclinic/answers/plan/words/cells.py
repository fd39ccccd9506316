"""Cells of the tables of a plan: what has no number says so, and a dose is told alike wherever it stands."""

import datetime

from sciaclinic.answers import numbers
from sciaclinic.answers.blocks import NONE
from sciaclinic.answers.plan.document import PlanDocument
from sciaclinic.answers.plan.record.case import RegimenRecord
from sciaclinic.answers.record import IntervalRecord

PROBABILITY = "1"


def week_label(week: int, document: PlanDocument) -> str:
    return f"{week} (review)" if week == document.review_week else str(week)


def points_or_none(values: IntervalRecord | None) -> str:
    return numbers.points(values.mean) if values else NONE


def gain_or_none(values: IntervalRecord | None) -> str:
    return numbers.points_interval(values) if values else NONE


def probability_or_none(value: float | None) -> str:
    return NONE if value is None else numbers.probability(value)


def pair(first: float | None, second: float | None) -> str:
    return f"{probability_or_none(first)} / {probability_or_none(second)}"


def with_unit(value: float, unit: str) -> str:
    return numbers.number(value) if unit == "1" else numbers.unit(numbers.number(value), unit)


def dose_text(regimen: RegimenRecord) -> str:
    """What the usual session holds."""
    return f"{numbers.mg(regimen.usual.dose_mg)} ({numbers.mg_per_kg(regimen.usual.dose_mg_per_kg)})"


def course_text(regimen: RegimenRecord) -> str:
    """How the usual session is given: bolus, rate and time; and that others are given otherwise."""
    session = regimen.usual
    bolus = f"{numbers.mg(session.bolus_mg)} + " if session.bolus_mg > 0 else ""
    rates = ", then ".join(
        f"{numbers.mg_per_h(step.rate_mg_per_h)} for {numbers.hours(step.duration_h)}" for step in session.steps
    )
    lower = "; the first session lower" if len(regimen.sessions) > 1 else ""
    return f"{bolus}{rates}{lower}"


def value_text(value: float, unit: str) -> str:
    return numbers.probability(value) if unit == PROBABILITY else numbers.points(value)


def with_interval(values: IntervalRecord, unit: str) -> str:
    if values.low == values.high:
        return value_text(values.mean, unit)
    return percent_interval(values) if unit == PROBABILITY else numbers.points_interval(values)


def percent_interval(values: IntervalRecord) -> str:
    mean, low, high = (
        f"{round(100 * value) + 0:d}".replace("-", "−") for value in (values.mean, values.low, values.high)
    )
    return f"{numbers.unit(mean, '%')} ({numbers.span(low, high)})"


def days_in_words(regimen: RegimenRecord, began: datetime.datetime | None = None) -> str:
    """Days of the sessions; after sessions given with their dates.

    Args: began: what the clock on the wall showed when the first session began; None where that is not known.
    """
    if regimen.days[0] > 0 and began is not None:
        dated = ", ".join(f"day {numbers.days_text((day,))} ({_date(began, day)})" for day in regimen.days)
        return f"{dated}; day 0 ({began.date()}) is the first session already given"
    if regimen.days[0] > 0:
        return f"days {numbers.days_text(regimen.days)}; day 0 is the first session already given"
    return "day 0 only" if regimen.visits == 1 else f"days {numbers.days_text(regimen.days)}; the first is day 0"


def _date(began: datetime.datetime, day: float) -> datetime.date:
    return (began + datetime.timedelta(days=day)).date()
