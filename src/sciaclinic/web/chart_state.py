"""A chart as the page shows it: what is now, what is open, the log, and the points of the graph."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sciaclinic.episode.bodies_of_session import (
    DoseUnit,
    Happening,
    RateReason,
    RateUnit,
    Severity,
    StopCause,
)
from sciaclinic.episode.chart import Chart
from sciaclinic.episode.checks import CheckGroup, CheckState
from sciaclinic.episode.entry import Entry
from sciaclinic.episode.kinds import Kind
from sciaclinic.episode.recovery import Scale
from sciaclinic.episode.states import UNDER_WAY
from sciaclinic.services.clinic.charting import OneSession
from sciaclinic.web.chart_words import entry_words
from sciaclinic.web.templating import rendered

POINTS = (
    "systolic_mmhg",
    "diastolic_mmhg",
    "pulse_per_min",
    "saturation_percent",
    "breathing_per_min",
    "dissociation",
    "pain",
)
_S_PER_H = 3600


def chart_state(session: OneSession, now: datetime) -> dict[str, Any]:
    """As JSON: ``html`` holds the parts of the page that follow from the entries."""
    chart = session.chart
    last = chart.everything[-1].number if chart.everything else 0
    return {
        "now": now.isoformat(),
        "last": last,
        "state": str(chart.state),
        "live": _live(chart, now),
        "checks": {check.item.key: _check(check) for check in chart.checks},
        "graph": _graph(chart, now),
        "html": {
            "now": rendered("chart_now.html", now_values(session, now)),
            "open": rendered("chart_open.html", {"chart": chart, "account": chart.account(now), "now": now}),
            "log": rendered("chart_log.html", {"chart": chart, "lines": log_lines(chart)}),
        },
    }


def now_values(session: OneSession, now: datetime) -> dict[str, Any]:
    chart = session.chart
    rate_ml = chart.infused.rate_ml_per_h
    return {
        "session": session,
        "chart": chart,
        "now": now,
        "rate": rates_of(chart, rate_ml),
        "given_ml": chart.infused.given_ml(now),
        "given_mg": chart.infused.given_mg(now),
        "next_step": _next_step(chart, now),
        "total_reached": chart.order.past_total(chart.infused.given_mg(now)),
    }


def rates_of(chart: Chart, rate_ml_per_h: float) -> dict[str, str]:
    """One rate in each unit, as it is written."""
    mg_per_h = rate_ml_per_h * chart.concentration_mg_per_ml
    return {
        RateUnit.ML_PER_H: f"{rate_ml_per_h:.4g}",
        RateUnit.MG_PER_H: f"{mg_per_h:.3g}",
        RateUnit.MG_PER_KG_H: f"{mg_per_h / chart.order.dosing_weight_kg:.2g}",
    }


def form_values(session: OneSession) -> dict[str, Any]:
    """What the forms of the page offer."""
    chart, order = session.chart, session.chart.order
    groups: dict[CheckGroup, list[CheckState]] = {}
    for check in chart.checks:
        groups.setdefault(check.item.group, []).append(check)
    concentration = chart.concentration_mg_per_ml
    highest = order.highest_rate_mg_per_h
    return {
        "chart": chart,
        "order": order,
        "groups": groups,
        "scales": list(Scale),
        "happenings": list(Happening),
        "severities": list(Severity)[1:],
        "nausea": list(Severity),
        "rate_reasons": list(RateReason),
        "stop_causes": list(StopCause),
        "rate_units": list(RateUnit),
        "dose_units": list(DoseUnit),
        "highest": {
            RateUnit.ML_PER_H: round(highest / concentration, 4),
            RateUnit.MG_PER_H: round(highest, 4),
            RateUnit.MG_PER_KG_H: round(highest / order.dosing_weight_kg, 4),
        },
        "first_ml_per_h": round(order.steps[0].rate_mg_per_h / order.concentration_mg_per_ml, 2),
        "to_fill": {"concentration": f"{order.concentration_mg_per_ml:g}"},
    }


def log_lines(chart: Chart) -> list[dict[str, Any]]:
    """Every entry of the record, the newest first; those that were corrected say so."""
    corrected = {entry.corrects: entry for entry in chart.everything if entry.kind is Kind.CORRECTED}
    counts = {entry.number for entry in chart.entries}
    return [
        {
            "entry": entry,
            "words": entry_words(entry, chart),
            "late": chart.is_late(entry),
            "corrected_by": corrected.get(entry.number),
            "counts": entry.number in counts,
        }
        for entry in reversed(chart.everything)
    ]


def _live(chart: Chart, now: datetime) -> dict[str, Any]:
    """What the page counts on from until the next answer."""
    due = chart.monitoring.due_at
    rate_ml = chart.infused.rate_ml_per_h
    return {
        "given_ml": chart.infused.given_ml(now),
        "given_mg": chart.infused.given_mg(now),
        "rate_ml_per_h": rate_ml,
        "rate_mg_per_h": rate_ml * chart.concentration_mg_per_ml,
        "due_at": due.isoformat() if due else None,
        "ordered_mg": chart.order.total_mg,
    }


def _check(check: CheckState) -> dict[str, Any]:
    body = check.entry.body if check.entry else {}
    return {
        "answer": body.get("answer"),
        "value": body.get("value"),
        "note": body.get("note", ""),
        "by": f"{check.entry.author.name}, {check.entry.happened_at.astimezone():%H:%M}" if check.entry else "",
        "says": "" if check.is_open else check.says,
    }


def _next_step(chart: Chart, now: datetime) -> dict[str, Any] | None:
    """The step of the order that comes next, and in how many minutes of running."""
    if chart.infused.ended_at is not None or chart.state not in UNDER_WAY:
        return None
    has_started = chart.infused.started_at is not None
    running_h = chart.infused.running_h(now)
    coming = [step for step in chart.order.steps if step.start_h > running_h or not has_started]
    if not coming:
        return None
    rate_ml = coming[0].rate_mg_per_h / chart.concentration_mg_per_ml
    return {"in_min": round(60 * (coming[0].start_h - running_h)), "rate": rates_of(chart, rate_ml)}


def _graph(chart: Chart, now: datetime) -> dict[str, Any]:
    """Hours count from the start of the pump, or from now before it."""
    start = chart.infused.started_at or now
    measured = sorted(_of_kind(chart.entries, Kind.MEASURED), key=lambda entry: entry.happened_at)

    def hour(at: datetime) -> float:
        return (at - start).total_seconds() / _S_PER_H

    per_ml = chart.concentration_mg_per_ml
    rates = [(hour(item.start), item.rate_ml_per_h * per_ml) for item in chart.infused.segments]
    if chart.infused.ended_at:
        rates.append((hour(chart.infused.ended_at), 0.0))
    return {
        "started": chart.infused.started_at.isoformat() if chart.infused.started_at else None,
        "points": {
            name: [
                (hour(entry.happened_at), entry.body[name]) for entry in measured if entry.body.get(name) is not None
            ]
            for name in POINTS
        },
        "rates": rates,
        "ordered": [(step.start_h, step.rate_mg_per_h) for step in chart.order.steps] + [(chart.order.duration_h, 0.0)],
    }


def _of_kind(entries: Iterable[Entry], kind: Kind) -> list[Entry]:
    return [entry for entry in entries if entry.kind is kind]
