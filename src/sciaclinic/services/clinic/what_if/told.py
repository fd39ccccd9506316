"""What a scenario would do, in words and numbers: the sentence above the curves, and the same in a table."""

from dataclasses import dataclass

from sciaclinic.answers import numbers
from sciaclinic.services.clinic.what_if.ask import WhatIf
from sciaclinic.services.clinic.what_if.course import Course
from sciaclinic.services.clinic.what_if.scenario import Rhythm, Scenario
from sciatwin.plan.told.people import people, told_apart
from sciatwin.plan.worth.preferences import PREFERENCES
from sciatwin.twin.shown.interval import Interval
from sciatwin.units import MINUTES_PER_HOUR


@dataclass(frozen=True)
class Row:
    """A line of the table: what, and its value with unit and interval."""

    what: str
    value: str


@dataclass(frozen=True)
class PainRow:
    """Leg pain at one week."""

    week: str
    treated: str
    placebo: str
    untreated: str
    gain: str


@dataclass(frozen=True)
class Told:
    """Attributes:
    headline: how many of 100 gain; beside: mean pain in the arms, and the peaks; order: what is given.
    warns: what the picture alone would not say.
    """

    headline: str
    beside: tuple[str, ...]
    order: str
    warns: tuple[str, ...]
    rows: tuple[Row, ...]
    pain: tuple[PainRow, ...]


def told(found: WhatIf) -> Told | None:
    """None where nothing was simulated."""
    course = found.course
    if course is None:
        return None
    return Told(
        headline=_headline(course),
        beside=(_arms(course), _peaks(course)),
        order=_order(found),
        warns=tuple(_warns(found, course)),
        rows=tuple(_rows(found, course)),
        pain=tuple(_pain_row(course, row) for row in range(len(course.pain))),
    )


def _headline(course: Course) -> str:
    with_ketamine, on_placebo = told_apart(course.reached, course.reached_on_placebo)
    return (
        f"Of 100 patients like this one, {with_ketamine} have at least {course.least_gain:g} points less leg pain at "
        f"week {course.review_week} with ketamine than without treatment, {on_placebo} with placebo."
    )


def _arms(course: Course) -> str:
    at_review = next(item for item in course.pain if item.week == course.review_week)
    arms = (
        ("with ketamine", at_review.treated),
        ("with placebo", at_review.placebo),
        ("untreated", at_review.untreated),
    )
    said = "; ".join(f"{name} {numbers.spread(value, numbers.points)}" for name, value in arms)
    return (
        f"Leg pain at week {course.review_week}, of 10: {said}. The drug alone takes off "
        f"{numbers.spread(at_review.gain_over_placebo, numbers.points)} points."
    )


def _peaks(course: Course) -> str:
    peaks = course.peaks
    pressure = (
        f"systolic pressure {_mmhg(peaks.systolic_mmhg)}"
        if peaks.systolic_mmhg
        else "systolic pressure is not predicted, the resting one is unknown"
    )
    return f"At its height: dissociation {_percent(peaks.dissociation_fraction)} of the scale; {pressure}."


def _order(found: WhatIf) -> str:
    scenario, judge = found.scenario, found.judge
    rates = [f"{numbers.mg_per_h(rate * judge.dosing_kg)} ({rate:.3g} mg/kg/h)" for _, rate in scenario.steps()]
    hours = [numbers.hours(hours) for hours, _ in scenario.steps()]
    at = f"at {rates[0]}" if len(rates) == 1 else f"{hours[0]} at {rates[0]}, then {hours[1]} at {rates[1]}"
    dose, length = numbers.exact_mg(scenario.dose * judge.dosing_kg), numbers.hours(scenario.minutes / MINUTES_PER_HOUR)
    each, often = ("", "") if scenario.sessions == 1 else ("each ", f", {_rhythm(scenario)}")
    return f"{_count(scenario.sessions, 'session')} of {dose} {judge.drug} (base){often}; {each}over {length}, {at}."


def _rhythm(scenario: Scenario) -> str:
    match scenario.rhythm:
        case Rhythm.WEEKDAYS:
            return "on five days a week"
        case Rhythm.THREE_A_WEEK:
            return "on three days a week"
        case _:
            return "every day" if scenario.every == 1 else f"every {scenario.every:g} days"


def _warns(found: WhatIf, course: Course) -> list[str]:
    warns = []
    if course.left:
        left = "1 session comes" if course.left == 1 else f"{course.left} sessions come"
        warns.append(f"At week {course.review_week} the course is not over: {left} then or later.")
    limits = found.judge.site.limits_in_force if found.judge.site else None
    highest = course.risks.at_most()
    if limits:
        risks = (
            (
                "severe dissociation",
                course.risks.severe_dissociation,
                highest.severe_dissociation,
                limits.max_severe_dissociation_risk,
            ),
            (
                "severe hypertension",
                course.risks.severe_hypertension,
                highest.severe_hypertension,
                limits.max_severe_hypertension_risk,
            ),
        )
        for name, risk, most, allowed in risks:
            if most is None or risk is None or most > allowed:
                shown = (
                    "not known"
                    if risk is None or most is None
                    else (f"{people(risk)} of 100, and {people(most)} cannot be ruled out")
                )
                warns.append(
                    f"A plan would turn this away: {name} in {shown}; this clinic allows {people(allowed)} of 100."
                )
    return warns


def _rows(found: WhatIf, course: Course) -> list[Row]:
    scenario, judge, peaks, risks = found.scenario, found.judge, course.peaks, course.risks
    dose_mg, visit = scenario.dose * judge.dosing_kg, PREFERENCES.visit_h
    infusion_h = scenario.sessions * scenario.minutes / MINUTES_PER_HOUR
    whole_h = infusion_h + visit.value * scenario.sessions
    rows = [
        Row(
            "Dose of a session", f"{numbers.exact_mg(dose_mg)} ({scenario.dose:.3g} mg/kg of {judge.dosing_kg:.0f} kg)"
        ),
        Row(
            "Whole course", f"{numbers.exact_mg(dose_mg * scenario.sessions)} in {_count(scenario.sessions, 'session')}"
        ),
        Row("Highest rate", numbers.mg_per_h(max(rate for _, rate in scenario.steps()) * judge.dosing_kg)),
        Row("Ketamine, arterial, at its height", _ng(peaks.arterial_ng_per_ml)),
        Row("Ketamine, venous, at its height", _ng(peaks.venous_ng_per_ml)),
        Row("Block of NMDA receptors, at its height", _percent(peaks.block_fraction)),
        Row("Dissociation, at its height", f"{_percent(peaks.dissociation_fraction)} of the scale"),
        Row("Systolic pressure, at its height", _mmhg(peaks.systolic_mmhg)),
        Row("Diastolic pressure, at its height", _mmhg(peaks.diastolic_mmhg)),
        Row("Severe dissociation", f"{people(risks.severe_dissociation)} of 100"),
        Row(
            "Pressure above where an infusion is stopped",
            "not known: the resting pressure is unknown"
            if risks.severe_hypertension is None
            else f"{people(risks.severe_hypertension)} of 100",
        ),
        Row(
            "Time it takes",
            f"{numbers.hours(infusion_h)} of infusion; about {whole_h:.0f}\u00a0h with travel, "
            f"preparation and observation ({visit.value:g}\u00a0h a visit, {visit.set_by})",
        ),
    ]
    return rows


def _pain_row(course: Course, row: int) -> PainRow:
    item = course.pain[row]
    week = f"{item.week}, the review" if item.week == course.review_week else str(item.week)
    return PainRow(
        week=week,
        treated=numbers.spread(item.treated, numbers.points),
        placebo=numbers.spread(item.placebo, numbers.points),
        untreated=numbers.spread(item.untreated, numbers.points),
        gain=numbers.spread(item.gain_over_placebo, numbers.points),
    )


def _ng(values: Interval) -> str:
    return f"{numbers.spread(values, numbers.two_digits)}\u00a0ng/mL"


def _mmhg(values: Interval | None) -> str:
    return (
        f"{numbers.spread(values, numbers.whole)}\u00a0mmHg" if values else "not known: the resting pressure is unknown"
    )


def _percent(values: Interval) -> str:
    low, high = (f"{100 * value:.0f}" for value in (values.low, values.high))
    return f"{100 * values.mean:.0f} {numbers.held(low, high)}\u00a0%"


def _count(number: int, name: str) -> str:
    return f"{number} {name}" if number == 1 else f"{number} {name}s"
