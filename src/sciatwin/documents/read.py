"""From a file to a record: text, then nodes that know their lines, then values, then the record."""

import json
import re
import warnings
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ValidationError

from sciatwin.asked import a_path
from sciatwin.documents.faults import describe
from sciatwin.documents.loaders import COMPILED_LOADER, PLAIN_LOADER
from sciatwin.documents.nodes import FieldPath, lines_of, node_faults
from sciatwin.errors import InputFileError, InvalidInputError
from sciatwin.text_files import ReadingNote, read_text

Record = TypeVar("Record", bound=BaseModel)

MOST_BYTES = 256_000
"""A file of fields has some kilobytes; reading one of many megabytes would take minutes."""

MOST_NESTED = 30
"""A record nests three or four deep; the time to read brackets within brackets grows with the square of their depth."""


def read_record(path: str | Path, record_type: type[Record]) -> Record:
    """Read one YAML or JSON file as ``record_type``. Warns with a `ReadingNote` of what had to be supposed.

    Raises: InputFileError if the file cannot be read; InvalidInputError listing every fault in it.
    """
    path = a_path(path)
    file = read_text(path, most_bytes=MOST_BYTES)
    for note in file.notes:
        warnings.warn(note, ReadingNote, stacklevel=2)
    is_json = path.suffix.lower() == ".json"
    # JSON may be indented by tabs, YAML may not; inside a JSON string a bare tab is not allowed
    text = file.text.replace("\t", "  ") if is_json else file.text
    read = _parsed(path, text, is_json)
    if not isinstance(read.content, dict):
        raise InputFileError(f"{path}: a mapping of fields is needed; found {type(read.content).__name__}.")
    _refuse_fhir(path, read.content)
    if read.faults:
        raise InvalidInputError(str(path), read.faults)
    try:
        return record_type.model_validate(read.content)
    except ValidationError as error:
        faults = describe(error.errors(), read.content, read.lines, record_type)
        raise InvalidInputError(str(path), faults) from None


@dataclass(frozen=True)
class _Read:
    content: Any
    lines: dict[FieldPath, int]
    faults: list[str]


def _parsed(path: Path, text: str, is_json: bool) -> _Read:
    if _deepest(text) > MOST_NESTED:
        raise _too_deep(path)
    try:
        loader = PLAIN_LOADER if is_json else COMPILED_LOADER
        if any(isinstance(event, yaml.AliasEvent) for event in yaml.parse(text, Loader=loader)):
            # a few nested aliases can stand for millions of values
            raise InputFileError(f"{path}: aliases (*name) are not read. Write each value out.")
        node = yaml.compose(text, Loader=loader)
        content = json.loads(text) if is_json else yaml.load(text, Loader=loader)
        return _Read(content, dict(lines_of(node)), list(node_faults(node, is_json=is_json)))
    except yaml.YAMLError as error:
        raise _not_yaml(path, text, error) from None
    except RecursionError:
        raise _too_deep(path) from None
    except json.JSONDecodeError as error:
        where = f"line {error.lineno}, column {error.colno}"
        raise InputFileError(
            f"{path}: not valid JSON near {where}. The file may be corrupt or cut off there."
        ) from None
    except (TypeError, ValueError) as error:
        raise InputFileError(f"{path}: a value cannot be read ({error}).") from None


def _deepest(text: str) -> int:
    """How many brackets are open at once, at most."""
    return max(accumulate(1 if sign in "[{" else -1 for sign in text if sign in "[]{}"), default=0)


def _too_deep(path: Path) -> InputFileError:
    return InputFileError(f"{path}: nested too deeply, or a part refers to itself. A record nests three or four deep.")


def _not_yaml(path: Path, text: str, error: yaml.YAMLError) -> InputFileError:
    mark = getattr(error, "problem_mark", None)
    if mark is None:
        return InputFileError(f"{path}: not valid YAML or JSON. The file may be corrupt.")
    where = f" near line {mark.line + 1}, column {mark.column + 1}"
    line = next(iter(text.split("\n")[mark.line : mark.line + 1]), "")
    if "\t" in line[: mark.column + 1]:
        return InputFileError(f"{path}: not valid YAML or JSON{where}: a tab. Indent with spaces.")
    if re.search(r":\s*>\s*\d", line):
        return InputFileError(
            f"{path}: line {mark.line + 1}: a bound such as '>90' is no number. Write the number itself."
        )
    if text.count("\n---") and "single document" in str(getattr(error, "context", "")):
        return InputFileError(f"{path}: not valid YAML or JSON{where}: '---' begins a second document. Keep one.")
    return InputFileError(f"{path}: not valid YAML or JSON{where}. The file may be corrupt or cut off there.")


def _refuse_fhir(path: Path, content: dict[Any, Any]) -> None:
    if "resourceType" in content:
        raise InvalidInputError(
            str(path),
            [
                f"line 1: resourceType: this is a FHIR {content['resourceType']}, which is not read. Write its answers "
                "into a patient or clinic file; examples/typical.yaml shows one."
            ],
        )
