"""Checks that every record shares. A fault begins with the field it is about."""

import math
from collections.abc import Iterator

from sciatwin.errors import InvalidInputError
from sciatwin.foreign_text import unsafe_character
from sciatwin.units import HOURS_PER_DAY

LONGEST_H = 5 * 366 * HOURS_PER_DAY
"""A time further from the first session than this is a slip of the pen."""


def refuse(what: str, faults: Iterator[str]) -> None:
    """Raises: InvalidInputError with all faults, if there are any."""
    if found := list(faults):
        raise InvalidInputError(what, found)


def time_faults(time_h: float) -> Iterator[str]:
    if not math.isfinite(time_h):
        yield f"time_h: got {time_h}; finite hours since the first session are needed."
    elif abs(time_h) > LONGEST_H:
        yield f"time_h: got {time_h:g} h, more than five years from the first session. Check the date."


def range_faults(name: str, value: float, lowest: float, highest: float, scale: str) -> Iterator[str]:
    if not lowest <= value <= highest:
        yield f"{name}: got {value:g}; {scale} goes from {lowest:g} to {highest:g}."


def whole_number_faults(name: str, value: float, scale: str) -> Iterator[str]:
    if math.isfinite(value) and value != round(value):
        yield f"{name}: got {value:g}; {scale} is a sum of whole points. Write the sum as the form gives it."


def positive_faults(name: str, value: float, unit: str) -> Iterator[str]:
    if not 0 < value < math.inf:
        yield f"{name}: got {value:g} {unit}; it must be above 0 and finite."


def text_faults(name: str, text: str, what: str) -> Iterator[str]:
    """A short text that a table must give back as it is."""
    if not text.strip() or text != text.strip():
        yield f"{name}: got '{text}'; {what} is needed, without spaces around it."
    elif not text[0].isalnum():  # a table takes what begins with '=' for a formula
        yield f"{name}: got '{text}'; {what} begins with a letter or a digit."
    elif unsafe := unsafe_character(text):
        yield f"{name}: it holds {unsafe}. Remove it."
