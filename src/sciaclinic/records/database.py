"""A database that is opened, checked and brought to today's tables before anything is read from it."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, text

from sciaclinic.records.migrate import to_newest
from sciatwin.errors import InputFileError

_WRITES = "sciaclinic_writes"
_WAIT_S = 20


class Records:
    """The record of one clinic.

    ``reading`` and ``writing`` give a connection inside a transaction. What was written is there for good when
    ``writing`` has ended; where it raises, nothing was written.
    """

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self._writer = engine.execution_options(**{_WRITES: True})

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        with self.engine.begin() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        with self._writer.begin() as connection:
            yield connection

    def close(self) -> None:
        self.engine.dispose()


def open_records(place: Path | str) -> Records:
    """The record in a file of SQLite, which is made if it is not there, or at an address of SQLAlchemy's.

    Raises: InputFileError if the file is no database, is damaged, or was made by a later release.
    """
    engine = _engine(place)
    if engine.dialect.name == "sqlite":
        _demand_whole(engine, place)
    to_newest(engine)
    return Records(engine)


def _engine(place: Path | str) -> Engine:
    address = f"sqlite:///{place}" if isinstance(place, Path) else place
    engine = create_engine(address, connect_args={"timeout": _WAIT_S} if address.startswith("sqlite") else {})
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _as_a_clinic_needs)
        event.listen(engine, "begin", _begin)
    return engine


def _as_a_clinic_needs(connection: Any, _: Any) -> None:
    """An acknowledged entry is on the disk, readers do not wait for a writer, and no row points nowhere."""
    connection.isolation_level = None  # transactions begin below
    cursor = connection.cursor()
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin(connection: Connection) -> None:
    """A writer takes its turn at once: what it then reads cannot change before it has written."""
    connection.exec_driver_sql("BEGIN IMMEDIATE" if connection.get_execution_options().get(_WRITES) else "BEGIN")


def _demand_whole(engine: Engine, place: Path | str) -> None:
    try:
        with engine.begin() as connection:
            found = connection.execute(text("PRAGMA integrity_check")).scalars().all()
            astray = connection.execute(text("PRAGMA foreign_key_check")).all()
    except Exception as error:
        raise InputFileError(f"{place}: it cannot be opened as a record ({error}).") from error
    if found != ["ok"] or astray:
        says = "; ".join(map(str, [*found[:3], *astray[:3]]))
        raise InputFileError(f"{place}: the record is damaged ({says}). Keep the file and restore the last backup.")
