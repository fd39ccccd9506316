"""Runs of a long job in a file, one row a run as it ends. Whatever kills the job, the whole rows are kept."""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sciatwin.errors import InputFileError

Cells = Mapping[str, str]


@dataclass(frozen=True)
class KeptRuns:
    """A CSV file that says in its first line of which job its rows are."""

    path: Path
    heading: str
    columns: Sequence[str]

    def read(self) -> list[Cells]:
        """Rows of an earlier job of the same heading, up to the first that is damaged or cut off.

        Raises: InputFileError if the file is of another job.
        """
        found = self.path.read_bytes() if self.path.exists() else b""
        if len(found) < len(self._top) and self._top.startswith(found):  # killed before its first row
            return []
        if not found.startswith(self._top):
            heading = found.split(b"\n")[0][:200].decode("utf-8", "replace")
            raise InputFileError(
                f"'{self.path}' begins with '{heading}', not with '{self.heading}': its runs are of another sweep. "
                "Name another folder, or delete the file."
            )
        return list(self._whole_rows(found[len(self._top) :]))

    @contextmanager
    def appending(self, rows: int) -> Iterator["Appending"]:
        """Write on after the first ``rows`` rows; what follows them is cut off."""
        kept = b"".join([self._top, *self._lines(rows)])
        if not (self.path.exists() and self.path.stat().st_size >= len(kept)):
            unfinished = self.path.with_name(f".{self.path.name}.unfinished")
            unfinished.write_bytes(kept)
            unfinished.replace(self.path)
        with self.path.open("r+b") as file:
            file.truncate(len(kept))
            file.seek(0, io.SEEK_END)
            yield Appending(file)

    @property
    def _top(self) -> bytes:
        return f"{self.heading}\n{','.join(self.columns)}\n".encode()

    def _lines(self, rows: int) -> list[bytes]:
        if not rows:
            return []
        return self.path.read_bytes()[len(self._top) :].splitlines(keepends=True)[:rows]

    def _whole_rows(self, content: bytes) -> Iterator[Cells]:
        for line in content.splitlines(keepends=True):
            cells = line.decode("ascii", "replace").strip().split(",")
            if not line.endswith(b"\n") or len(cells) != len(self.columns) or not all(map(_is_number, cells)):
                return
            yield dict(zip(self.columns, cells, strict=True))


@dataclass(frozen=True)
class Appending:
    """The open end of the file."""

    file: io.BufferedRandom

    def add(self, cells: Sequence[str]) -> None:
        text = io.StringIO()
        csv.writer(text, lineterminator="\n").writerow(cells)
        self.file.write(text.getvalue().encode())
        self.file.flush()


def _is_number(cell: str) -> bool:
    try:
        float(cell)
    except ValueError:
        return False
    return True
