"""Writes a data set so that reading it gives the same records, to the last bit."""

import csv
import io
import os
from collections.abc import Iterator
from pathlib import Path

from sciatwin.errors import OutputError
from sciatwin.pharmacokinetics.events.columns import MISSING, Censoring, looks_like_comment
from sciatwin.pharmacokinetics.events.data_set import DataRecord, DataSet


def write_nonmem(data: DataSet, path: str | Path) -> None:
    """Write a CSV file, whole or not at all. Units are not in it: whoever reads it needs the same layout.

    Raises: OutputError if there are no records, an ID would look like a comment, or the file cannot be written.
    """
    path = Path(path)
    if not data.records:
        raise OutputError(f"{path}: the data set has no records, so there is nothing to write. Nothing was changed.")
    names = list(dict.fromkeys(record.id for record in data.records))
    likely = [name for name, sign in zip(names, looks_like_comment(names, "ID"), strict=True) if sign]
    if likely and data.layout.comments is None:
        raise OutputError(
            f"{path}: rows of ID {', '.join(likely)} would look like comments. Say comments='#' in the Layout, or "
            "rename them. Nothing was changed."
        )
    columns = list(_columns(data))
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([_cell(record, column) for column in columns] for record in data.records)
    unfinished = path.with_name(f".{path.name}.unfinished")
    try:
        unfinished.write_text(text.getvalue(), encoding="utf-8")
        os.replace(unfinished, path)  # noqa: PTH105  (same on every system, and atomic)
    except OSError as error:
        unfinished.unlink(missing_ok=True)
        raise OutputError(f"{path}: cannot be written ({error.strerror}). Nothing was changed.") from None


def _columns(data: DataSet) -> Iterator[str]:
    """Columns of every data set, then those that this one uses."""
    yield from ("ID", "TIME", "EVID", "AMT", "RATE")
    if any(record.dur for record in data.records):
        yield "DUR"
    yield from ("CMT", "ADDL", "II", "SS", "MDV", "DV")
    censored = {record.censoring for record in data.records}
    if censored - {Censoring.NONE}:
        yield "CENS" if Censoring.ABOVE in censored else "BLQ"
    if any(record.lloq is not None for record in data.records):
        yield "LLOQ"
    yield from data.layout.covariates


def _cell(record: DataRecord, column: str) -> str:
    if column in record.covariates:
        return _number(record.covariates[column])
    if column in ("BLQ", "CENS"):
        return str(int(record.censoring))
    if column == "ID":
        return record.id
    value = getattr(record, column.lower())
    return MISSING if value is None else _number(float(value))


def _number(value: float) -> str:
    """Shortest text that reads back as the same number."""
    return f"{value:.0f}" if value.is_integer() and abs(value) < 1e15 else repr(value)
