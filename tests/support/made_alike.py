"""Two documents that say the same, made at two moments."""

from collections.abc import Mapping
from typing import Any

OF_ITS_MOMENT = ("created_at", "seal")
"""When a document was made, and the checksum that covers it."""


def made_alike(first: Mapping[str, Any], second: Mapping[str, Any]) -> bool:
    """Whether they differ in nothing but the moment at which they were made."""
    return _lasting(first) == _lasting(second)


def _lasting(document: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in document.items() if name not in OF_ITS_MOMENT}
