"""Backup and restore: what was kept, in words."""

from pathlib import Path

from sciaclinic.records import backup
from sciaclinic.records.backup import Copied


def back_up(record: Path, copy: Path) -> str:
    """Raises: InputFileError, OutputError."""
    copied = backup.back_up(record, copy)
    return (
        f"{copied.place}: {_counted(copied)}. Pages, links between rows, audit trail and documents were checked. "
        "It is not encrypted: keep it as safe as the record."
    )


def restore(copy: Path, record: Path) -> str:
    """Raises: InputFileError, OutputError."""
    copied = backup.restore(copy, record)
    return f"{copied.place}: {_counted(copied)}, checked. Open it with: sciatwin serve --record {copied.place}"


def _counted(copied: Copied) -> str:
    names = {"patients": "patients", "episodes": "episodes", "entries": "entries", "documents": "documents"}
    return ", ".join(f"{copied.rows[table]:,} {name}" for table, name in names.items())
