"""What a record refuses, in words: the line, the field, the value and the way out."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from pydantic import BaseModel
from pydantic_core import ErrorDetails

from sciatwin.documents.nodes import FieldPath
from sciatwin.errors import Fault
from sciatwin.near_names import near_names

_SHAPES = {
    "model_type": "a section of fields is needed",
    "model_attributes_type": "a section of fields is needed",
    "dict_type": "a section of fields is needed",
    "list_type": "a list is needed",
    "tuple_type": "a list is needed",
    "string_type": "a text is needed; put it in quotes if it looks like a number, a date or yes and no",
    "int_type": "a whole number is needed",
    "int_parsing": "a whole number is needed",
    "int_from_float": "a whole number is needed",
    "float_type": "a number is needed",
    "float_parsing": "a number is needed",
    "finite_number": "a finite number is needed",
    "bool_type": "yes or no is needed",
    "bool_parsing": "yes or no is needed",
}


def describe(
    details: Iterable[ErrorDetails],
    content: Mapping[str, Any],
    lines: Mapping[FieldPath, int],
    record_type: type[BaseModel],
) -> list[Fault]:
    """One sentence a fault, each once. What is allowed in a section is listed with its first unknown field only."""
    listed: set[FieldPath] = set()
    return list(dict.fromkeys(_described(detail, content, lines, record_type, listed) for detail in details))


def _described(
    detail: ErrorDetails,
    content: Mapping[str, Any],
    lines: Mapping[FieldPath, int],
    record_type: type[BaseModel],
    listed: set[FieldPath],
) -> Fault:
    path = tuple(_path_in_file(detail, content))
    known = next((path[:length] for length in range(len(path), -1, -1) if path[:length] in lines), ())
    field = ".".join(map(str, path)) or "file"
    is_unknown = detail["type"] == "extra_forbidden"
    message = _unknown_field(path, record_type, listed) if is_unknown else _message(detail)
    if is_unknown and detail["input"] is None:
        message += " If it belongs to the text before it, put that text in quotes: a comma ends it."
    return Fault(field, message, lines.get(known, 1) if lines else None)


def _path_in_file(detail: ErrorDetails, content: Any) -> Iterator[str | int]:
    """Pydantic adds the branch that it tried (``list[Medicine]``) to a path; a reader of the file has no such field."""
    *_, last = detail["loc"] or ("",)
    here = content
    for part in detail["loc"]:
        if _holds(here, part):
            here = here[part]
            yield part
        elif part is last and detail["type"] in ("missing", "extra_forbidden"):
            yield part


def _holds(here: Any, part: str | int) -> bool:
    if isinstance(here, dict):
        return part in here
    return isinstance(here, list) and isinstance(part, int) and part < len(here)


def _message(detail: ErrorDetails) -> str:
    kind, value, context = detail["type"], detail["input"], detail.get("ctx", {})
    if kind == "missing":
        return "missing. Add it; write 'unknown' only where the field allows it."
    if value is None:
        return f"nothing is written there; {_what_is_needed(detail)}."
    if kind == "enum" or kind == "literal_error":
        return f"{_short(value)} is not one of the allowed values: {context['expected']}."
    if kind in {"greater_than_equal", "less_than_equal", "greater_than", "less_than"}:
        return f"{detail['msg'].replace('Input should be', f'got {_short(value)}; it must be')}."
    if kind == "value_error":
        return f"{context['error']}."
    if kind in _SHAPES:
        return f"{_SHAPES[kind]}; got {_short(value)}.{_of_percent(kind, value)}"
    return f"{detail['msg']}; got {_short(value)}."


def _what_is_needed(detail: ErrorDetails) -> str:
    context = detail.get("ctx", {})
    if "expected" in context:
        return f"one of {context['expected']} is needed"
    if "error" in context:
        return str(context["error"]).removesuffix("; got None")
    return _SHAPES.get(detail["type"], "an answer is needed")


def _of_percent(kind: str, value: object) -> str:
    """How a percentage is written where a plain number is needed."""
    percent = (
        re.fullmatch(r"\s*(\d+(?:\.\d+)?)\s*%\s*", value)
        if kind == "float_parsing" and isinstance(value, str)
        else None
    )
    return f" Write {float(percent[1]) / 100:g}." if percent else ""


def _short(value: object) -> str:
    text = repr(value)
    return text if len(text) <= 60 else text[:57] + "..."


def _unknown_field(path: FieldPath, record_type: type[BaseModel], listed: set[FieldPath]) -> str:
    name, parents = str(path[-1]), path[:-1]
    fields = _field_names(record_type, parents)
    if near := near_names(name, fields):
        return f"there is no such field. {near}"
    section = tuple(part for part in parents if isinstance(part, str))
    if section in listed:
        return "there is no such field."
    listed.add(section)
    return f"there is no such field. Allowed here: {', '.join(fields)}."


def _field_names(record_type: type[BaseModel], parents: FieldPath) -> list[str]:
    current: Any = record_type
    for part in (p for p in parents if isinstance(p, str)):
        info = current.model_fields.get(part) or next(
            (f for f in current.model_fields.values() if f.alias == part), None
        )
        current = next((t for t in _record_types(info.annotation if info else None)), None)
        if current is None:
            return []
    return [info.alias or name for name, info in current.model_fields.items()]


def _record_types(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for argument in getattr(annotation, "__args__", ()):
        yield from _record_types(argument)
