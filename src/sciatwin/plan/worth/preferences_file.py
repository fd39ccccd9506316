"""What is wanted of a plan as a file: each judgement that somebody signed, with who and why; the others are assumed.

The fields are those of ``Preferences``, with the ranges that its estimates have, so that nothing is written twice.
"""

from dataclasses import fields, replace
from pathlib import Path
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, StringConstraints, create_model

from sciatwin.documents import read_record
from sciatwin.evidence import Estimate
from sciatwin.patient.signed import Signer
from sciatwin.plan.worth.preferences import PREFERENCES, Preferences
from sciatwin.quantities import Record
from sciatwin.questions import Question

_NAMES = tuple(field.name for field in fields(Preferences))
_PLAIN = "1"

_By = Annotated[Signer, Question(hint="role or name")]
_Why = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=10, max_length=400),
    Question(hint="why this value, in 10 letters or more"),
]


def _section(name: str, asked: Estimate) -> type[Record]:
    """One judgement: its value within the range, who signed it, and why."""
    unit = "" if asked.unit == _PLAIN else asked.unit

    def bare(value: object) -> object:
        if isinstance(value, bool) or not isinstance(value, int | float):
            of = f" of {unit}" if unit else ""
            raise ValueError(f"a bare number{of} is needed, {asked.low:g} to {asked.high:g}; got {value!r}")
        return value

    within = Annotated[float, Field(ge=asked.low, le=asked.high), BeforeValidator(bare), Question(hint=unit)]
    parts: dict[str, Any] = {"value": (within, ...), "signed_by": (_By, ...), "reason": (_Why, ...)}
    return create_model(name, __base__=Record, __doc__=f"{asked.meaning}.", **parts)


def _judgements() -> dict[str, Any]:
    found = {}
    for name in _NAMES:
        asked = getattr(PREFERENCES, name).estimate
        says = f"{asked.meaning}; {asked.value:.3g} is assumed: {asked.reason}"
        found[name] = (Annotated[_section(name, asked) | None, Question(hint=says)], None)
    return found


PreferencesFile: type[Record] = create_model(
    "PreferencesFile",
    __base__=Record,
    __doc__="Judgements that somebody signed; what is left out is assumed.",
    shows=(str, Field(default="", max_length=200)),
    **_judgements(),
)
"""The record of a file. ``shows`` says what it is for."""


def read_preferences(path: str | Path) -> Preferences:
    """Read a file of preferences (YAML or JSON).

    Raises: InputFileError if it cannot be read; InvalidInputError listing every fault with line and field.
    """
    found = read_record(path, PreferencesFile)
    signed = {name: getattr(found, name) for name in _NAMES}
    return replace(
        PREFERENCES,
        **{
            name: getattr(PREFERENCES, name).signed(item.value, item.signed_by, item.reason)
            for name, item in signed.items()
            if item is not None
        },
    )
