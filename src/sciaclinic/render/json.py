"""Documents as JSON, and back: what was stored years ago is drawn again as it was."""

from __future__ import annotations

import json
import re
from typing import Any

from pydantic import ValidationError

from sciaclinic.answers.answer import AnswerDocument
from sciaclinic.answers.kinds import KINDS
from sciaclinic.render.seal import DESCRIPTION, SEAL, opened, sealed
from sciatwin.errors import InvalidInputError

_LIST_OF_NUMBERS = re.compile(r"\[\s+-?\d[-+.\deE,\s]*\]")
_DIALECT = "https://json-schema.org/draft/2020-12/schema"


def to_json(document: AnswerDocument) -> bytes:
    """A document as it is stored."""
    return as_text(as_stored(document)).encode()


def as_stored(document: AnswerDocument) -> dict[str, Any]:
    """A document as plain data, sealed."""
    return sealed(document.model_dump(mode="json"))


def as_text(content: object) -> str:
    """Indented, with lists of numbers on one line each."""
    text = json.dumps(content, indent=2, ensure_ascii=False)
    return _LIST_OF_NUMBERS.sub(lambda found: " ".join(found[0].split()), text)


def from_json(text: str, where: str) -> AnswerDocument:
    """The document in a text.

    Args:
        where: the file, for messages.
    Raises: InvalidInputError if it is no document, of a kind or form that this version does not know, or damaged.
    """
    content = _content(text, where)
    kind, form = str(content.get("kind")), content.get("schema_version")
    if kind not in KINDS:
        raise InvalidInputError(where, [f"kind: got '{kind}'; a document is one of {', '.join(KINDS)}."])
    record = KINDS[kind]().document
    _require_known_form(str(form), record.VERSION, f"{kind} document", where)
    content = opened(content, where)
    try:
        return record.model_validate_json(json.dumps(content))
    except ValidationError as error:
        faults = [f"{'.'.join(map(str, fault['loc']))}: {fault['msg']}" for fault in error.errors()]
        raise InvalidInputError(where, faults) from None


def schema_of(kind: str) -> dict[str, Any]:
    """The JSON schema of a kind of document."""
    found = KINDS[kind]().document.model_json_schema(by_alias=False, mode="serialization")
    found["properties"][SEAL] = DESCRIPTION
    found["required"].append(SEAL)
    return {"$schema": _DIALECT, **found}


def _content(text: str, where: str) -> dict[str, Any]:
    try:
        content = json.loads(text)
    except ValueError as error:
        raise InvalidInputError(where, [f"this is no JSON ({error})."]) from None
    except RecursionError:
        raise InvalidInputError(where, ["this is no document: it is nested too deeply."]) from None
    if not isinstance(content, dict):
        raise InvalidInputError(where, ["this is no document: a JSON object with a kind is needed."])
    return content


def _require_known_form(form: str, known: str, what: str, where: str) -> None:
    """A newer form may say what this version cannot show; one of another major number cannot be read."""
    try:
        major, minor = map(int, form.split("."))
    except ValueError:
        raise InvalidInputError(where, [f"schema_version: got {form!r}; it is written like {known}."]) from None
    newest = tuple(map(int, known.split(".")))
    if (major, minor) > newest:
        raise InvalidInputError(
            where,
            [
                f"schema_version: this {what} has form {form}, which is newer than {known}, the newest that this "
                "version of Sciatwin knows. Draw it with the version that wrote it, or a later one."
            ],
        )
    if major < newest[0]:
        raise InvalidInputError(
            where,
            [
                f"schema_version: this {what} has form {form}; this version of Sciatwin draws form {newest[0]}.0 and "
                "later. Draw it with the version that wrote it, which its software field names."
            ],
        )
