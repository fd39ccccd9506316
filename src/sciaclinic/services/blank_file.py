"""Files to fill in: every field with its unit and its allowed answers, from the one description of each question."""

from collections.abc import Iterator
from typing import Any, get_args

from pydantic import BaseModel
from pydantic.fields import FieldInfo
from pydantic_core import PydanticUndefined

from sciatwin.observation.csv.columns import COLUMNS, TIME, TIME_COLUMNS
from sciatwin.patient import Patient
from sciatwin.plan.clinic.site import Site
from sciatwin.plan.worth.preferences_file import PreferencesFile
from sciatwin.questions import AskedField, asked_field, record_in
from sciatwin.units import units_of

_HEAD = {
    Patient: (
        "One person with sciatica. No name, no date of birth, no record number.",
        "'unknown' is an answer of its own, different from 'no'. Lines marked 'needed' must be filled in.",
        "sciatwin check reads this file and says what is missing.",
    ),
    Site: (
        "What one clinic allows, has and can do. Every limit is needed; none has a default.",
        "Limits without a published basis count only when a physician has signed them (signed_by).",
    ),
    PreferencesFile: (
        "What is wanted of a plan, where somebody answers for another value than the one this program assumes.",
        "Take '# ' away from a judgement and fill in all three of its lines; what stays out is assumed.",
    ),
}
_WRITTEN_OUT = {"vial"}
"""Parts that could be left out, but that hardly anybody leaves out."""


def blank_patient() -> str:
    """YAML of a patient of whom nothing is known yet."""
    return _blank(Patient)


def blank_clinic() -> str:
    """YAML of a clinic that has decided nothing yet."""
    return _blank(Site)


def blank_preferences() -> str:
    """YAML of judgements of which nobody has signed any."""
    return _blank(PreferencesFile)


def _blank(record_type: type[BaseModel]) -> str:
    head = [f"# {line}" for line in _HEAD[record_type]]
    return "\n".join([*head, *_lines(record_type, 0)]) + "\n"


def _lines(record_type: type[BaseModel], depth: int) -> Iterator[str]:
    for name, info in record_type.model_fields.items():
        asked, inner = asked_field(name, info), record_in(info.annotation)
        if inner is None:
            yield from _indented(_field(asked, info), depth)
        else:
            is_left_out = info.default is None and name not in _WRITTEN_OUT
            part = [f"{asked.written}:{_said(asked)}", *_lines(inner, 1)]
            yield from _indented([f"# {line}" if is_left_out else line for line in part], depth)


def _indented(lines: list[str], depth: int) -> Iterator[str]:
    yield from ("  " * depth + line for line in lines)


def _field(asked: AskedField, info: FieldInfo) -> list[str]:
    if asked.is_list:
        return _list(asked, info)
    about = ", ".join(filter(None, [_needed(asked), asked.hint, _answers(asked)]))
    return [f"{asked.written}: {_value(asked, info)}".rstrip() + (f"  # {about}" if about else "")]


def _list(asked: AskedField, info: FieldInfo) -> list[str]:
    """A list that may be unknown says so; an item is shown as a comment."""
    item = next(
        (part for part in _parts(info.annotation) if isinstance(part, type) and issubclass(part, BaseModel)), None
    )
    empty = "unknown" if info.default is None else "[]"
    first = f"{asked.written}: {empty}"
    if item is None:
        return [first + _said(asked)]
    how = f"for a list, write it below in the place of '{empty}'"
    fields = [(asked_field(name, inner), inner) for name, inner in item.model_fields.items()]
    return [
        f"{first}  # {'; '.join(filter(None, [asked.hint, how]))}",
        *(
            f"#  {'-' if index == 0 else ' '} {_field_of_item(field, info)}"
            for index, (field, info) in enumerate(fields)
        ),
    ]


def _parts(kind: Any) -> Iterator[Any]:
    yield kind
    for part in get_args(kind):
        yield from _parts(part)


def _field_of_item(asked: AskedField, info: FieldInfo) -> str:
    """Without its mark of a comment it reads as it stands, where nothing is needed."""
    about = "; ".join(filter(None, [_needed(asked), asked.hint, _answers(asked)]))
    return f"{asked.written}: {_value(asked, info) or '...'}" + (f"  # {about}" if about else "")


def _needed(asked: AskedField) -> str:
    return "needed" if asked.required else ""


def _said(asked: AskedField) -> str:
    return f"  # {asked.hint}" if asked.hint else ""


def _answers(asked: AskedField) -> str:
    if asked.choices:
        return " | ".join(asked.choices)
    if asked.dimension:
        return f"with its unit: {', '.join(units_of(asked.dimension))}"
    if asked.is_number and asked.low is not None and asked.high is not None:
        return f"{asked.low:g} to {asked.high:g}"
    return ""


def _value(asked: AskedField, info: FieldInfo) -> str:
    if asked.required:
        return ""
    default = info.get_default(call_default_factory=True)
    if default is None or default is PydanticUndefined:
        return "unknown" if asked.dimension or asked.is_number or asked.choices else "null"
    return '""' if default == "" else str(getattr(default, "value", default))


_ROWS = (
    ("a session: whole dose, bolus included; mass_of says base or hydrochloride",
     {"time": "2026-03-02T09:30+01:00", "kind": "session", "value": "37", "unit": "mg", "mass_of": "base",
      "duration": "40 min", "drug": "racemic ketamine"}),
    ("a level in blood",
     {"time": "2026-03-02T10:15+01:00", "kind": "concentration", "value": "131", "unit": "ng/mL", "mass_of": "base",
      "analyte": "ketamine", "site": "venous"}),
    ("leg pain 0 to 10; period: now, day or week",
     {"time": "2026-03-02T20:00+01:00", "kind": "leg_pain", "value": "6", "period": "day"}),
    ("dissociation, CADSS 0 to 92", {"time": "2026-03-02T10:00+01:00", "kind": "cadss", "value": "4"}),
    ("pressure and heart rate",
     {"time": "2026-03-02T10:10+01:00", "kind": "blood_pressure", "value": "134/86", "unit": "mmHg",
      "heart_rate": "77"}),
    ("breathing: oxygen saturation in % (breaths a minute: respiratory_rate)",
     {"time": "2026-03-02T10:10+01:00", "kind": "oxygen_saturation", "value": "97", "unit": "%"}),
    ("a questionnaire: phq9, gad7, isi, odi, roland_morris, bpi_interference",
     {"time": "2026-03-09T08:00+01:00", "kind": "phq9", "value": "7"}),
    ("item 9 of PHQ-9, thoughts of death or self-harm, 0 to 3",
     {"time": "2026-03-09T08:00+01:00", "kind": "phq9_item_9", "value": "0"}),
    ("a serious event: laryngospasm, seizure, anaphylaxis, chest pain, new weakness, loss of consciousness,"
     " bladder symptoms, psychosis, other",
     {"time": "2026-03-02T10:20+01:00", "kind": "serious_event", "value": "other"}),
    ("a physician's review of what was seen before: may go on, or stop",
     {"time": "2026-03-09T09:00+01:00", "kind": "review", "value": "may go on", "by": "pain physician"}),
    ("a side effect of one session: yes or no", {"kind": "nausea", "value": "no", "session": "1"}),
)  # fmt: skip


def blank_observations() -> str:
    """CSV of a patient of whom nothing was seen yet: the columns, and a row of each kind as a comment."""
    columns = [column for column in COLUMNS if column == TIME or column not in TIME_COLUMNS]
    rows = [
        line
        for about, cells in _ROWS
        for line in (f"# {about}:", "# " + ",".join(cells.get(column, "") for column in columns))
    ]
    return "\n".join([",".join(columns), *rows]) + "\n"
