"""Files on their way into a folder: complete beside their places, agreed by a journal, then moved.

Before the journal is there, nothing in the folder has changed; once it is there, the new files are the result, and
whoever writes into the folder next finishes the move if this run cannot. Old files leave before new ones arrive, so
that files of two runs never stand side by side.
"""

import json
import os
import shutil
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

STAGING = ".sciatwin-unfinished"
_PRIVATE, _SHARED = 0o600, 0o666


@dataclass(frozen=True)
class Staging:
    """The hidden part of a folder that holds files on their way in and on their way out."""

    folder: Path

    @property
    def _root(self) -> Path:
        return self.folder / STAGING

    @property
    def _journal(self) -> Path:
        return self._root / "journal.json"

    def fill(self, files: Mapping[str, bytes], leaving: Iterable[str], *, private: bool) -> None:
        """Write the files here, then the journal. ``leaving`` are files of an earlier run that go."""
        for name in ("", "new", "old"):
            (self._root / name).mkdir(mode=0o700)
        for name, content in files.items():
            _write(self._root / "new" / name, content, private=private)
        _sync(self._root / "new")
        draft = self._root / "draft"
        _write(draft, json.dumps({"arriving": list(files), "leaving": list(leaving)}).encode(), private=True)
        draft.replace(self._journal)
        _sync(self._root)

    def move(self) -> None:
        """Put the files into their places; if one cannot get there, put back what was moved.

        Raises: OSError; the folder is then as before.
        """
        arriving, leaving = self._agreed()
        try:
            self._forward(arriving, leaving)
        except OSError:
            self._back(arriving)
            self.clear()
            raise
        _sync(self.folder)
        self.clear()

    def finish_earlier(self) -> None:
        """End what a run that was killed began: its result if it was complete, nothing of it otherwise."""
        if self._journal.exists():
            with suppress(OSError):
                self.move()
        self.clear()

    def clear(self) -> None:
        self._journal.unlink(missing_ok=True)
        shutil.rmtree(self._root, ignore_errors=True)

    def _agreed(self) -> tuple[list[str], list[str]]:
        agreed = json.loads(self._journal.read_text(encoding="utf-8"))
        return agreed["arriving"], agreed["leaving"]

    def _forward(self, arriving: list[str], leaving: list[str]) -> None:
        waiting = [name for name in arriving if self._waits(name)]
        for name in (*reversed(waiting), *leaving):  # the last to arrive is the first to leave
            if os.path.lexists(self.folder / name):
                (self.folder / name).replace(self._root / "old" / name)
        for name in waiting:
            (self._root / "new" / name).replace(self.folder / name)

    def _back(self, arriving: list[str]) -> None:
        for name in arriving:
            if not self._waits(name):
                (self.folder / name).replace(self._root / "new" / name)
        for path in (self._root / "old").iterdir():
            path.replace(self.folder / path.name)

    def _waits(self, name: str) -> bool:
        return (self._root / "new" / name).exists()


def _write(path: Path, content: bytes, *, private: bool) -> None:
    file = os.open(
        path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), _PRIVATE if private else _SHARED
    )
    with os.fdopen(file, "wb") as stream:
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())


def _sync(folder: Path) -> None:
    """Let the names in a folder reach the disk, where the system can do that."""
    with suppress(OSError):
        file = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(file)
        finally:
            os.close(file)
