"""A record as one file: copied while the clinic works, looked through, and put back in an empty place."""

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import func, select

from sciaclinic.records.audit import first_broken_line
from sciaclinic.records.database import open_records
from sciaclinic.records.documents import first_changed_document
from sciaclinic.records.tables import metadata
from sciatwin.errors import InputFileError, OutputError

_PARTS = ("", "-wal", "-shm")
"""Files that one database of SQLite may have."""
_IN_ONE_FILE = "PRAGMA journal_mode=DELETE"


@dataclass(frozen=True)
class Copied:
    """Attributes: place: the new file; rows: how many stand in each table."""

    place: Path
    rows: dict[str, int]


def back_up(record: Path, copy: Path) -> Copied:
    """Copy a record that may be in use; what was acknowledged before is in the copy.

    Raises: InputFileError if there is no whole record; OutputError if the copy exists already or cannot be written.
    """
    _demand_there(record)
    if copy.exists():
        raise OutputError(f"{copy}: there is a file already, and a backup overwrites none. Give another name.")
    return _made(record, copy, "the backup")


def restore(copy: Path, record: Path) -> Copied:
    """Put a backup in the place of a record that is not there.

    Raises: InputFileError if the backup is damaged, was changed, or is of a later release; OutputError
        if a record stands there already.
    """
    _demand_there(copy)
    if any(Path(f"{record}{part}").exists() for part in _PARTS):
        raise OutputError(
            f"{record}: there is a record already, and a restore overwrites none. Move it (with the files beside it "
            "that end in -wal and -shm) or give another place."
        )
    return _made(copy, record, "the record")


def _made(source: Path, target: Path, what: str) -> Copied:
    """The target appears when it is whole and was looked through, or not at all."""
    half_made = target.with_name(f"{target.name}.part")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        _copy(source, half_made)
        rows = _looked_through(half_made, source)
        half_made.replace(target)
    except (OSError, sqlite3.OperationalError) as error:
        raise OutputError(f"{target}: {what} cannot be written ({error}).") from error
    finally:
        _remove(half_made)
    return Copied(target, rows)


def _copy(record: Path, copy: Path) -> None:
    """What was written and still waits in a file beside the record comes with it.

    Raises: InputFileError if it is no database.
    """
    address = f"{record.resolve().as_uri()}?mode=ro"
    try:
        with closing(sqlite3.connect(address, uri=True)) as source, closing(sqlite3.connect(copy)) as target:
            source.backup(target)
            target.execute(_IN_ONE_FILE)
    except sqlite3.OperationalError:
        raise
    except sqlite3.DatabaseError as error:
        raise InputFileError(f"{record}: this is no record, or it is damaged ({error}).") from error


def _looked_through(place: Path, shown: Path) -> dict[str, int]:
    """Rows of each table. ``shown``: the file that messages name.

    Raises: InputFileError, as ``open_records``, and where the audit trail or a document does not hold.
    """
    try:
        records = open_records(place)  # pages, foreign keys, and the release that made it
    except InputFileError as error:
        raise InputFileError(str(error).replace(str(place), str(shown))) from None
    try:
        with records.reading() as connection:
            if broken := first_broken_line(connection):
                says = f"the audit trail does not hold from line {broken} on: something was changed, left out or put in"
                raise InputFileError(f"{shown}: {says}. Take another backup, and keep this file as it is.")
            if changed := first_changed_document(connection):
                says = f"document {changed[:12]} is not the one that was kept"
                raise InputFileError(f"{shown}: {says}. Take another backup, and keep this file as it is.")
            rows = {
                table.name: connection.execute(select(func.count()).select_from(table)).scalar_one()
                for table in metadata.sorted_tables
            }
    finally:
        records.close()
    with closing(sqlite3.connect(place)) as again:
        again.execute(_IN_ONE_FILE)
    return rows


def _demand_there(record: Path) -> None:
    if not record.is_file():
        raise InputFileError(f"{record}: there is no record. Give its file, such as sciatwin-clinic/record.sqlite.")


def _remove(place: Path) -> None:
    for part in (*_PARTS, "-journal"):
        Path(f"{place}{part}").unlink(missing_ok=True)
