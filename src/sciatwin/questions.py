"""What is asked of a person, each question described once: label, unit, answers, whom it concerns.

Rules, reports, templates of files and forms read this description instead of keeping their own.
"""

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from enum import StrEnum
from functools import cache
from types import MappingProxyType
from typing import Any, get_args

from annotated_types import Ge, Le
from pydantic import BaseModel, GetJsonSchemaHandler
from pydantic.fields import FieldInfo
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema

from sciatwin.quantities import Quantity


class AskedOf(StrEnum):
    """Whom a question concerns."""

    EVERYBODY = "everybody"
    WOMEN = "women"


LOINC = "http://loinc.org"
"""Codes of LOINC (Regenstrief Institute), whose licence asks that code and name stand together."""


@dataclass(frozen=True)
class Coding:
    """How other systems name what is asked; ``unit`` is a UCUM code."""

    code: str
    display: str
    unit: str
    system: str = LOINC


@dataclass(frozen=True)
class Question:
    """Stands in the annotation of a field. Without a label the field's name is spelled out.

    ``coding`` is empty where no code was seen in a source.
    """

    label: str = ""
    hint: str = ""
    asked_of: AskedOf = AskedOf.EVERYBODY
    coding: tuple[Coding, ...] = ()

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        """Editors of files show label and hint; programs that exchange records find the codes."""
        found = handler(schema)
        description = "; ".join(filter(None, (self.hint, found.get("description"))))
        said = {"title": self.label, "description": description, "x-coding": [asdict(item) for item in self.coding]}
        return {**found, **{name: value for name, value in said.items() if value}}


@dataclass(frozen=True, kw_only=True)
class AskedField:
    """One field of a record.

    Attributes:
        path: as the code names it, such as ``vitals.systolic_mmhg``; written: as a file names it, ``vitals.systolic``.
        label: plain words, without a unit.
        dimension: of a quantity; empty for scores, grades and texts.
        coding: codes of other systems.
        choices: allowed answers of a question with fixed answers, "unknown" among them where that is one.
        low, high: of a number, where it is bounded.
        required: a file without it is refused, or one that has begun the section ``within``.
        within: the section that may be left out whole; empty if the record always has it.
    """

    path: str
    written: str
    label: str
    hint: str
    asked_of: AskedOf
    coding: tuple[Coding, ...]
    dimension: str
    choices: tuple[str, ...]
    low: Any
    high: Any
    kind: Any
    required: bool
    within: str = ""

    @property
    def group(self) -> str:
        """The section of the record that a question stands in, in words; empty for those in none."""
        head, dot, _ = self.path.partition(".")
        return head.replace("_", " ") if dot else ""

    @property
    def is_number(self) -> bool:
        return _mentions(self.kind, (float, int))

    @property
    def is_list(self) -> bool:
        return _mentions(self.kind, (tuple,))


@cache
def questions_of(record_type: type[BaseModel]) -> Mapping[str, AskedField]:
    """Every field of a record and of the records in it, by path, in the order of the record. Lists are one field."""
    return MappingProxyType({field.path: field for field in _walk(record_type, "", "")})


def _walk(record_type: type[BaseModel], prefix: str, written: str) -> Iterator[AskedField]:
    for name, info in record_type.model_fields.items():
        inner = record_in(info.annotation)
        if inner is not None:
            section = f"{prefix}{name}"
            for field in _walk(inner, f"{section}.", f"{written}{info.alias or name}."):
                yield field if info.is_required() else replace(field, within=field.within or section)
            continue
        asked = asked_field(name, info)
        yield replace(asked, path=f"{prefix}{asked.path}", written=f"{written}{asked.written}")


def asked_field(name: str, info: FieldInfo) -> AskedField:
    """The description of one field within its own record."""
    asked = next((item for item in info.metadata if isinstance(item, Question)), Question())
    quantity = next((item for item in info.metadata if isinstance(item, Quantity)), None)
    bounds = list(_bounds(info))
    return AskedField(
        path=name,
        written=info.alias or name,
        label=asked.label or (info.alias or name).replace("_", " "),
        hint=asked.hint,
        asked_of=asked.asked_of,
        coding=asked.coding,
        dimension=quantity.dimension if quantity else "",
        choices=_choices(info.annotation),
        low=next((item.ge for item in bounds if isinstance(item, Ge)), None),
        high=next((item.le for item in bounds if isinstance(item, Le)), None),
        kind=info.annotation,
        required=info.is_required(),
    )


def _bounds(info: FieldInfo) -> Iterator[Any]:
    """What limits the values, also where it stands inside "this or nothing"."""
    yield from info.metadata
    for part in get_args(info.annotation):
        for item in getattr(part, "__metadata__", ()):
            yield from item.metadata if isinstance(item, FieldInfo) else (item,)


def record_in(kind: Any) -> type[BaseModel] | None:
    """The record that a field is or may be; None for lists and plain values."""
    for part in (kind, *(get_args(kind) if not _mentions(kind, (tuple,)) else ())):
        if isinstance(part, type) and issubclass(part, BaseModel):
            return part
    return None


def _choices(kind: Any) -> tuple[str, ...]:
    for part in (kind, *get_args(kind)):
        if isinstance(part, type) and issubclass(part, StrEnum):
            return tuple(member.value for member in part)
    return ()


def _mentions(kind: Any, types: tuple[type, ...]) -> bool:
    return (
        kind in types or getattr(kind, "__origin__", None) in types or any(_mentions(k, types) for k in get_args(kind))
    )
