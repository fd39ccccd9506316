"""Kinds of fields that the parts of a patient's record share."""

from typing import Annotated, Any

from pydantic import BeforeValidator, Field, WithJsonSchema

from sciatwin.calendar_days import Day
from sciatwin.patient.answers import Answer
from sciatwin.quantities import Quantity


def as_answer(value: object) -> object:
    """YAML reads a bare ``yes`` or ``no`` as true or false; an empty answer is unknown."""
    if isinstance(value, bool):
        return Answer.YES if value else Answer.NO
    return Answer.UNKNOWN if value is None else value


def as_number(value: object) -> object:
    """YAML reads a bare ``yes`` as true, which would count as 1."""
    if isinstance(value, bool):
        raise ValueError(f"a number is needed; got '{'yes' if value else 'no'}'")
    return value


def unknown_as_none(value: object) -> object:
    return None if value == "unknown" else value


_IN_FILES = {"enum": [*(answer.value for answer in Answer), True, False, None]}
"""YAML reads a bare yes or no as true or false."""

AnswerField = Annotated[Answer, BeforeValidator(as_answer), WithJsonSchema(_IN_FILES, mode="validation")]
Number = BeforeValidator(as_number)
Unknown = BeforeValidator(unknown_as_none, json_schema_input_type=Any)
PainScore = Annotated[float, Number, Field(ge=0, le=10)]


DateField = Annotated[Day | None, Unknown]
"""A day, or unknown."""

EXAMPLE_DATE = "such as 2026-11-29"


def optional(dimension: str) -> Quantity:
    """A quantity that may be unknown."""
    return Quantity(dimension, is_optional=True)
