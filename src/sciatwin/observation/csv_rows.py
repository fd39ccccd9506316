"""Rows of a CSV file with a header line; every cell can be asked for once, and none is overlooked."""

import csv
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from enum import StrEnum
from pathlib import Path
from typing import TypeVar

from sciatwin.errors import InputFileError, InvalidInputError, UnitError
from sciatwin.units import parse_quantity

Choice = TypeVar("Choice", bound=StrEnum)

NUMBER = r"[-+]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][-+]?[0-9]+)?"


@dataclass
class Row:
    """Cells of one line by column, and the faults met while reading them. A line that did not fall into cells as the
    header says has none."""

    line: int
    cells: Mapping[str, str]
    faults: list[str] = field(default_factory=list)
    asked: set[str] = field(default_factory=set)

    def fault(self, column: str, text: str) -> None:
        self.faults.append(f"line {self.line}, {column}: {text}")

    def text(self, column: str) -> str:
        """Content of a cell, empty if there is none or no such column."""
        self.asked.add(column)
        return self.cells.get(column, "")

    def needed(self, column: str, what: str) -> str:
        """Content of a cell that must be there."""
        text = self.text(column)
        if not text:
            self.fault(column, f"missing. {what}")
        return text

    def number(self, column: str, hint: str = "") -> float | None:
        """A number, None if the cell is empty or holds none (a fault)."""
        text = self.text(column)
        if not text:
            return None
        if re.fullmatch(NUMBER, text):
            return float(text)
        point = " Use a decimal point." if "," in text else ""
        self.fault(column, f"got '{text}'; a number is needed.{point}{hint}")
        return None

    def needed_number(self, column: str, what: str, hint: str = "") -> float | None:
        return self.number(column, hint) if self.needed(column, what) else None

    def choice(self, column: str, choices: type[Choice], what: str) -> Choice | None:
        """One of the words of an enumeration, in any case of letters."""
        text = self.needed(column, f"{what}: {', '.join(choices)}.")
        if not text:
            return None
        known = {choice.casefold(): choice for choice in choices}
        if text.casefold() in known:
            return known[text.casefold()]
        self.fault(column, f"got '{text}'; it must be one of: {', '.join(choices)}.")
        return None

    def quantity(self, column: str, dimension: str, what: str) -> float | None:
        """A number with its unit in the cell, in the inside unit."""
        text = self.needed(column, what)
        try:
            return parse_quantity(text, dimension) if text else None
        except UnitError as error:
            self.fault(column, f"{error}.")
            return None

    def refuse_the_rest(self, kind: str) -> None:
        """A filled cell that nothing asked for is a fault, because it would be lost."""
        for column, text in self.cells.items():
            if text and column not in self.asked:
                self.fault(column, f"got '{text}', which '{kind}' does not use. Empty the cell, or correct the kind.")


def read_rows(path: Path, columns: Sequence[str]) -> tuple[tuple[str, ...], list[Row]]:
    """Columns of the header, and a `Row` for every line below it that is neither empty nor a comment ('#').

    Raises: InputFileError if the file cannot be read; InvalidInputError for faults of the header.
    """
    lines = [(number, line) for number, line in enumerate(_lines(path), start=1) if _counts(line)]
    if not lines:
        raise InputFileError(f"{path}: the file is empty. A line of column names and one row a reading are needed.")
    (number, line), *rest = lines
    header = tuple(name.lower() for name in _cells(line) or ())
    if faults := list(_header_faults(line, header, columns)):
        raise InvalidInputError(str(path), [f"line {number}, {fault}" for fault in faults])
    return header, [_row(number, line, header) for number, line in rest]


def _lines(path: Path) -> list[str]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise InputFileError(f"{path}: no such file.") from None
    except (OSError, UnicodeDecodeError) as error:
        raise InputFileError(f"{path}: cannot be read as text ({error.__class__.__name__}).") from None
    return text.split("\n")


def _counts(line: str) -> bool:
    return bool(line.strip(", \t\r")) and not line.lstrip().startswith("#")


def _cells(line: str) -> list[str] | None:
    """Each line stands alone: a quote left open must not swallow the lines below it."""
    try:
        return [cell.strip() for cells in csv.reader([line.rstrip("\r")], strict=True) for cell in cells]
    except csv.Error:
        return None


def _row(number: int, line: str, header: tuple[str, ...]) -> Row:
    cells = _cells(line)
    if cells is not None and len(cells) == len(header):
        return Row(number, dict(zip(header, cells, strict=True)))
    row = Row(number, {})
    if cells is None:
        row.fault("row", "a quotation mark is open at the end of the line. Close it; a cell has no line breaks.")
    else:
        row.fault("row", f"{len(cells)} cells, but the header has {len(header)}. Check commas and quotation marks.")
    return row


def _header_faults(line: str, header: tuple[str, ...], columns: Sequence[str]) -> list[str]:
    if len(header) == 1 and re.search(r"[;\t]", line):
        return [f"header: got '{line.strip()}'; columns are separated by commas, and decimals have a point."]
    twice = [name for name in dict.fromkeys(header) if header.count(name) > 1]
    first = ["note: put another column first. A note that begins with '#' would make its line a comment."]
    return [
        *(first if header[0] == "note" else []),
        *(f"{name or 'header'}: the column '{name}' stands twice. Remove or rename one." for name in twice),
        *(_unknown(name, columns) for name in header if name not in columns),
    ]


def _unknown(name: str, columns: Sequence[str]) -> str:
    near = get_close_matches(name, columns, n=1)
    hint = f"Did you mean '{near[0]}'?" if near else f"Known are: {', '.join(columns)}."
    return f"{name or 'header'}: there is no column '{name}'. {hint}"
