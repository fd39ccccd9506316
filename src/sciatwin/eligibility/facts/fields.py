"""Fields of the patient record as rules name them, such as ``vitals.systolic_mmhg``, and what follows from them."""

from collections.abc import Mapping
from typing import Any

from sciatwin.eligibility.facts.derived import DERIVED
from sciatwin.near_names import near_names
from sciatwin.patient import Patient
from sciatwin.questions import AskedField, AskedOf, questions_of


def asked(path: str) -> AskedField:
    """The question that is asked for a field.

    Raises: ValueError if the patient record has no such field.
    """
    known: Mapping[str, AskedField] = questions_of(Patient)
    if path in known:
        return known[path]
    if path in DERIVED:
        return _computed(path)
    hint = near_names(path, (*known, *DERIVED)) or f"Known fields: {', '.join((*known, *DERIVED))}."
    raise ValueError(f"the patient record has no field '{path}'. {hint}")


def _computed(path: str) -> AskedField:
    return AskedField(
        path=path,
        written=path,
        label=DERIVED[path].label,
        hint="computed",
        asked_of=AskedOf.EVERYBODY,
        coding=(),
        dimension="",
        choices=(),
        low=None,
        high=None,
        kind=float,
        required=False,
    )


def choices(path: str) -> tuple[str, ...]:
    """Answers a field can have, besides unknown; empty if it is not a choice."""
    return tuple(choice for choice in asked(path).choices if choice != "unknown")


def is_number(path: str) -> bool:
    return asked(path).is_number


def dimension_of(path: str) -> str:
    """Dimension of a number; empty for scores, grades and ratios."""
    return asked(path).dimension


def label_of(path: str) -> str:
    """A field in plain words, without its unit."""
    return asked(path).label


def value_at(patient: Patient, path: str) -> Any:
    """The patient's value; None if it is unknown."""
    if path in DERIVED:
        return DERIVED[path].of(patient)
    value: Any = patient
    for part in path.split("."):
        value = getattr(value, part) if value is not None else None
    return None if value is None or value == "unknown" else value
