"""Reads YAML and JSON files into checked records, with every fault named by file, line and field."""

import json
from collections.abc import Iterator
from difflib import get_close_matches
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from sciatwin.errors import InputFileError, InvalidInputError

Record = TypeVar("Record", bound=BaseModel)
FieldPath = tuple[str | int, ...]

_COMPILED_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # ten times faster, where it is there


def read_record(path: str | Path, record_type: type[Record]) -> Record:
    """Read one YAML or JSON file as ``record_type``.

    Raises: InputFileError if the file cannot be read; InvalidInputError listing every fault in it.
    """
    path = Path(path)
    text = _text(path)
    try:
        loader = yaml.SafeLoader if path.suffix == ".json" else _COMPILED_LOADER
        if any(isinstance(event, yaml.AliasEvent) for event in yaml.parse(text, Loader=loader)):
            # a few nested aliases can stand for millions of values
            raise InputFileError(f"{path}: aliases (*name) are not read. Write each value out.")
        node = yaml.compose(text, Loader=loader)
        lines, repeated = dict(_lines(node)), list(_repeated_keys(node))
        content = json.loads(text) if path.suffix == ".json" else yaml.load(text, Loader=loader)
    except yaml.YAMLError as error:
        raise _not_yaml(path, error) from None
    except RecursionError:
        raise InputFileError(f"{path}: nested too deeply, or a part refers to itself.") from None
    except (TypeError, ValueError) as error:
        raise InputFileError(f"{path}: a value cannot be read ({error}).") from None
    if repeated:
        raise InvalidInputError(str(path), repeated)
    if not isinstance(content, dict):
        raise InputFileError(f"{path}: a mapping of fields is needed; found {type(content).__name__}.")
    try:
        return record_type.model_validate(content)
    except ValidationError as error:
        raise InvalidInputError(
            str(path), [_describe(detail, lines, record_type) for detail in error.errors()]
        ) from None


def _text(path: Path) -> str:
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise InputFileError(f"{path}: no such file.") from None
    except (OSError, UnicodeDecodeError) as error:
        raise InputFileError(f"{path}: cannot be read as text ({error.__class__.__name__}).") from None
    if not text.strip():
        raise InputFileError(f"{path}: the file is empty.")
    # JSON may be indented by tabs, YAML may not; inside a JSON string a bare tab is not allowed
    return text.replace("\t", "  ") if path.suffix == ".json" else text


def _not_yaml(path: Path, error: yaml.YAMLError) -> InputFileError:
    mark = getattr(error, "problem_mark", None)
    where = f" near line {mark.line + 1}, column {mark.column + 1}" if mark else ""
    return InputFileError(f"{path}: not valid YAML or JSON{where}. The file may be corrupt.")


def _lines(node: yaml.Node | None, path: FieldPath = ()) -> Iterator[tuple[FieldPath, int]]:
    if node is None:  # nothing but comments
        return
    yield path, node.start_mark.line + 1
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield from _lines(value, (*path, str(key.value)))
    elif isinstance(node, yaml.SequenceNode):
        for index, item in enumerate(node.value):
            yield from _lines(item, (*path, index))


def _repeated_keys(node: yaml.Node | None, path: FieldPath = ()) -> Iterator[str]:
    if isinstance(node, yaml.MappingNode):
        seen: dict[str, int] = {}
        for key, value in node.value:
            name, line = str(key.value), key.start_mark.line + 1
            if name in seen:
                field = ".".join(map(str, (*path, name)))
                yield f"line {line}: {field}: given twice (first on line {seen[name]}). Keep one of them."
            seen[name] = line
            yield from _repeated_keys(value, (*path, name))
    elif isinstance(node, yaml.SequenceNode):
        for index, item in enumerate(node.value):
            yield from _repeated_keys(item, (*path, index))


def _describe(detail: ErrorDetails, lines: dict[FieldPath, int], record_type: type[BaseModel]) -> str:
    path: FieldPath = tuple(part for part in detail["loc"] if not _is_type_tag(part))
    known = next((path[:length] for length in range(len(path), -1, -1) if path[:length] in lines), ())
    field = ".".join(map(str, path)) or "file"
    return f"line {lines.get(known, 1)}: {field}: {_message(detail, path, record_type)}"


def _is_type_tag(part: str | int) -> bool:
    """Pydantic adds the branch it tried (``list[Medicine]``, ``function-before[…]``) to a path; a reader of
    the file has no such field."""
    return isinstance(part, str) and ("[" in part or part.startswith(("literal", "function", "constrained")))


def _message(detail: ErrorDetails, path: FieldPath, record_type: type[BaseModel]) -> str:
    kind, value, context = detail["type"], detail["input"], detail.get("ctx", {})
    if kind == "missing":
        return "missing. Add it; write 'unknown' only where the field allows it."
    if kind == "extra_forbidden":
        return _unknown_field(str(path[-1]), path[:-1], record_type)
    if kind == "enum" or kind == "literal_error":
        return f"{value!r} is not one of the allowed values: {context['expected']}."
    if kind in {"greater_than_equal", "less_than_equal", "greater_than", "less_than"}:
        return f"{detail['msg'].replace('Input should be', f'got {_short(value)}; it must be')}."
    if kind == "value_error":
        return f"{context['error']}."
    return f"{detail['msg']}; got {_short(value)}."


def _short(value: object) -> str:
    text = repr(value)
    return text if len(text) <= 60 else text[:57] + "..."


def _unknown_field(name: str, parents: FieldPath, record_type: type[BaseModel]) -> str:
    fields = _field_names(record_type, parents)
    near = get_close_matches(name, fields, n=1)
    hint = f" Did you mean '{near[0]}'?" if near else f" Allowed here: {', '.join(fields)}."
    return f"there is no such field.{hint}"


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
