"""Rows of a CSV file with a header line; every cell can be asked for once, and none is overlooked."""

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import TypeVar

from sciatwin.errors import InvalidInputError, UnitError
from sciatwin.near_names import near_names
from sciatwin.observation.csv.columns import NOTE
from sciatwin.observation.csv.table import CsvLine, read_table
from sciatwin.units import parse_quantity

Choice = TypeVar("Choice", bound=StrEnum)

NUMBER = r"[-+]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][-+]?[0-9]+)?"


@dataclass
class CsvRow:
    """Cells of one line by column, and the faults met while reading them. A line that did not fall into cells as the
    header says has none."""

    line: int
    cells: Mapping[str, str]
    faults: list[str] = field(default_factory=list)
    asked: set[str] = field(default_factory=set)
    decimal_comma: bool = False

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
        if self.decimal_comma and "," in text:
            return self._with_comma(column, text, hint)
        point = " Use a decimal point." if "," in text else ""
        self.fault(column, f"got '{text}'; a number is needed.{point}{hint}")
        return None

    def _with_comma(self, column: str, text: str, hint: str) -> float | None:
        number = text.replace(",", ".")
        if text.count(",") > 1 or not re.fullmatch(NUMBER, number):
            self.fault(column, f"got '{text}'; a number is needed.{hint}")
        elif re.fullmatch(r"[-+]?[1-9][0-9]{0,2},[0-9]{3}", text):
            whole, decimals = text.split(",")
            self.fault(
                column, f"got '{text}', which may mean thousands. Write '{whole}{decimals}' or '{whole},{decimals}0'."
            )
        else:
            return float(number)
        return None

    def needed_number(self, column: str, what: str, hint: str = "") -> float | None:
        return self.number(column, hint) if self.needed(column, what) else None

    def choice(self, column: str, choices: type[Choice], what: str, only: Sequence[Choice] = ()) -> Choice | None:
        """One of the words of an enumeration, in any case of letters; of ``only``, if not every word will do."""
        allowed = tuple(only or choices)
        text = self.needed(column, f"{what}: {', '.join(allowed)}.")
        if not text:
            return None
        known = {choice.casefold(): choice for choice in allowed}
        if text.casefold() in known:
            return known[text.casefold()]
        with suppress(ValueError):
            found = choices(text)  # another name, where the enumeration knows some
            if found in allowed:
                return found
        self.fault(column, f"got '{text}'; it must be one of: {', '.join(allowed)}.")
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


@dataclass(frozen=True)
class CsvRows:
    """Columns of the header, the rows below it, and notes on what had to be supposed to read them."""

    header: tuple[str, ...]
    rows: tuple[CsvRow, ...]
    notes: tuple[str, ...]


def read_rows(path: Path, columns: Sequence[str]) -> CsvRows:
    """A `Row` for every row that is neither empty nor a comment ('#').

    Raises: InputFileError if the file cannot be read; InvalidInputError for faults of the header.
    """
    table = read_table(path)
    header = tuple(name.lower() for name in table.header.cells)
    if faults := list(_header_faults(header, columns)):
        raise InvalidInputError(str(path), [f"line {table.header.line}, {fault}" for fault in faults])
    return CsvRows(header, tuple(_row(record, header, table.decimal_comma) for record in table.rows), table.notes)


def _row(record: CsvLine, header: tuple[str, ...], decimal_comma: bool) -> CsvRow:
    row = CsvRow(record.line, {}, decimal_comma=decimal_comma)
    cells = record.cells
    if record.fault:
        row.fault("row", record.fault)
    elif len(cells) != len(header):
        row.fault("row", f"{len(cells)} cells, but the header has {len(header)}. {_way_out(decimal_comma)}")
    else:
        row.cells = dict(zip(header, cells, strict=True))
        for column, text in row.cells.items():
            if column != NOTE and "\n" in text:
                row.fault(column, "a line break stands in the cell. Only a note may have one.")
    return row


def _way_out(decimal_comma: bool) -> str:
    return "Check semicolons and quotation marks." if decimal_comma else "Check commas and quotation marks."


def _header_faults(header: tuple[str, ...], columns: Sequence[str]) -> list[str]:
    twice = [name for name in dict.fromkeys(header) if header.count(name) > 1]
    first = ["note: put another column first. A note that begins with '#' would make its line a comment."]
    return [
        *(first if header[0] == NOTE else []),
        *(f"{name or 'header'}: the column '{name}' stands twice. Remove or rename one." for name in twice),
        *_unknown([name for name in header if name not in columns], columns),
    ]


def _unknown(names: Sequence[str], columns: Sequence[str]) -> Iterator[str]:
    """What there is stands with the first that resembles nothing."""
    known = f" Known are: {', '.join(columns)}."
    for name in names:
        near = near_names(name, columns)
        yield f"{name or 'header'}: there is no column '{name}'.{f' {near}' if near else known}"
        known = known if near else ""
