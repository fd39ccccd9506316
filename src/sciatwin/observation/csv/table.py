"""A CSV file as programs write it: commas or semicolons, quotes, line breaks in a note; each row knows its line."""

import csv
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from sciatwin.errors import InputFileError, InvalidInputError
from sciatwin.foreign_text import unsafe_character
from sciatwin.text_files import KB, read_text

MOST_BYTES = 2000 * KB
MOST_ROWS = 2000
"""A diary of five years; every reading is kept for every draw while learning."""

COMMENT = "#"
_LONGEST_CELL = 2000


@dataclass(frozen=True)
class CsvLine:
    """Cells of one row and the line at which it begins; ``fault`` says why it fell into none."""

    line: int
    cells: tuple[str, ...]
    fault: str = ""


@dataclass(frozen=True)
class CsvTable:
    """Header and rows. Where cells are set apart by semicolons or tabs, decimals may have a comma.

    Attributes:
        notes: what had to be supposed to read the file.
    """

    header: CsvLine
    rows: tuple[CsvLine, ...]
    decimal_comma: bool
    notes: tuple[str, ...]


def read_table(path: Path) -> CsvTable:
    """Rows that are neither empty nor comments ('#').

    Raises: InputFileError if the file cannot be read; InvalidInputError if it is of another kind.
    """
    file = read_text(path, most_bytes=MOST_BYTES)
    _refuse_other_kinds(path, file.text)
    lines = file.text.split("\n")
    first = next((line for line in lines if _counts(line)), "")
    delimiter = _delimiter(first)
    records = list(_records(lines, delimiter))
    if not records:
        raise InputFileError(f"{path}: the file is empty. A line of column names and one row a reading are needed.")
    if len(records) > MOST_ROWS + 1:
        line = records[MOST_ROWS + 1].line
        raise InvalidInputError(str(path), [f"line {line}, row: more than {MOST_ROWS} rows. Leave some readings out."])
    header, *rows = records
    if header.fault:
        raise InvalidInputError(str(path), [f"line {header.line}, header: {header.fault}"])
    return CsvTable(header, tuple(rows), delimiter != ",", file.notes)


def _counts(line: str) -> bool:
    return bool(line.strip(",; \t")) and not line.lstrip().startswith(COMMENT)


def _delimiter(header: str) -> str:
    """Of the header line: names of columns hold none of them."""
    return max((",", ";", "\t"), key=header.count)


def _refuse_other_kinds(path: Path, text: str) -> None:
    if not text.lstrip().startswith(("{", "[")):
        return
    kind = re.search(r'"resourceType"\s*:\s*"(\w{1,40})"', text[:5000])
    what = f"this is a FHIR {kind[1]}" if kind else "this is JSON"
    raise InvalidInputError(
        str(path), [f"line 1: {what}, which is not read. Write a CSV file; examples/typical_sessions.csv shows one."]
    )


def _records(lines: Sequence[str], delimiter: str) -> Iterator[CsvLine]:
    """One record after the other. Below a row whose quotes are at fault, reading goes on with the next line."""
    feed = _Feed(lines)
    while True:
        try:
            for cells in csv.reader(feed, delimiter=delimiter, strict=True):
                yield CsvLine(feed.begun, tuple(map(str.strip, cells)), _cell_fault(cells, feed, delimiter))
                feed.between_records = True
            return
        except csv.Error as error:
            yield CsvLine(feed.begun, (), _reading_fault(feed, error))
            feed.at, feed.between_records = feed.begun, True


class _Feed:
    """Lines for a reader of CSV, which asks for the next one while a quote is open. Comments stand between records."""

    def __init__(self, lines: Sequence[str]) -> None:
        self.lines = lines
        self.at = self.begun = 0
        self.between_records = True

    def __iter__(self) -> "_Feed":
        return self

    def __next__(self) -> str:
        while self.at < len(self.lines):
            line = self.lines[self.at]
            self.at += 1
            if not self.between_records:
                return f"{line}\n"
            if _counts(line):
                self.between_records, self.begun = False, self.at
                return f"{line}\n"
        raise StopIteration

    @property
    def swallowed(self) -> Sequence[str]:
        """Lines of the record but its first."""
        return self.lines[self.begun : self.at]


def _reading_fault(feed: _Feed, error: csv.Error) -> str:
    if "field larger" in str(error):
        return "a cell is too long to be a reading. Shorten it."
    if feed.at > feed.begun:
        return "a quotation mark is opened and not closed, and hides what is below. Close it, or remove it."
    return "a quotation mark stands inside a cell or is not closed. Write it twice inside a quoted cell, or remove it."


def _cell_fault(cells: Sequence[str], feed: _Feed, delimiter: str) -> str:
    """A cell of several lines is a note; one that holds what looks like rows was opened by mistake."""
    if any(line.count(delimiter) >= max(len(cells) - 1, 1) for line in feed.swallowed):
        return "a quoted cell runs over further rows. Close its quotation mark on its own line, or remove it."
    for cell in cells:
        if len(cell) > _LONGEST_CELL:
            return f"a cell holds {len(cell)} characters; {_LONGEST_CELL} are the most. Shorten it."
        if unsafe := unsafe_character(cell):
            return f"a cell holds {unsafe}, which does not show or acts on a screen. Remove it."
    return ""
