"""One entry of a chart in a line."""

from collections.abc import Callable, Mapping
from datetime import datetime
from types import MappingProxyType
from typing import Any

from sciaclinic.episode.chart import Chart
from sciaclinic.episode.entry import Entry
from sciaclinic.episode.kinds import Kind

_MEASURED = (
    ("pulse_per_min", "pulse {:g} /min"),
    ("saturation_percent", "SpO2 {:g} %"),
    ("oxygen_l_per_min", "oxygen {:g} L/min"),
    ("breathing_per_min", "breathing {:g} /min"),
    ("sedation_moaas", "MOAA/S {:g} of 5"),
    ("dissociation", "dissociation {:g} of 10"),
    ("cadss", "CADSS {:g} of 92"),
    ("pain", "pain {:g} of 10"),
    ("pain_leg_raised", "pain with the leg raised {:g} of 10"),
    ("pump_ml", "pump {:g} mL"),
)


def entry_words(entry: Entry, chart: Chart) -> str:
    """As it was entered; a correction says what it corrects."""
    write = _WORDS.get(entry.kind)
    said = write(entry.body, chart) if write else _plain(entry.body)
    note = entry.body.get("note") or ""
    return "; ".join(part for part in (said, note) if part)


def _plain(body: Mapping[str, Any]) -> str:
    hidden = ("note", "planned_session", "witness", "due_at")
    return ", ".join(
        str(value) for name, value in body.items() if name not in hidden and value not in (None, "", False)
    )


def _rate(body: Mapping[str, Any], chart: Chart) -> str:
    mg_per_h = body["rate_ml_per_h"] * chart.concentration_mg_per_ml
    per_kg = mg_per_h / chart.order.dosing_weight_kg
    return f"{body['rate_ml_per_h']:.4g} mL/h = {mg_per_h:.3g} mg/h = {per_kg:.2g} mg/kg/h ({body['reason']})"


def _bolus(body: Mapping[str, Any], chart: Chart) -> str:
    mg = body["bolus_ml"] * chart.concentration_mg_per_ml
    return f"{body['bolus_ml']:.3g} mL = {mg:.3g} mg over {body['over_s']} s ({body['reason']})"


def _measured(body: Mapping[str, Any], _: Chart) -> str:
    found = [] if body["systolic_mmhg"] is None else [f"{body['systolic_mmhg']:g}/{body['diastolic_mmhg']:g} mmHg"]
    found += [text.format(body[name]) for name, text in _MEASURED if body[name] is not None]
    return ", ".join((*found, *([f"nausea {body['nausea']}"] if body["nausea"] else [])))


def _checked(body: Mapping[str, Any], chart: Chart) -> str:
    label = next((check.item.label for check in chart.checks if check.item.key == body["item"]), body["item"])
    unit = next((check.item.asks_value for check in chart.checks if check.item.key == body["item"]), "")
    value = "" if body["value"] is None else f", {body['value']:g} {unit}"
    return f"{label}: {body['answer']}{value}"


def _prepared(body: Mapping[str, Any], chart: Chart) -> str:
    pump = f", pump {body['pump']}" if body["pump"] else ""
    return (
        f"{body['vials']} × {chart.order.vial_label}, lot {body['vial_lot']}, expires {body['vial_expires']}: "
        f"{body['drawn_ml']:g} mL to {body['filled_ml']:g} mL = {body['concentration_mg_per_ml']:g} mg/mL{pump}"
    )


def _scored(body: Mapping[str, Any], _: Chart) -> str:
    items = ", ".join(f"{name} {score}" for name, score in body["items"].items())
    return f"{body['scale']} {sum(body['items'].values())} of 10 ({items})"


def _accounted(body: Mapping[str, Any], _: Chart) -> str:
    witness = f", witness {body['witness_name']}" if body["witness_name"] else ""
    return f"wasted {body['wasted_mg']:g} mg{witness}, returned {body['returned_mg']:g} mg"


def _left(body: Mapping[str, Any], _: Chart) -> str:
    escort = "with the escort" if body["escort_seen"] else "escort not seen"
    advice = "advice given" if body["advice_given"] else "no advice given"
    return f"{escort}, {advice}" + (f"; despite: {body['despite']}" if body["despite"] else "")


def _event(body: Mapping[str, Any], _: Chart) -> str:
    serious = "serious, " if body["serious"] else ""
    more = "; ".join(part for part in (body["detail"], body["action"]) if part)
    return f"{body['what']} ({serious}{body['severity']})" + (f": {more}" if more else "")


def _second(body: Mapping[str, Any], _: Chart) -> str:
    return "agrees" if body["agrees"] else "does not agree"


def _stopped(body: Mapping[str, Any], _: Chart) -> str:
    pump = "" if body["pump_ml"] is None else f", pump {body['pump_ml']:g} mL"
    return f"{body['cause']}{pump}"


def _rescue(body: Mapping[str, Any], _: Chart) -> str:
    response = f": {body['response']}" if body["response"] else ""
    return f"{body['drug']} {body['dose']:g} {body['unit']}, {body['route']}{response}"


def _corrected(body: Mapping[str, Any], _: Chart) -> str:
    return f"{'struck out' if body['body'] is None else 'corrected'}: {body['reason']}"


def _missed(body: Mapping[str, Any], _: Chart) -> str:
    return f"due at {datetime.fromisoformat(body['due_at']).astimezone():%H:%M}: {body['reason']}"


_WORDS: Mapping[Kind, Callable[[Mapping[str, Any], Chart], str]] = MappingProxyType(
    {
        Kind.STARTED: _rate,
        Kind.RATE_SET: _rate,
        Kind.RESUMED: _rate,
        Kind.BOLUS_GIVEN: _bolus,
        Kind.MEASURED: _measured,
        Kind.CHECKED: _checked,
        Kind.PREPARED: _prepared,
        Kind.SECOND_CHECK: _second,
        Kind.RECOVERY_SCORED: _scored,
        Kind.DRUG_ACCOUNTED: _accounted,
        Kind.LEFT: _left,
        Kind.EVENT: _event,
        Kind.STOPPED: _stopped,
        Kind.RESCUE_GIVEN: _rescue,
        Kind.CORRECTED: _corrected,
        Kind.CHECK_MISSED: _missed,
    }
)
