"""Time stamps: written with a zone, or as the clock on a wall showed them.

Stamps are compared in universal time. Subtracting two stamps of one zone would compare what the clocks on the wall
showed, and be off by an hour when the clocks were changed in between.
"""

import re
from datetime import UTC, datetime, tzinfo
from zoneinfo import ZoneInfo, available_timezones

from sciatwin.errors import InvalidInputError
from sciatwin.near_names import near_names

_STAMP = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}(:[0-9]{2}(\.[0-9]{1,6})?)?(Z|[+-][0-9]{2}(:?[0-9]{2})?)?"
)
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")

_FIRST_YEAR, _LAST_YEAR = 1970, 2200  # ketamine was first sold in 1970

EXAMPLE = "2026-03-02T09:30+01:00"

LOCAL_CLOCK = (
    "Times carry no zone: they are taken as the clock on the clinic's wall, which was not changed between them. If "
    "daylight saving began or ended in between, later hours are off by one; give the zone, such as 'Europe/Zurich', "
    "and they are not."
)

ZONE_IN_FILE = "The times of the file carry a zone of their own; the zone that was said for it is not used."


def parse_stamp(text: str) -> datetime:
    """A time stamp such as 2026-03-02T09:30+01:00, with or without seconds and zone.

    Raises: ValueError that says what to write.
    """
    if _DATE.fullmatch(text):
        raise ValueError(f"got '{text}', a day without a time. Add the time of day, such as {text}T20:00")
    if not _STAMP.fullmatch(text):
        raise ValueError(f"got '{text}'; a time is written like {EXAMPLE}. Hours since the first session go in 'hours'")
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as error:
        raise ValueError(f"got '{text}', which is no time: {error}") from None
    if not _FIRST_YEAR <= moment.year <= _LAST_YEAR:
        raise ValueError(f"got '{text}'; the year {moment.year} is not one of this treatment. Check the date")
    return moment


def zone_named(name: str) -> ZoneInfo:
    """Raises: InvalidInputError if no zone has this name."""
    known = available_timezones()
    if name in known:
        return ZoneInfo(name)
    hint = near_names(name, sorted(known)) or "Write it like 'Europe/Zurich' or 'UTC'."
    raise InvalidInputError("zone", [f"there is no time zone '{name}'. {hint}"])


def is_zoned(moment: datetime) -> bool:
    return moment.utcoffset() is not None


def on_the_wall(moment: datetime) -> datetime:
    """A stamp without a zone, comparable with others of the same clock only."""
    return moment.replace(tzinfo=UTC)


def universal(moment: datetime, zone: tzinfo | None) -> datetime:
    """Universal time of a stamp; ``zone`` is that of a stamp without one.

    Raises: ValueError if there is no zone, or if the clocks were changed so that the hour did not exist or came twice.
    """
    if is_zoned(moment):
        return moment.astimezone(UTC)
    if zone is None:
        raise ValueError(f"got {moment.isoformat()} without a zone, but the times of the file have one. Add its offset")
    early, late = (moment.replace(tzinfo=zone, fold=fold).astimezone(UTC) for fold in (0, 1))
    if early == late:
        return early
    if early.astimezone(zone).replace(tzinfo=None, fold=0) != moment.replace(fold=0):
        raise ValueError(f"got {moment.isoformat()}, which no clock in {zone} showed: the clocks were put forward then")
    raise ValueError(
        f"got {moment.isoformat()}, which came twice in {zone}: the clocks were put back. Write every time of the "
        f"file with its offset, here {early.astimezone(zone):%z} or {late.astimezone(zone):%z}"
    )


def hours_between(earlier: datetime, later: datetime) -> float:
    """Hours from one comparable stamp to another."""
    return (later - earlier).total_seconds() / 3600
