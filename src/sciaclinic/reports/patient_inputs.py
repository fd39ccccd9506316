"""Every answer about the patient as a reader would write it, and every question that nobody answered."""

from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel

from sciaclinic.reports.numbers import duration_text
from sciaclinic.reports.records import InputRecord, InputUse
from sciatwin.evidence.scale import band, scale
from sciatwin.patient import Answer, Medicine, Patient, Sex, Treatment

UNKNOWN = "unknown"

_QUESTIONNAIRES, _ITEM_9 = "questionnaires.", "questionnaires.phq9_item_9"

_FOR_PREDICTION = {
    "age_yr",
    "weight_kg",
    "sciatica.duration_days",
    "sciatica.leg_pain",
    "days_since_ketamine_course",
    "conditions.severe_liver_disease",
    "vitals.systolic_mmhg",
    "vitals.diastolic_mmhg",
    "goals.least_worthwhile_gain",
    "goals.review_week",
    "goals.most_visits",
    "questionnaires.phq9",
    "questionnaires.gad7",
    "questionnaires.isi",
    "questionnaires.odi",
    "questionnaires.roland_morris",
    "questionnaires.bpi_interference",
}

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

_LABELS = {
    "days_since_ketamine_course": "last ketamine course",
    "sciatica.duration_days": "duration",
    "laboratory.egfr_ml_per_min": "eGFR",
    "laboratory.ecg_done": "ECG done",
    "laboratory.highest_liver_test_times_upper_limit": "highest liver test",
    "sciatica.weakness_mrc_grade": "weakness, MRC grade",
    _ITEM_9: "PHQ-9 item 9, self-harm",
}

_WOMEN_ONLY = {"pregnancy", "breast_feeding", "conditions.pre_eclampsia", "laboratory.pregnancy_test_done"}
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
    use = InputUse.PREDICTION if path in _FOR_PREDICTION else InputUse.ELIGIBILITY
    return InputRecord(field=path, label=label, value=value, used_for=use)


def _beside_the_point(item: InputRecord, patient: Patient) -> bool:
    """Unanswered questions that do not arise for this patient."""
    if item.value != UNKNOWN:
        return False
    for_women = item.field in _WOMEN_ONLY and patient.sex is Sex.MALE
    return for_women or (item.field == "sciatica.weakness_mrc_grade" and patient.sciatica.weakness is Answer.NO)


def _listed(values: tuple[Any, ...], path: str) -> Iterator[InputRecord]:
    if not values:
        yield _record(path, _label(path), "none")
    for index, value in enumerate(values):
        label, text = _treatment(value) if isinstance(value, Treatment) else _medicine(value)
        yield _record(f"{path}.{index}", label, text)


def _treatment(value: Treatment) -> tuple[str, str]:
    parts = [value.result.value, value.detail]
    if value.adequate_dose_and_time is not Answer.UNKNOWN:
        parts.append(f"adequate dose and time: {value.adequate_dose_and_time}")
    return value.kind.value, ", ".join(part for part in parts if part)


def _medicine(value: Medicine) -> tuple[str, str]:
    dose = f"{value.dose_mg:g} mg" if value.dose_mg is not None else "dose unknown"
    times = f"{value.times_per_day:g} × a day" if value.times_per_day is not None else ""
    return value.name, ", ".join(part for part in (dose, times, value.route) if part)


def _label(path: str) -> str:
    if path in _LABELS:
        return _LABELS[path]
    if path.startswith(_QUESTIONNAIRES):
        return scale(path.removeprefix(_QUESTIONNAIRES)).name
    name = path.rpartition(".")[2]
    suffix = next((unit for unit in _UNITS if unit.startswith("_") and name.endswith(unit)), "")
    label = name.removesuffix(suffix).removesuffix("_fraction").replace("_", " ")
    return label.upper() if label in {"alt", "ast", "alp", "ggt"} else label


def _text(path: str, value: Any) -> str:
    if value is None:
        return UNKNOWN
    if path.endswith(("duration_days", "days_since_ketamine_course")):
        return duration_text(value)
    if path.endswith("_fraction"):
        return f"{100 * value:.0f} %"
    if path == _ITEM_9:
        return f"{value} of 3"
    if path.startswith(_QUESTIONNAIRES):
        return _score_text(path.removeprefix(_QUESTIONNAIRES), value)
    unit = next((text for suffix, text in _UNITS.items() if path.endswith(suffix)), "")
    shown = f"{round(value, 1):g}" if isinstance(value, float) else str(value)
    return f"{shown} {unit}".strip()


def _score_text(key: str, score: float) -> str:
    """A score with the highest possible one and, where the scale has bands, its severity: "9 of 27, mild"."""
    found = band(scale(key), score)
    return f"{round(score, 1):g} of {scale(key).highest:g}{f', {found.name}' if found else ''}"
