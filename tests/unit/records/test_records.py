"""A record keeps what was written, refuses to change it, and finds what was changed round it."""

import sqlite3

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from sciaclinic.episode.entry import Entry
from sciaclinic.episode.episode import NotNowError
from sciaclinic.episode.kinds import Kind
from sciaclinic.records.audit import first_broken_line
from sciaclinic.records.database import open_records
from sciaclinic.records.episodes import append
from sciaclinic.records.tables import ONLY_APPENDED, entries, episodes, metadata
from sciatwin.errors import InputFileError


def test_the_steps_lead_to_the_tables_of_the_code(clinic):
    with clinic.records.reading() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []


@pytest.mark.parametrize("table", ONLY_APPENDED)
@pytest.mark.parametrize("change", ["DELETE FROM {0}", "UPDATE {0} SET {1} = {1}"])
def test_what_is_only_appended_is_not_changed(clinic, table, change):
    clinic.episode()
    column = next(iter(metadata.tables[table].columns)).name
    with clinic.records.reading() as connection:
        if not connection.exec_driver_sql(f"SELECT count(*) FROM {table}").scalar():
            pytest.skip(f"nothing stands in {table} yet")
    with pytest.raises(IntegrityError, match="only appended"), clinic.records.writing() as connection:
        connection.exec_driver_sql(change.format(table, column))


def test_a_line_of_the_trail_that_was_changed_round_the_triggers_is_found(clinic, tmp_path):
    clinic.episode()
    with clinic.records.reading() as connection:
        assert first_broken_line(connection) is None
    with sqlite3.connect(tmp_path / "record.sqlite") as raw:
        raw.execute("DROP TRIGGER audit_no_update")
        raw.execute("UPDATE audit SET action = 'nothing' WHERE number = 3")
    raw.close()
    with clinic.records.reading() as connection:
        assert first_broken_line(connection) == 3


def _open_two_sessions(connection, desk):
    key = connection.execute(select(episodes.c.key)).scalar()
    for _ in range(2):
        append(connection, key, Entry(kind=Kind.ANSWERED, author=desk.author, at=desk.now, happened_at=desk.now))
    append(connection, key, Entry(kind=Kind.OPENED, author=desk.author, at=desk.now, happened_at=desk.now))


def test_a_transaction_that_fails_leaves_nothing(clinic):
    clinic.episode()
    count = select(entries.c.number)
    with clinic.records.reading() as connection:
        before = len(connection.execute(count).all())
    desk = clinic.desk()
    with pytest.raises(NotNowError), desk.writing("two sessions at once") as connection:
        _open_two_sessions(connection, desk)
    with clinic.records.reading() as connection:
        assert len(connection.execute(count).all()) == before


def test_a_row_that_points_nowhere_is_refused(clinic):
    with pytest.raises(IntegrityError), clinic.records.writing() as connection:
        connection.exec_driver_sql(
            "INSERT INTO episodes (key, patient, number, created_at, created_by) VALUES ('a', 'b', 1, 'c', 'd')"
        )


def test_a_file_that_is_no_record_or_is_damaged_is_refused_with_the_way_out(tmp_path):
    (tmp_path / "letter.sqlite").write_text("Dear colleague, " * 400)
    with pytest.raises(InputFileError, match="cannot be opened as a record"):
        open_records(tmp_path / "letter.sqlite")
    open_records(tmp_path / "record.sqlite").close()
    with sqlite3.connect(tmp_path / "record.sqlite") as raw:
        raw.execute("UPDATE alembic_version SET version_num = '9999'")
    raw.close()
    with pytest.raises(InputFileError, match="later release"):
        open_records(tmp_path / "record.sqlite")
