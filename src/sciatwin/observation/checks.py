"""Checks that every record shares. A fault begins with the field it is about."""

import math
from collections.abc import Iterator

from sciatwin.errors import InvalidInputError


def refuse(what: str, faults: Iterator[str]) -> None:
    """Raises: InvalidInputError with all faults, if there are any."""
    if found := list(faults):
        raise InvalidInputError(what, found)


def time_faults(time_h: float) -> Iterator[str]:
    if not math.isfinite(time_h):
        yield f"time_h: got {time_h}; finite hours since the first session are needed."


def range_faults(name: str, value: float, lowest: float, highest: float, scale: str) -> Iterator[str]:
    if not lowest <= value <= highest:
        yield f"{name}: got {value:g}; {scale} goes from {lowest:g} to {highest:g}."


def positive_faults(name: str, value: float, unit: str) -> Iterator[str]:
    if not 0 < value < math.inf:
        yield f"{name}: got {value:g} {unit}; it must be above 0 and finite."
