"""What was typed into a form, as the body of an entry: empty fields are left out, "a.b" is a field of a part."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sciatwin.errors import Fault, InvalidInputError

_YES_NO = {"yes": True, "no": False}


def body_of(form: Mapping[str, Any], *, texts: frozenset[str] = frozenset()) -> dict[str, Any]:
    """Numbers as numbers, yes and no as such, everything else as text; ``texts`` are never anything else."""
    body: dict[str, Any] = {}
    for name, value in form.items():
        typed = value.strip() if isinstance(value, str) else ""
        if not typed or name in ("form_key", "happened_at"):
            continue
        part, _, field = name.rpartition(".")
        place = body.setdefault(part, {}) if part else body
        place[field] = typed if field in texts else _YES_NO.get(typed, _number(typed))
    return body


def when_of(form: Mapping[str, Any]) -> datetime | None:
    """When it happened, by the clock on the wall of the clinic; None for now. Raises: InvalidInputError."""
    typed = str(form.get("happened_at", "")).strip()
    if not typed:
        return None
    try:
        return datetime.fromisoformat(typed).astimezone()
    except ValueError:
        fault = Fault("happened_at", f"got {typed!r}; write it as 2026-11-30T14:30.")
        raise InvalidInputError("This entry", [fault]) from None


def _number(typed: str) -> Any:
    try:
        found = float(typed.replace(",", "."))
    except ValueError:
        return typed
    return int(found) if found.is_integer() else found
