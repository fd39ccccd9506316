"""Reads an observation file: one row a reading, one file a person. Every fault is named by line, column and value."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, tzinfo
from pathlib import Path

from sciatwin.asked import a_path
from sciatwin.errors import InvalidInputError
from sciatwin.near_names import near_names
from sciatwin.observation.clock import zone_named
from sciatwin.observation.consistency import Placed, Visits, repeat_faults, session_faults, side_effect_faults
from sciatwin.observation.csv.columns import COLUMNS, KIND, KINDS, NOTE, SESSION, SIDE_EFFECTS, TIME, TIME_COLUMNS
from sciatwin.observation.csv.row_records import record_of, session_index
from sciatwin.observation.csv.row_times import Hours, hours_from_numbers, hours_from_stamps, wall_clock_at_origin
from sciatwin.observation.csv.rows import CsvRow, read_rows
from sciatwin.observation.csv.session_row import is_confirmed
from sciatwin.observation.observations import Observation, Observations, visits_of
from sciatwin.observation.seen.given_session import GivenSession
from sciatwin.observation.seen.side_effect_seen import SideEffectSeen
from sciatwin.observation.unusual import unusual_sessions


def read_observations(
    path: str | Path, *, first_session: datetime | None = None, zone: tzinfo | str | None = None
) -> Observations:
    """Observations and sessions of one person; docs/how-to/record-observations.md describes the columns.

    Args:
        first_session: when the first session began, for a file with time stamps and no row of it.
        zone: zone of time stamps that have none, such as "Europe/Zurich". If it is not given they are taken as the
            clock on the wall, and the result says so in its ``notes``.

    Raises: InputFileError if the file cannot be read; InvalidInputError listing every fault in it.
    """
    file = _opened(a_path(path))
    hours, notes = _hours(file, first_session, zone_named(zone) if isinstance(zone, str) else zone)
    sessions, visits = _sessions(file, hours)
    observed = _observed(file, hours, visits)
    file.faults += repeat_faults(observed)
    file.faults += side_effect_faults(_answers(observed), visits)
    if found := file.all_faults():
        raise InvalidInputError(str(path), found)
    began = wall_clock_at_origin(file.rows, hours) if file.column == TIME else None
    return Observations(
        tuple(item.record for item in observed), tuple(item.record for item in sessions), file.notes + notes, began
    )


@dataclass
class _File:
    """Rows of a file, the kind of each by its line, the column of times, and the faults that are of no one row."""

    column: str
    rows: list[CsvRow]
    kinds: Mapping[int, str]
    notes: tuple[str, ...] = ()
    faults: list[str] = field(default_factory=list)

    @property
    def sessions_are_known(self) -> bool:
        """False if a row of unknown kind may be that of a session; what follows from sessions is then not judged."""
        return "" not in self.kinds.values()

    def of(self, *kinds: str) -> list[CsvRow]:
        return [row for row in self.rows if self.kinds[row.line] in kinds]

    def all_faults(self) -> list[str]:
        """Every fault once, in the order of the lines."""
        found = [*self.faults, *(fault for row in self.rows for fault in row.faults)]
        return sorted(dict.fromkeys(found), key=_line_of)


def _line_of(fault: str) -> int:
    match = re.match(r"line (\d+)", fault)
    return int(match.group(1)) if match else 0


def _opened(path: Path) -> _File:
    read = read_rows(path, COLUMNS)
    header, rows = read.header, list(read.rows)
    found = [name for name in header if name in TIME_COLUMNS]
    faults = []
    if len(found) != 1:
        got = " and ".join(found) or "none"
        faults.append(f"header: one column of times is needed, 'time', 'hours' or 'day'; got {got}.")
    if KIND not in header:
        faults.append(f"header: the column '{KIND}' is missing. Found: {', '.join(header)}.")
    if faults:
        raise InvalidInputError(str(path), faults)
    return _File(found[0], rows, {row.line: _kind(row) for row in rows}, read.notes)


def _kind(row: CsvRow) -> str:
    """Kind of a row, empty if it names none (a fault)."""
    if not row.cells:
        return ""
    row.text(NOTE)  # for people only
    kind = row.needed(KIND, f"Known are: {', '.join(KINDS)}.").lower()
    if kind in KINDS or not kind:
        return kind
    hint = near_names(kind, KINDS) or f"Known are: {', '.join(KINDS)}."
    row.fault(KIND, f"got '{kind}', which is no kind of reading. {hint}")
    return ""


def _hours(file: _File, first_session: datetime | None, zone: tzinfo | None) -> tuple[Hours, tuple[str, ...]]:
    for row in file.rows:
        if row.cells and not row.text(file.column) and file.kinds[row.line] not in SIDE_EFFECTS:
            row.fault(file.column, "missing. Every row but those of side effects needs a time.")
    if file.column == TIME:
        begins = frozenset(row.line for row in file.of(SESSION))
        faults = file.faults if file.sessions_are_known else []
        return hours_from_stamps(file.rows, begins, first_session, zone, faults)
    if first_session is not None:
        file.faults.append(f"first_session: the file counts {file.column} since the first session. Leave it out.")
    return hours_from_numbers(file.rows, file.column), ()


def _sessions(file: _File, hours: Hours) -> tuple[list[Placed[GivenSession]], Visits | None]:
    """The sessions and their visits; None where they are not in the file, or not as they must be."""
    rows, placed = file.of(SESSION), []
    for row in rows:
        record = record_of(row, SESSION, hours.get(row.line, 0.0), file.column)
        if isinstance(record, GivenSession) and row.line in hours:
            placed.append(Placed(f"line {row.line}", record))
    if not rows or len(placed) < len(rows) or not file.sessions_are_known:
        return placed, None
    found = list(session_faults(placed))
    file.faults += found
    if found:
        return placed, None
    visits = visits_of(item.record for item in placed)
    _ask_back_unusual_doses(rows, [item.record for item in placed], visits)
    return placed, visits


def _ask_back_unusual_doses(rows: list[CsvRow], sessions: list[GivenSession], visits: Visits) -> None:
    for inside, sentence in unusual_sessions(sessions, visits):
        if not any(is_confirmed(rows[i]) for i in inside):
            way_out = "Check the number and the unit; if it was given so, write 'yes' under confirmed."
            rows[inside[0]].fault("value", f"{sentence}. {way_out}")


def _observed(file: _File, hours: Hours, visits: Visits | None) -> list[Placed[Observation]]:
    placed: list[Placed[Observation]] = []
    for row in file.of(*(kind for kind in KINDS if kind != SESSION)):
        kind, time_h = file.kinds[row.line], hours.get(row.line)
        if kind in SIDE_EFFECTS and not row.text(file.column):
            time_h = _end_of_visit(row, file, visits)
        record = record_of(row, kind, 0.0 if time_h is None else time_h, file.column)
        if record is not None and not isinstance(record, GivenSession) and time_h is not None:
            placed.append(Placed(f"line {row.line}", record))
    return placed


def _end_of_visit(row: CsvRow, file: _File, visits: Visits | None) -> float | None:
    """A side effect without a time counts as asked about at the end of its session."""
    index = session_index(row)
    if file.sessions_are_known and not file.of(SESSION):
        row.fault(file.column, "missing, and no row says when the session was. Give a time, or add the session.")
    if index is None or visits is None:
        return None
    if index >= len(visits):
        row.fault("session", f"number {index + 1} is asked about, but {len(visits)} were given.")
        return None
    return visits[index][1]


def _answers(observed: Sequence[Placed[Observation]]) -> list[Placed[SideEffectSeen]]:
    return [Placed(where, record) for where, record in observed if isinstance(record, SideEffectSeen)]
