"""Quantities in records: a name that carries its unit takes a bare number, any other takes text with a unit.

``weight: "74 kg"`` is parsed; ``weight_kg: 74`` is read as it stands. So a stored record reads back as it was.
"""

import math
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel, ConfigDict, GetCoreSchemaHandler, GetJsonSchemaHandler, model_validator
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, core_schema

from sciatwin.errors import UnitError
from sciatwin.units import parse_quantity, units_of


class BareNumber(float):
    """A number that stands under a name with a unit."""


@dataclass(frozen=True)
class Quantity:
    """Stands in the annotation of a field: how text becomes a number in the inside unit of ``dimension``.

    Attributes:
        is_optional: "unknown" or nothing is an answer.
        words: further answers with the number that they stand for, such as ``never``.
    """

    dimension: str
    is_optional: bool = False
    words: tuple[tuple[str, float], ...] = ()

    def read(self, value: object) -> float | None:
        """Raises: UnitError for text without a unit, or with one of another kind."""
        if isinstance(value, BareNumber):
            return float(value)
        if self.is_optional and (value is None or value == "unknown"):
            return None
        for word, number in self.words:
            if value == word:
                return number
        number = parse_quantity(value, self.dimension)
        if not math.isfinite(number):
            raise UnitError(f"a finite {self.dimension} is needed; got {value!r}")
        return number

    def write(self, value: float | None) -> float | str | None:
        """As JSON has it: a number, or the word that stands for it."""
        return next((word for word, number in self.words if value == number), value)

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        """For editors of files: text with a unit. Stored records hold bare numbers, as their names say."""
        stored = handler(schema)
        if handler.mode == "serialization":
            return {"anyOf": [stored, {"enum": [word for word, _ in self.words]}]} if self.words else stored
        words = ["unknown"] if self.is_optional else []
        text = {
            "type": "string",
            "description": f"a {self.dimension} with its unit: {', '.join(units_of(self.dimension))}",
            "pattern": r"\d",
        }
        fixed = [*words, *(word for word, _ in self.words)]
        return {"anyOf": [text, {"enum": [*fixed, None]}]} if fixed else text

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        schema = core_schema.no_info_before_validator_function(self.read, handler(source))
        if self.words:
            schema["serialization"] = core_schema.plain_serializer_function_ser_schema(
                self.write, when_used="json-unless-none"
            )
        return schema


class Record(BaseModel):
    """A frozen record that reads back what it writes."""

    model_config = ConfigDict(extra="forbid", frozen=True, validate_by_name=True, validate_by_alias=True)

    @model_validator(mode="before")
    @classmethod
    def _bare_numbers_under_names_with_units(cls, data: Any) -> Any:
        if not isinstance(data, dict):
            return data
        found = dict(data)
        for name, info in cls.model_fields.items():
            if info.alias is None or name not in found or name == info.alias:
                continue
            if info.alias in found:
                raise ValueError(f"'{info.alias}' and '{name}' are the same field. Keep one of them")
            if isinstance(found[name], int | float) and not isinstance(found[name], bool):
                found[name] = BareNumber(found[name])
        return found
