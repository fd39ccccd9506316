"""What a caller in Python hands over. What cannot be used is refused by name, with its value and the way out."""

import datetime
import math
import operator
import os
from collections.abc import Iterable
from pathlib import Path
from typing import TypeVar

from sciatwin.errors import Fault, InvalidInputError

Thing = TypeVar("Thing")

_LONGEST_SHOWN = 60


def whole_number(where: str, name: str, value: object, *, least: int, way_out: str) -> int:
    """The value as an integer of Python.

    Raises: InvalidInputError for anything but a whole number of at least ``least``; yes and no are none.
    """
    try:
        number = None if isinstance(value, bool) else operator.index(value)  # type: ignore[arg-type]
    except TypeError:
        number = None
    if number is None or number < least:
        raise refused(where, name, value, f"a whole number from {least} on is needed. {way_out}")
    return number


def finite_number(where: str, name: str, value: object, *, way_out: str) -> float:
    """Raises: InvalidInputError for text, yes and no, nothing, and what is not finite."""
    try:
        number = math.nan if isinstance(value, bool | str | bytes) else float(value)  # type: ignore[arg-type]
    except (TypeError, ValueError, OverflowError):
        number = math.nan
    if not math.isfinite(number):
        raise refused(where, name, value, f"a finite number is needed. {way_out}")
    return number


def names(where: str, name: str, value: object, *, way_out: str) -> tuple[str, ...]:
    """One name or more.

    Raises: InvalidInputError for one text, which would count as its letters; for no name, and what is no text.
    """
    listed = () if isinstance(value, str | bytes) or not isinstance(value, Iterable) else tuple(value)
    if not listed or not all(isinstance(item, str) for item in listed):
        raise refused(where, name, value, f"a list of names is needed. {way_out}")
    return listed


def a_record(where: str, name: str, value: object, kind: type[Thing], *, way_out: str) -> Thing:
    """Raises: InvalidInputError for anything but a ``kind``."""
    if not isinstance(value, kind):
        raise refused(where, name, value, f"an object of the type {kind.__name__} is needed. {way_out}")
    return value


def a_day(where: str, name: str, value: object, *, way_out: str) -> datetime.date:
    """Raises: InvalidInputError for anything but a ``date``; a ``datetime`` cannot be compared with one."""
    if not isinstance(value, datetime.date) or isinstance(value, datetime.datetime):
        raise refused(where, name, value, f"a datetime.date is needed. {way_out}")
    return value


def a_path(value: object) -> Path:
    """Raises: InvalidInputError for what names no file."""
    if not isinstance(value, str | os.PathLike):
        raise refused("reading a file", "path", value, 'its name is needed, such as "examples/typical.yaml".')
    return Path(value)


def workers(where: str, value: object) -> int:
    """Threads that a function may use. Raises: InvalidInputError as ``whole_number``."""
    return whole_number(where, "workers", value, least=1, way_out="It is the number of threads; 1 uses no other.")


def refused(where: str, name: str, value: object, what: str) -> InvalidInputError:
    """The error for one argument: where it was given, its name, its value and what is needed instead."""
    shown = repr(value)
    shown = shown if len(shown) <= _LONGEST_SHOWN else f"{shown[: _LONGEST_SHOWN - 1]}…"
    return InvalidInputError(where, [Fault(name, f"got {shown}; {what}")])
