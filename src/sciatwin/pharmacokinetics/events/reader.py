"""Reads NONMEM-style CSV files, and names every fault in one by line and column."""

import csv
import io
import math
import warnings
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sciatwin.asked import a_path
from sciatwin.errors import InputFileError, InvalidInputError
from sciatwin.near_names import near_names
from sciatwin.pharmacokinetics.events.columns import (
    DOSING,
    KINDS_OF_READING,
    KNOWN,
    MISSING,
    REQUIRED,
    WHOLE,
    Censoring,
    Evid,
    Layout,
    begins_as_comment,
    looks_like_comment,
)
from sciatwin.pharmacokinetics.events.data_set import DataRecord, DataSet, order_faults
from sciatwin.text_files import KB, ReadingNote, read_text

_MOST_BYTES = 100_000 * KB


def read_nonmem(path: str | Path, layout: Layout) -> DataSet:
    """Records of a CSV file with a header line. Lines that begin with '#' are comments; '.' or nothing is missing.

    Where EVID is not a column, rows with dosing items are doses and the others observations (MDV 1: other events).
    Where MDV is not a column, it follows from EVID and DV.

    Raises: InputFileError if the file cannot be read or has no rows; InvalidInputError listing every fault in it.
    """
    path = a_path(path)
    (header_line, header), rows = _table(path, layout)
    columns, faults = _columns(header, layout)
    if faults:
        raise InvalidInputError(str(path), [f"line {header_line}, {fault}" for fault in faults])
    faults += [*_faults_of_comments(rows, columns, layout), *_faults_of_ignored_kinds(rows, columns, layout)]
    records = []
    for line, cells in rows:
        record, found = _record(line, cells, columns, layout)
        faults += [f"line {line}, {fault}" for fault in found]
        records += [record] if record else []
    faults += order_faults(tuple(records), layout)
    if faults:
        faults.sort(key=_line_of)
        raise InvalidInputError(str(path), faults)
    return DataSet(layout=layout, records=tuple(records))


_Line = tuple[int, list[str]]


def _table(path: Path, layout: Layout) -> tuple[_Line, list[_Line]]:
    """The header and every row that is not a comment."""
    lines = _lines(path)
    rows = [(line, cells) for line, cells in lines[1:] if not begins_as_comment(cells[0], layout.comments)]
    if not rows:
        raise InputFileError(
            f"{path}: the file is empty, or has a header only. A line of column names and one row for each event are "
            "needed."
        )
    return lines[0], rows


def _lines(path: Path) -> list[_Line]:
    """Cells of every line that is neither empty nor begins with '#', with its number."""
    file = read_text(path, most_bytes=_MOST_BYTES)
    for note in file.notes:
        warnings.warn(note, ReadingNote, stacklevel=2)
    reader = csv.reader(io.StringIO(file.text), strict=True)
    try:
        found = [(reader.line_num, [cell.strip() for cell in cells]) for cells in reader]
    except csv.Error as error:
        raise InputFileError(f"{path}: cannot be read as CSV text (line {reader.line_num}: {error}).") from None
    return [(line, cells) for line, cells in found if any(cells) and not cells[0].startswith("#")]


def _faults_of_comments(rows: Sequence[_Line], columns: Sequence[str], layout: Layout) -> Iterator[str]:
    """Rows that NONMEM would leave out under IGNORE=C or IGNORE=@, where the layout does not say whether it does."""
    if layout.comments is not None:
        return
    signs = looks_like_comment([cells[0] for _, cells in rows], columns[0])
    for (line, cells), sign in zip(rows, signs, strict=True):
        if sign:
            yield (
                f"line {line}, {columns[0]}: the row begins with '{cells[0][:1]}', as a row does that NONMEM leaves "
                f"out. Say comments='{sign}' in the Layout to leave it out, or comments='#' to read it."
            )


def _faults_of_ignored_kinds(rows: Sequence[_Line], columns: Sequence[str], layout: Layout) -> Iterator[str]:
    """A column that numbers kinds of reading cannot be ignored where readings are of several kinds."""
    for name in layout.ignored:
        if name.upper() not in KINDS_OF_READING or name not in columns:
            continue
        cells = [(line, dict(zip(columns, row, strict=False))) for line, row in rows]
        read = [(line, row) for line, row in cells if row.get("DV", MISSING) not in (MISSING, "")]
        for line, row in read:
            if row.get(name) != read[0][1].get(name):
                yield (
                    f"line {line}, {name}: a reading of kind {row.get(name)}, beside kind {read[0][1].get(name)} "
                    f"(line {read[0][0]}). Declare the column as a covariate with unit '1' rather than ignore it."
                )


def _line_of(fault: str) -> int:
    return int(fault.removeprefix("line ").split(",")[0])


def _columns(header: Sequence[str], layout: Layout) -> tuple[list[str], list[str]]:
    """Name of each column as this package spells it, and the faults of the header."""
    ours = {name.upper(): name for name in (*KNOWN, *layout.covariates, *layout.ignored)}
    columns = [ours.get(name.upper(), name) for name in header]
    faults = [
        f"{name}: stands {columns.count(name)} times in the header. Rename or remove all but one."
        for name in dict.fromkeys(columns)
        if columns.count(name) > 1
    ]
    faults += [_unknown_column(name, list(ours.values())) for name in columns if name.upper() not in ours]
    wanted = (*REQUIRED, *layout.covariates)
    faults += [f"{name}: the column is missing. Found: {', '.join(header)}." for name in wanted if name not in columns]
    return columns, faults


def _unknown_column(name: str, known: list[str]) -> str:
    says = "unknown column. Declare it as a covariate with its unit, or as ignored."
    return f"{name or '(no name)'}: {says} {near_names(name, known)}".rstrip()


@dataclass
class _Row:
    """Cells of one line by column, and the faults met while reading them."""

    cells: Mapping[str, str]
    faults: list[str] = field(default_factory=list)

    def number(self, column: str) -> float | None:
        """Value of a column, None if it is missing or not a column."""
        text = self.cells.get(column, MISSING)
        if text in (MISSING, ""):
            return None
        try:
            value = float(text)
        except ValueError:
            value = math.nan
        if not math.isfinite(value) or "_" in text:
            self.faults.append(f"{column}: got '{text}'; a number is needed, or '.' if it is missing.{_hint(text)}")
            return None
        if column in WHOLE and not value.is_integer():
            self.faults.append(f"{column}: got '{text}'; a whole number is needed.")
            return None
        return value

    def whole(self, column: str) -> int:
        return int(self.number(column) or 0)

    def choice(self, column: str, allowed: Sequence[int]) -> int | None:
        """Value of a column that knows only some numbers, None if it is missing or not a column."""
        value = self.number(column)
        if value is not None and value not in allowed:
            choices = ", ".join(map(str, allowed))
            self.faults.append(f"{column}: got {value:g}; it must be one of {choices}.")
            return None
        return None if value is None else int(value)

    def needed(self, column: str) -> float:
        before = len(self.faults)
        value = self.number(column)
        if value is None and len(self.faults) == before:
            self.faults.append(f"{column}: missing. Every row needs a value.")
        return 0.0 if value is None else value


def _hint(text: str) -> str:
    if ":" in text:
        return " Turn clock times into time since the first dose."
    return " Use a decimal point." if "," in text else ""


def _record(
    line: int, cells: Sequence[str], columns: Sequence[str], layout: Layout
) -> tuple[DataRecord | None, list[str]]:
    if len(cells) != len(columns):
        return None, [f"row: {len(cells)} cells, but the header has {len(columns)}. Check commas and quotes."]
    row = _Row(dict(zip(columns, cells, strict=True)))
    evid = _evid(row)
    dv, censoring = row.number("DV"), _censoring(row)
    fields: dict[str, Any] = {
        "id": row.cells["ID"],
        "time": row.needed("TIME"),
        "evid": evid,
        "mdv": _mdv(row, evid, dv, censoring),
        **{name.lower(): row.number(name) or 0.0 for name in ("AMT", "RATE", "DUR", "II")},
        **{name.lower(): row.whole(name) for name in ("CMT", "ADDL", "SS")},
        "dv": dv,
        "censoring": censoring,
        "lloq": row.number("LLOQ"),
        "covariates": {name: row.needed(name) for name in layout.covariates},
        "line": line,
    }
    if row.faults:
        return None, list(dict.fromkeys(row.faults))
    try:
        return DataRecord(**fields), []
    except InvalidInputError as error:
        return None, error.faults


def _evid(row: _Row) -> Evid:
    if "EVID" in row.cells:
        before = len(row.faults)
        value = row.choice("EVID", list(Evid))
        if value is None and len(row.faults) == before:
            row.faults.append("EVID: missing. Write 0 for an observation, 1 for a dose, 2 for any other time.")
        return Evid(value or 0)
    if any(row.number(name) for name in DOSING):
        return Evid.DOSE
    return Evid.OTHER if row.choice("MDV", (0, 1)) == 1 else Evid.OBSERVATION


def _mdv(row: _Row, evid: Evid, dv: float | None, censoring: Censoring) -> bool:
    given = row.choice("MDV", (0, 1))
    if given is not None:
        return given == 1
    return evid is not Evid.OBSERVATION or (dv is None and censoring is Censoring.NONE)


def _censoring(row: _Row) -> Censoring:
    below, side = row.choice("BLQ", (0, 1)), row.choice("CENS", (-1, 0, 1))
    if below is not None and side is not None and below != max(side, 0):
        row.faults.append(f"BLQ: got {below} beside CENS {side}. They must say the same; keep one of the columns.")
    return Censoring(side if side is not None else below or 0)
