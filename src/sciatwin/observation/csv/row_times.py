"""The time of every row as hours since the first session."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta, tzinfo

from sciatwin.observation.clock import (
    EXAMPLE,
    LOCAL_CLOCK,
    ZONE_IN_FILE,
    hours_between,
    is_zoned,
    on_the_wall,
    parse_stamp,
    universal,
)
from sciatwin.observation.csv.columns import DAY, TIME
from sciatwin.observation.csv.rows import CsvRow
from sciatwin.units import HOURS_PER_DAY

Hours = Mapping[int, float]
"""Hours since the first session, by line of the file; a line whose time is not known is absent."""


def hours_from_numbers(rows: Sequence[CsvRow], column: str) -> Hours:
    """Times of a column of hours or of days."""
    hint = f" Time stamps such as {EXAMPLE} go in a column '{TIME}'."
    read = {row.line: row.number(column, hint) for row in rows}
    factor = HOURS_PER_DAY if column == DAY else 1.0
    return {line: number * factor for line, number in read.items() if number is not None}


def hours_from_stamps(
    rows: Sequence[CsvRow],
    begins: frozenset[int],
    first_session: datetime | None,
    zone: tzinfo | None,
    faults: list[str],
) -> tuple[Hours, tuple[str, ...]]:
    """Times of a column of time stamps, and notes on what had to be supposed.

    Args:
        begins: lines at which a session begins; the earliest is the origin if ``first_session`` is None.
        faults: receives those that belong to no line.
    """
    moments = _parsed(rows)
    if _are_mixed(rows, moments):
        return {}, ()
    zoned = any(map(is_zoned, moments.values()))
    wall = not zoned and zone is None
    stamps = _comparable(rows, moments, None if wall else zone, wall)
    if begins - stamps.keys():  # a line that begins a session is at fault, and says so itself
        return {}, ()
    origin = _origin(first_session, [stamps[line] for line in begins], zone, wall, faults)
    if origin is None:
        return {}, ()
    hours = {line: hours_between(origin, stamp) for line, stamp in stamps.items()}
    if wall:
        return hours, (LOCAL_CLOCK,)
    return hours, (ZONE_IN_FILE,) if zoned and zone is not None and first_session is None else ()


def wall_clock_at_origin(rows: Sequence[CsvRow], hours: Hours) -> datetime | None:
    """What the clock on the wall showed at hour 0; None if no row that counts from it has a stamp."""
    for row in rows:
        if row.line in hours and (text := row.text(TIME)):
            return parse_stamp(text).replace(tzinfo=None) - timedelta(hours=hours[row.line])
    return None


def _parsed(rows: Sequence[CsvRow]) -> dict[int, datetime]:
    moments = {}
    for row in rows:
        if text := row.text(TIME):
            try:
                moments[row.line] = parse_stamp(text)
            except ValueError as error:
                row.fault(TIME, f"{error}.")
    return moments


def _are_mixed(rows: Sequence[CsvRow], moments: Mapping[int, datetime]) -> bool:
    """True if some stamps have a zone and some have none; those that are fewer become faults."""
    sides: tuple[list[int], list[int]] = ([], [])
    for line, moment in moments.items():
        sides[is_zoned(moment)].append(line)
    fewer, more = sorted(sides, key=len)
    has, others = ("a zone", "has none") if fewer is sides[1] else ("no zone", "has one")
    for row in rows:
        if row.line in fewer:
            row.fault(
                TIME,
                f"got '{row.text(TIME)}' with {has}, but line {more[0]} {others}. Write every time of a file with its "
                "zone, or every one without.",
            )
    return bool(fewer)


def _comparable(
    rows: Sequence[CsvRow], moments: Mapping[int, datetime], zone: tzinfo | None, wall: bool
) -> dict[int, datetime]:
    stamps = {}
    for row in rows:
        if row.line in moments:
            try:
                moment = moments[row.line]
                stamps[row.line] = on_the_wall(moment) if wall else universal(moment, zone)
            except ValueError as error:
                row.fault(TIME, f"{error}.")
    return stamps


def _origin(
    first_session: datetime | None, begins: Sequence[datetime], zone: tzinfo | None, wall: bool, faults: list[str]
) -> datetime | None:
    """The comparable stamp of the first session, None if it is not known (a fault)."""
    if first_session is None:
        if not begins:
            faults.append("first_session: not known. Add a row of kind 'session', or say when the first one began.")
        return min(begins, default=None)
    if wall and is_zoned(first_session):
        faults.append(
            f"first_session: got {first_session.isoformat()} with a zone, but the times of the file have none. Say "
            "the zone of the file as well."
        )
        return None
    try:
        origin = on_the_wall(first_session) if wall else universal(first_session, zone)
    except ValueError as error:
        faults.append(f"first_session: {error}.")
        return None
    if begins and min(begins) != origin:
        apart_h = hours_between(origin, min(begins))
        faults.append(
            f"first_session: got {first_session.isoformat()}, but the first session of the file begins {apart_h:g} h "
            "from it. Correct one of them, or leave first_session out."
        )
        return None
    return origin
