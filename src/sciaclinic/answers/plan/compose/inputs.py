"""Every answer about the patient as a reader would write it, and every question that nobody answered."""

import math
from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel

from sciaclinic.answers.numbers import duration_text
from sciaclinic.answers.plan.record.case import InputRecord, InputUse
from sciatwin.evidence.scale import band, scale
from sciatwin.patient import Answer, Medicine, Override, Patient, Sex, Treatment
from sciatwin.patient.uses import FOR_PREDICTION, FOR_THE_PLAN, recorded_only
from sciatwin.questions import AskedOf, questions_of

UNKNOWN = "unknown"

_QUESTIONNAIRES = "questionnaires."
_ITEM_9, _FILLED_IN = "questionnaires.phq9_item_9", "questionnaires.filled_in"

_UNITS = {
    "_yr": "years",
    "_kg": "kg",
    "_cm": "cm",
    "_mmhg": "mmHg",
    "_ml_per_min": "mL/min/1.73 m²",
    "_u_per_l": "U/L",
    "_umol_per_l": "µmol/L",
    "_per_min": "per minute",
    "_times_upper_limit": "× upper limit",
    "leg_pain": "of 10",
    "back_pain": "of 10",
    "least_worthwhile_gain": "points",
}

_LISTS_ASKED_FOR = {"medicines", "treatments"}
_NOT_AN_ANSWER = {"shows"}


def inputs(patient: Patient) -> tuple[InputRecord, ...]:
    """One record for each field of the patient file, in its order."""
    return tuple(item for item in _walk(patient, "") if not _beside_the_point(item, patient))


def _walk(record: BaseModel, prefix: str) -> Iterator[InputRecord]:
    for name in type(record).model_fields:
        value, path = getattr(record, name), f"{prefix}{name}"
        if path in _NOT_AN_ANSWER or value == "":
            continue
        if isinstance(value, BaseModel):
            yield from _walk(value, f"{path}.")
        elif isinstance(value, tuple):
            yield from _listed(value, path)
        else:
            yield _record(path, _label(path), _text(path, value))


def _record(path: str, label: str, value: str) -> InputRecord:
    return InputRecord(field=path, label=label, value=value, used_for=_use(path), why_not_used=recorded_only(path))


def _use(path: str) -> InputUse:
    """Items of a list are used as the list is."""
    field = path if path in questions_of(Patient) else path.split(".")[0]
    if recorded_only(path):
        return InputUse.NOTHING
    if field in FOR_PREDICTION:
        return InputUse.PREDICTION
    return InputUse.PLAN if field in FOR_THE_PLAN else InputUse.ELIGIBILITY


def _beside_the_point(item: InputRecord, patient: Patient) -> bool:
    """Unanswered questions that do not arise for this patient."""
    if item.value != UNKNOWN:
        return False
    asked = questions_of(Patient).get(item.field)
    for_women = asked is not None and asked.asked_of is AskedOf.WOMEN and patient.sex is Sex.MALE
    no_course = item.field.startswith("last_course_") and patient.days_since_ketamine_course == math.inf
    no_weakness = item.field == "sciatica.weakness_mrc_grade" and patient.sciatica.weakness is Answer.NO
    return for_women or no_weakness or no_course


def _listed(values: tuple[Any, ...], path: str) -> Iterator[InputRecord]:
    if not values and path in _LISTS_ASKED_FOR:
        yield _record(path, _label(path), "none")
    for index, value in enumerate(values):
        label, text = _item(value, path)
        record = _record(f"{path}.{index}", label, text)
        has_detail = isinstance(value, Treatment) and value.detail
        yield record.model_copy(update={"why_not_used": recorded_only(f"{path}.detail")}) if has_detail else record


def _item(value: Any, path: str) -> tuple[str, str]:
    if isinstance(value, Treatment):
        return _treatment(value)
    if isinstance(value, Medicine):
        return _medicine(value)
    if isinstance(value, Override):
        return f"rule set aside: {value.rule}", f"{value.reason} ({value.by}, {value.date})"
    return _label(path), str(value)


def _treatment(value: Treatment) -> tuple[str, str]:
    parts = [value.result.value, value.detail]
    if value.adequate_dose_and_time is not Answer.UNKNOWN:
        parts.append(f"adequate dose and time: {value.adequate_dose_and_time}")
    return value.kind.value, ", ".join(part for part in parts if part)


def _medicine(value: Medicine) -> tuple[str, str]:
    times = f"{value.times_per_day:g} × a day" if value.times_per_day is not None else ""
    checked = f"checked by hand by {value.reviewed_by}" if value.reviewed_by else ""
    return value.name, ", ".join(part for part in (_dose(value), times, value.route, checked) if part)


def _dose(value: Medicine) -> str:
    if value.rate_mg_per_h is not None:
        return f"{1000 * value.rate_mg_per_h:g} µg/h"
    return f"{value.dose_mg:g} mg" if value.dose_mg is not None else value.dose_counted or "dose unknown"


def _label(path: str) -> str:
    if path.startswith(_QUESTIONNAIRES) and path not in (_ITEM_9, _FILLED_IN):
        return scale(path.removeprefix(_QUESTIONNAIRES)).name
    asked = questions_of(Patient).get(path)
    return asked.label if asked else path.rpartition(".")[2].replace("_", " ")


def _text(path: str, value: Any) -> str:
    if value is None:
        return UNKNOWN
    if path.endswith(("duration_days", "days_since_ketamine_course")):
        return duration_text(value)
    if path.endswith("_fraction"):
        return f"{100 * value:.0f} %"
    if path == _ITEM_9:
        return f"{value} of 3"
    if path.startswith(_QUESTIONNAIRES) and path != _FILLED_IN:
        return _score_text(path.removeprefix(_QUESTIONNAIRES), value)
    unit = next((text for suffix, text in _UNITS.items() if path.endswith(suffix)), "")
    shown = f"{round(value, 1):g}" if isinstance(value, float) else str(value)
    return f"{shown} {unit}".strip()


def _score_text(key: str, score: float) -> str:
    """A score with the highest possible one and, where the scale has bands, its severity: "9 of 27, mild"."""
    found = band(scale(key), score)
    return f"{round(score, 1):g} of {scale(key).highest:g}{f', {found.name}' if found else ''}"
