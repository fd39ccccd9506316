"""A day as a file or a form writes it. What is no day of the calendar is refused, and no number is taken for one."""

import datetime
import re
from typing import Annotated

from pydantic import BeforeValidator

_WAY_OUT = "Write year, month and day, such as 2026-11-29"
_LIKE_A_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def as_day(value: object) -> object:
    """The day itself; what is no text, number or time is left to the record.

    Raises: ValueError for a day that is in no calendar, a time of day, and a number, which is not read as seconds.
    """
    if isinstance(value, datetime.datetime):
        raise ValueError(f"got {value}; a day without a time is needed. {_WAY_OUT}")
    if isinstance(value, int | float):
        raise ValueError(f"got {value!r}; a day is needed. {_WAY_OUT}")
    return _day_of(value.strip()) if isinstance(value, str) else value


def _day_of(text: str) -> datetime.date:
    if not _LIKE_A_DAY.fullmatch(text):
        raise ValueError(f"got {text!r}; a day is needed. {_WAY_OUT}")
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        raise ValueError(f"got {text!r}; there is no such day in the calendar. {_WAY_OUT}") from None


Day = Annotated[datetime.date, BeforeValidator(as_day)]
