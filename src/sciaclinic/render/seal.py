"""A stored document is sealed: a dose, a verdict or a name that was changed after it was made is found.

The seal is a checksum of everything that the document says, whatever its spacing. It finds damage and changes by hand;
it is no signature, for whoever can compute a checksum can make another one.
"""

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from sciatwin.errors import Fault, InvalidInputError

SEAL = "seal"

DESCRIPTION = {
    "type": "string",
    "pattern": "^sha256:[0-9a-f]{64}$",
    "description": "SHA-256 of the rest of the document as JSON with sorted keys and no spaces; a change breaks it.",
}


def sealed(content: Mapping[str, Any]) -> dict[str, Any]:
    """The document with its seal as the last field."""
    return {**content, SEAL: _seal_of(content)}


def opened(content: Mapping[str, Any], where: str) -> dict[str, Any]:
    """The document without its seal.

    Args:
        where: the file, for messages.
    Raises: InvalidInputError if it has no seal, or says something else than when it was sealed.
    """
    rest = {name: value for name, value in content.items() if name != SEAL}
    if content.get(SEAL) != _seal_of(rest):
        says = "is missing" if SEAL not in content else "is that of another text"
        raise InvalidInputError(
            where,
            [
                Fault(
                    SEAL,
                    f"it {says}: this document was damaged, or changed after it was made, and is not shown. Draw the "
                    "original, or ask the question anew.",
                )
            ],
        )
    return rest


def _seal_of(content: Mapping[str, Any]) -> str:
    text = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=True)
    return f"sha256:{hashlib.sha256(text.encode()).hexdigest()}"
