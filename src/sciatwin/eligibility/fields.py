"""Fields of the patient record as rules name them, such as ``vitals.systolic_mmhg``."""

from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from enum import StrEnum
from functools import cache
from typing import Any, get_args

from pydantic import BaseModel

from sciatwin.patient import Patient

# The end of a field's name tells its dimension; the longest fitting end counts.
_DIMENSIONS: Mapping[str, str] = {
    "_mmhg": "blood pressure",
    "_ml_per_min": "filtration rate",
    "_per_min": "rate per minute",
    "_u_per_l": "enzyme activity",
    "_umol_per_l": "bilirubin",
    "_days": "duration",
    "_yr": "age",
    "_kg": "body weight",
    "_cm": "height",
}
_LABELS: Mapping[str, str] = {
    "phq9": "PHQ-9",
    "phq9_item_9": "PHQ-9 item 9 (self-harm)",
    "alt": "ALT",
    "ast": "AST",
    "alp": "ALP",
    "ggt": "GGT",
    "egfr": "eGFR",
    "ecg_done": "ECG done",
    "duration": "duration of sciatica",
    "days_since_ketamine_course": "time since the last ketamine course",
    "weakness_mrc_grade": "weakness, MRC grade",
    "highest_liver_test_times_upper_limit": "highest liver test as a multiple of its upper limit",
    "bladder_bowel_or_sexual_disturbance": "bladder, bowel or sexual disturbance",
    "stroke_aneurysm_dissection_or_brain_bleed": "stroke, aneurysm, dissection or brain bleed",
}


def field_type(path: str) -> Any:
    """Type of the field at ``path``.

    Raises: ValueError if the patient record has no such field.
    """
    known = _fields()
    if path in known:
        return known[path]
    near = get_close_matches(path, known, n=1)
    hint = f" Did you mean '{near[0]}'?" if near else f" Known fields: {', '.join(known)}."
    raise ValueError(f"the patient record has no field '{path}'.{hint}")


def choices(path: str) -> tuple[str, ...]:
    """Answers a field can have, besides unknown; empty if it is not a choice."""
    kind = field_type(path)
    if not (isinstance(kind, type) and issubclass(kind, StrEnum)):
        return ()
    return tuple(member.value for member in kind if member.value != "unknown")


def is_number(path: str) -> bool:
    return _mentions_number(field_type(path))


def dimension_of(path: str) -> str:
    """Dimension of a number; empty for scores, grades and ratios."""
    name = path.rpartition(".")[2]
    return "duration" if name.startswith("days_since_") else _DIMENSIONS.get(_ending(name), "")


def label_of(path: str) -> str:
    """A field in plain words, without its unit."""
    name = path.rpartition(".")[2]
    stem = _LABELS.get(name, name.removesuffix(_ending(name)))
    return _LABELS.get(stem, stem.replace("_", " "))


def value_at(patient: Patient, path: str) -> Any:
    """The patient's value; None if it is unknown."""
    value: Any = patient
    for part in path.split("."):
        value = getattr(value, part)
    return None if value is None or value == "unknown" else value


def _mentions_number(kind: Any) -> bool:
    return kind in (float, int) or any(map(_mentions_number, get_args(kind)))


def _ending(name: str) -> str:
    return max((ending for ending in _DIMENSIONS if name.endswith(ending)), key=len, default="")


@cache
def _fields() -> dict[str, Any]:
    return dict(_leaves(Patient, ""))


def _leaves(record: type[BaseModel], prefix: str) -> Iterator[tuple[str, Any]]:
    for name, info in record.model_fields.items():
        kind = info.annotation
        if isinstance(kind, type) and issubclass(kind, BaseModel):
            yield from _leaves(kind, f"{prefix}{name}.")
        else:
            yield f"{prefix}{name}", kind
