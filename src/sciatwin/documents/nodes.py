"""What a file says before its values are read: the line of every field, and what may be read in two ways."""

import math
import re
from collections.abc import Iterator

import yaml

from sciatwin.documents.loaders import PLAIN_LOADER
from sciatwin.foreign_text import unsafe_character

FieldPath = tuple[str | int, ...]

_PLAIN_NUMBER = re.compile(r"[-+]?(?:(?:0|[1-9][0-9]*)(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][-+]?[0-9]+)?")
_NOT_FINITE = re.compile(r"[-+]?\.?(?:inf|infinity|nan)", re.IGNORECASE)
MERGE_KEY = "<<"
_DATE_TAG = "tag:yaml.org,2002:timestamp"
_NUMBER_TAGS = ("tag:yaml.org,2002:int", "tag:yaml.org,2002:float")


def lines_of(node: yaml.Node | None) -> Iterator[tuple[FieldPath, int]]:
    """The line at which each field begins."""
    if node is not None:  # more than comments
        yield (), node.start_mark.line + 1
        yield from ((path, line) for path, line, _ in _inside(node, ()))


def node_faults(node: yaml.Node | None, *, is_json: bool = False) -> Iterator[str]:
    """Fields given twice or merged in, numbers to be read in two ways or not finite, characters that hide or steer."""
    if node is None:
        return
    yield from _repeated_keys(node, ())
    yield from _merge_keys(node)
    for path, line, value in _inside(node, ()):
        where = f"line {line}: {'.'.join(map(str, path))}"
        if unsafe := unsafe_character(str(path[-1])):
            yield f"{where}: the name of the field holds {unsafe}. Remove it."
        if isinstance(value, yaml.ScalarNode):
            yield from (f"{where}: {fault}" for fault in _scalar_faults(value, is_json))


def _inside(node: yaml.Node, path: FieldPath) -> Iterator[tuple[FieldPath, int, yaml.Node]]:
    """Every part below a node: its path, its line (that of its name), its node."""
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            below = (*path, str(key.value))
            yield below, key.start_mark.line + 1, value
            yield from _inside(value, below)
    elif isinstance(node, yaml.SequenceNode):
        for index, item in enumerate(node.value):
            yield (*path, index), item.start_mark.line + 1, item
            yield from _inside(item, (*path, index))


def _scalar_faults(node: yaml.ScalarNode, is_json: bool) -> Iterator[str]:
    text = node.value
    if unsafe := unsafe_character(text):
        yield f"holds {unsafe}, which does not show or acts on a screen. Remove it."
    if node.style in ("'", '"', "|", ">"):
        return
    if _PLAIN_NUMBER.fullmatch(text):
        if not math.isfinite(float(text)):
            yield f"got '{text}', which is no finite number. Write the number that is meant."
    elif node.tag in _NUMBER_TAGS or (is_json and _NOT_FINITE.fullmatch(text)):
        if _NOT_FINITE.fullmatch(text):
            yield f"got '{text}'; a finite number is needed, or 'unknown' where that is allowed."
        else:
            yield (
                f"got '{text}', which is read as {_reading(node)} here and otherwise elsewhere. Write the number that "
                "is meant in plain digits: no zero in front, no underscore, colon or letter."
            )
    elif node.tag == _DATE_TAG and isinstance(_value(node), str):
        yield (
            f"got '{text}'; there is no such day in the calendar. Write year, month and day, such as 2026-11-29, or "
            "put a text in quotes."
        )


def _reading(node: yaml.ScalarNode) -> str:
    value = _value(node)
    return f"{value:g}" if isinstance(value, int | float) else str(value)


def _value(node: yaml.ScalarNode) -> object:
    """As the file is read; text that only looks like a value stays text."""
    return yaml.load(node.value, Loader=PLAIN_LOADER)


def _merge_keys(node: yaml.Node) -> Iterator[str]:
    """``<<`` brings fields in beside those that are written, which would hide one that is given twice."""
    for path, line, _ in _inside(node, ()):
        if path[-1] == MERGE_KEY:
            yield f"line {line}: {'.'.join(map(str, path))}: fields are not merged in. Write each field out."


def _repeated_keys(node: yaml.Node, path: FieldPath) -> Iterator[str]:
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
