"""A backup is whole, is refused where it is not, and gives back every row on an empty machine."""

import sqlite3
import threading

import pytest
from sqlalchemy import select
from typer.testing import CliRunner

from sciaclinic.cli.main import app
from sciaclinic.records.backup import back_up, restore
from sciaclinic.records.database import open_records
from sciaclinic.records.tables import metadata
from sciaclinic.services.clinic.example_clinic import add_examples
from sciatwin.errors import InputFileError, OutputError
from support.a_clinic import AClinic


@pytest.fixture
def record(tmp_path):
    """The record of a clinic with the example patients, still open."""
    clinic = AClinic(tmp_path)
    add_examples(clinic.desk())
    yield tmp_path / "record.sqlite"
    clinic.close()


def _rows(place):
    records = open_records(place)
    try:
        with records.reading() as connection:
            return {
                table.name: sorted(map(repr, connection.execute(select(table)).all()))
                for table in metadata.sorted_tables
            }
    finally:
        records.close()


def test_every_row_of_every_table_comes_back_on_an_empty_machine(record, tmp_path):
    back_up(record, tmp_path / "kept" / "backup.sqlite")
    restored = tmp_path / "another machine" / "clinic" / "record.sqlite"
    restore(tmp_path / "kept" / "backup.sqlite", restored)
    rows = _rows(restored)
    assert rows == _rows(record)
    assert len(rows["patients"]) == 4
    assert all(rows[name] for name in ("users", "entries", "audit", "clinic_values"))


def test_a_backup_is_one_file(record, tmp_path):
    back_up(record, tmp_path / "kept" / "backup.sqlite")
    assert [item.name for item in (tmp_path / "kept").iterdir()] == ["backup.sqlite"]


def test_a_clinic_that_works_meanwhile_is_copied_as_it_was_at_one_moment(record, tmp_path):
    stop = threading.Event()

    def work():
        connection = sqlite3.connect(record, timeout=20)
        number = 0
        while not stop.is_set():
            number += 1
            values = (f"{number:064}", "test", "2026-11-30T09:00:00.000000+00:00")
            connection.execute("INSERT INTO documents VALUES (?, ?, 'text', ?)", values)
            connection.rollback()
        connection.close()

    worker = threading.Thread(target=work)
    worker.start()
    try:
        back_up(record, tmp_path / "backup.sqlite")
    finally:
        stop.set()
        worker.join()
    assert _rows(tmp_path / "backup.sqlite") == _rows(record)


def test_what_is_there_is_overwritten_by_neither(record, tmp_path):
    back_up(record, tmp_path / "backup.sqlite")
    with pytest.raises(OutputError, match="overwrites none"):
        back_up(record, tmp_path / "backup.sqlite")
    with pytest.raises(OutputError, match="overwrites none"):
        restore(tmp_path / "backup.sqlite", record)


def test_the_rest_of_a_record_that_was_moved_half_stands_in_the_way(record, tmp_path):
    back_up(record, tmp_path / "backup.sqlite")
    (tmp_path / "new.sqlite-wal").write_bytes(b"left behind")
    with pytest.raises(OutputError, match="-wal"):
        restore(tmp_path / "backup.sqlite", tmp_path / "new.sqlite")


def test_a_page_that_is_damaged_is_found(record, tmp_path):
    backup = tmp_path / "backup.sqlite"
    back_up(record, backup)
    content = bytearray(backup.read_bytes())
    half = len(content) // 2
    content[half : half + 20000] = b"\xff" * 20000
    backup.write_bytes(content)
    with pytest.raises(InputFileError, match=r"backup\.sqlite: .*(damaged|malformed)"):
        restore(backup, tmp_path / "new.sqlite")
    assert not list(tmp_path.glob("new.sqlite*"))


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ("UPDATE audit SET action = 'nothing' WHERE number = 3", "audit trail .* line 3"),
        ("DELETE FROM audit WHERE number = 2", "audit trail .* line 2"),
        ("UPDATE episodes SET patient = 'nobody' WHERE key = (SELECT min(key) FROM episodes)", "damaged"),
        ("INSERT INTO documents VALUES ('0', 'plan', 'other text', '2026-11-30T09:00:00.000000+00:00')", "document 0"),
    ],
)
def test_what_was_changed_after_the_backup_is_found(record, tmp_path, change, says):
    backup = tmp_path / "backup.sqlite"
    back_up(record, backup)
    connection = sqlite3.connect(backup)
    triggers = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'audit'")
    for name, _ in list(triggers):
        connection.execute(f"DROP TRIGGER {name}")
    connection.execute(change)
    connection.commit()
    connection.close()
    with pytest.raises(InputFileError, match=says):
        restore(backup, tmp_path / "new.sqlite")
    assert not list(tmp_path.glob("new.sqlite*"))


def test_what_is_no_record_is_said(tmp_path):
    (tmp_path / "letter.txt").write_text("a letter, which is long enough to be looked at as a database" * 40)
    with pytest.raises(InputFileError, match="no record"):
        back_up(tmp_path / "letter.txt", tmp_path / "backup.sqlite")
    with pytest.raises(InputFileError, match="there is no record"):
        back_up(tmp_path / "nothing.sqlite", tmp_path / "backup.sqlite")


def test_the_commands_say_what_was_kept_and_how_to_open_it(record, tmp_path):
    made = CliRunner().invoke(app, ["backup", str(tmp_path / "b.sqlite"), "--record", str(record)])
    assert made.exit_code == 0
    assert "4 patients" in made.output.replace("\n", " ")
    back = CliRunner().invoke(app, ["restore", str(tmp_path / "b.sqlite"), "--record", str(tmp_path / "new.sqlite")])
    assert back.exit_code == 0
    assert "sciatwin serve" in back.output.replace("\n", " ")
