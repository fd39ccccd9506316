"""A question as a form shows it: which kind of field, and what stands in it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, get_args

from pydantic import BaseModel

from sciatwin.questions import AskedField, questions_of

_FEW = 7
_SAID = {
    "yr": "years",
    "mmhg": "mmHg",
    "per_min": "/min",
    "u_per_l": "U/L",
    "umol_per_l": "µmol/L",
    "ml_per_min": "mL/min/1.73 m²",
    "mg_per_h": "mg/h",
    "fraction": "such as 98 %",
    "mg_per_kg": "mg/kg",
    "mg_per_kg_h": "mg/kg/h",
    "mg_per_ml": "mg/mL",
    "ml": "mL",
}
"""How a unit in the name of a field is written where its own letters do not say it."""


@dataclass(frozen=True)
class Shown:
    """One question with what was typed.

    Attributes:
        kind: "choices" (buttons), "long choices" (a list), "records" (lines of a table), "texts" (a list of texts) or
            "text".
        columns: of "records", each a question of its own.
        number: of the entry that answered it last; 0 if none did.
    """

    asked: AskedField
    kind: str
    value: Any
    columns: tuple[AskedField, ...] = ()
    number: int = 0
    fault: str = ""

    @property
    def unit(self) -> str:
        """In which a bare number is taken; empty for scores and texts."""
        return unit_of(self.asked)


def unit_of(asked: AskedField) -> str:
    """The unit that the name of a field in the code carries, as it is written."""
    if not asked.dimension:
        return ""
    name, written = (text.rpartition(".")[2] for text in (asked.path, asked.written))
    carried = name.removeprefix(f"{written}_") if name.startswith(f"{written}_") else name.rpartition("_")[2]
    return "days" if "_days_" in f"_{name}_" else _SAID.get(carried, carried)


def answered_groups(record: BaseModel) -> dict[str, list[tuple[AskedField, Any]]]:
    """Group → questions with the answers that a finished record gives to them; those without an answer hold None."""
    dumped = record.model_dump(mode="json")
    groups: dict[str, list[tuple[AskedField, Any]]] = {}
    for path, asked in questions_of(type(record)).items():
        value: Any = dumped
        for part in path.split("."):
            value = value.get(part) if isinstance(value, dict) else None
        groups.setdefault(asked.group, []).append((asked, as_typed(value)))
    return groups


def shown_questions(
    record: type[BaseModel], answers: Mapping[str, Any], numbers: Mapping[str, int], faults: Mapping[str, str]
) -> Iterator[Shown]:
    """Every question of a record, in its order."""
    for path, asked in questions_of(record).items():
        inner = _record_of_list(asked.kind)
        yield Shown(
            asked,
            _kind(asked, inner),
            as_typed(answers.get(path, answers.get(asked.written))),
            tuple(questions_of(inner).values()) if inner else (),
            numbers.get(path, 0),
            faults.get(path, faults.get(asked.written, "")),
        )


def as_typed(value: Any) -> Any:
    """49 rather than 49.0."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _kind(asked: AskedField, inner: type[BaseModel] | None) -> str:
    if inner is not None:
        return "records"
    if asked.is_list:
        return "texts"
    if asked.choices:
        return "choices" if len(asked.choices) <= _FEW else "long choices"
    return "text"


def _record_of_list(kind: Any) -> type[BaseModel] | None:
    """The record that a list holds, if it is a list of records."""
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        return kind
    return next((found for part in get_args(kind) if (found := _record_of_list(part)) is not None), None)
