"""A plan document as a clinician reads it: a line for each thing, and nothing that is the same in every plan."""

import datetime
from collections.abc import Iterator, Mapping, Sequence

from sciaclinic.answers.plan.document import PlanDocument
from sciaclinic.answers.plan.record.case import Effect, InfluenceRecord, SessionRecord
from sciaclinic.answers.plan.record.session import EmergencyRecord
from sciaclinic.answers.record import IntervalRecord
from support.golden.moved_text import Entry

_FOR_EVERYBODY = "inform"
_OWN_VALUES = ("start_limits", "slow_pressure", "stop_pressure", "stop_pulse", "response_after_two")
"""Rows of the session sheet with values that hang on patient and clinic."""
_SPEAKS_AGAINST = (Effect.BLOCK, Effect.OVERRIDE, Effect.OPEN, Effect.CAUTION)


def plan_in_words(plan: PlanDocument) -> Mapping[str, Entry]:
    """What is decided and why, what is given and what it does; parts that a plan does not have are left out."""
    parts: dict[str, Entry] = {
        "decision": plan.decision,
        "headline": plan.headline,
        "in short": {point.label: point.text for point in plan.in_short},
        "emergency": [_emergency(one) for one in plan.emergencies],
        "readiness": plan.readiness.value,
        "before anybody signs": list(plan.unsigned_because),
        "given and seen": _seen(plan),
        "reasons": list(plan.reasons),
        "how reached": list(plan.how_reached),
        "speaks against it": _findings(plan),
        "visits": _visits(plan),
        "orders": [line for order in _orders(plan) for line in order],
        "review": _review(plan),
        "limits that acted": _limits(plan),
        "leg pain by week, untreated | placebo | ketamine (90 % range)": {
            f"week {week.week}": " | ".join(_range(arm) for arm in (week.untreated, week.placebo, week.treated) if arm)
            for week in plan.weeks
        },
        "gain 2 points, ketamine | placebo": _gains(plan),
        "other scores, change by the drug": {
            f"{score.outcome}, week {score.week}": f"{_change(score.by_drug.mean)} (today {score.today:.1f})"
            for score in plan.scores
            if score.by_drug and score.today is not None
        },
        "strongest session": _risks(plan),
        "side effects": {
            effect.name: _of_100(effect.probability.mean) for effect in plan.side_effects if effect.probability
        },
        "liver and bladder": [
            f"{organ.organ}, {organ.level}: {organ.says}" for organ in plan.organs if organ.level != _FOR_EVERYBODY
        ],
        "on the day": _on_the_day(plan),
        "what else is open": _alternatives(plan),
        "most depends on": [_influence(one) for one in plan.influences[:3]],
    }
    return {name: part for name, part in parts.items() if part}


def _emergency(one: EmergencyRecord) -> str:
    return f"{one.says}. Call {one.call}, {one.by_when}. {one.to_do}"


def _seen(plan: PlanDocument) -> Entry:
    seen = plan.seen_in_sessions
    if seen is None:
        return []
    return [seen.given, *seen.dangers, *seen.reviews, *filter(None, (seen.leg_pain, seen.passed))]


def _findings(plan: PlanDocument) -> Entry:
    """The gravest first; what only informs is the same for many patients and left out."""
    return [
        f"{finding.effect}: {finding.says} ({finding.explanation})"
        for effect in _SPEAKS_AGAINST
        for finding in plan.findings
        if finding.effect is effect
    ]


def _visits(plan: PlanDocument) -> Entry:
    if plan.regimen is None:
        return {}
    course = plan.regimen
    return {
        "drug": course.drug,
        "days": ", ".join(_day(day, plan.history.observed.began) for day in course.days),
        **{_numbered(session.numbers): _session(session) for session in course.sessions},
        "in all": f"{course.visits} visits, {_mg(course.total_mg)}",
    }


def _day(day: float, began: datetime.datetime | None) -> str:
    return f"{day:g}" if began is None else f"{day:g} ({(began + datetime.timedelta(days=day)).date()})"


def _numbered(numbers: Sequence[int]) -> str:
    return f"session {numbers[0]}" if len(numbers) == 1 else f"sessions {', '.join(map(str, numbers))}"


def _session(session: SessionRecord) -> str:
    bolus = f"{_mg(session.bolus_mg)} at once, then " if session.bolus_mg else ""
    steps = ", ".join(f"{step.rate_mg_per_h:.1f} mg/h for {60 * step.duration_h:.0f} min" for step in session.steps)
    return f"{_mg(session.dose_mg)} over {60 * session.duration_h:.0f} min: {bolus}{steps}"


def _mg(dose_mg: float) -> str:
    return f"{round(dose_mg, 2):g} mg"


def _orders(plan: PlanDocument) -> Iterator[Iterator[str]]:
    for order in plan.conduct.orders if plan.conduct else ():
        yield (f"{_numbered(order.sessions)}: {step}" for step in order.steps)


def _review(plan: PlanDocument) -> Entry:
    return f"week {plan.review_week}, {plan.least_worthwhile_gain_points:g} points are worthwhile" if plan.weeks else ""


def _limits(plan: PlanDocument) -> Entry:
    turned_away = {limit.name: limit for limit in plan.limits if limit.regimens_turned_away}
    return {
        name: f"{limit.value:g} {limit.unit} turned away {limit.regimens_turned_away} of {plan.regimens_considered}"
        for name, limit in turned_away.items()
    }


def _range(values: IntervalRecord, decimals: int = 2) -> str:
    mean, low, high = (f"{value:.{decimals}f}" for value in (values.mean, values.low, values.high))
    return f"{mean} ({low} to {high})"


def _gains(plan: PlanDocument) -> Entry:
    return {
        f"week {week.week}": f"{_of_100(week.two_point_gain_probability)} | "
        f"{_of_100(week.two_point_gain_on_placebo_probability)}"
        for week in plan.weeks
        if week.two_point_gain_probability is not None
    }


def _of_100(probability: float | None) -> str:
    return "not known" if probability is None else f"{100 * probability:.1f} of 100"


def _change(points: float) -> str:
    return f"{round(points, 2) + 0.0:+.2f}"


def _risks(plan: PlanDocument) -> Entry:
    risks = plan.risks
    if risks is None:
        return {}
    return {
        "highest arterial level, ng/mL": _range(risks.ketamine_arterial_ng_per_ml, 0),
        "highest dissociation, CADSS of 92": _range(risks.cadss, 1),
        "highest systolic pressure, mmHg": _range(risks.systolic_mmhg, 0) if risks.systolic_mmhg else "not known",
        "severe dissociation": _of_100(risks.severe_dissociation_probability),
        "stopped for blood pressure": _of_100(risks.severe_hypertension_probability),
    }


def _on_the_day(plan: PlanDocument) -> Entry:
    """What lets a session start, slows and stops it, and what this patient alone needs."""
    if plan.conduct is None:
        return []
    rows = (f"{row.topic}: {row.text}" for row in plan.conduct.rows if row.because or row.key in _OWN_VALUES)
    return [plan.conduct.starting_rate, *plan.conduct.lower_because, plan.conduct.next_session, *rows]


def _alternatives(plan: PlanDocument) -> Entry:
    options = plan.pathway.options if plan.pathway else ()
    return {option.name: f"{option.standing}: {'; '.join(option.reasons)}" for option in options}


def _influence(one: InfluenceRecord) -> str:
    return f"{one.meaning} ({one.status}): {_change(one.change_points)} points"
