"""Reads a file of text as programs of the real world write it; what could be read in two ways is refused.

UTF-8 and UTF-16 with their marks are read as they are. Text of Windows ("ANSI", code page 1252) is read with a note
that shows what was read, because bytes alone do not tell one code page from another.
"""

import codecs
import re
import stat
from dataclasses import dataclass
from pathlib import Path

from sciatwin.errors import InputFileError, InvalidInputError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_OTHER_FORMATS = (
    (b"PK\x03\x04", "a spreadsheet, a document or an archive. Save it as text: a table as 'CSV UTF-8'"),
    (b"\xd0\xcf\x11\xe0", "an old document of Office. Save it as text: a table as 'CSV UTF-8'"),
    (b"%PDF", "a PDF"),
    (b"\x89PNG", "an image"),
    (b"\xff\xd8\xff", "an image"),
    (b"\x1f\x8b", "compressed. Unpack it first"),
)
_UTF_8_READ_AS_WINDOWS = re.compile("[\u00c2\u00c3\u00e2][\u0080-\u00bf\u2018-\u203a\u20ac\u2122]")
_SHOWN = 5
KB = 1000


class ReadingNote(UserWarning):
    """What had to be supposed to read a file."""


@dataclass(frozen=True)
class TextFile:
    """Content with line feeds as line ends, and notes on what had to be supposed to read it."""

    text: str
    notes: tuple[str, ...] = ()


def read_text(path: Path, *, most_bytes: int) -> TextFile:
    """The text of a file.

    Raises: InputFileError if there is none, it is no file, holds more than ``most_bytes``, or is no text;
        InvalidInputError for a NUL character in it.
    """
    content = _bytes(path, most_bytes)
    for signature, what in _OTHER_FORMATS:
        if content.startswith(signature):
            raise InputFileError(f"{path}: this is {what}.")
    text, notes = _decoded(path, content)
    if not text.strip():
        raise InputFileError(f"{path}: the file is empty.")
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if "\0" in text:
        line = text[: text.index("\0")].count("\n") + 1
        raise InvalidInputError(str(path), [f"line {line}, text: a NUL character. The file is damaged; save it anew."])
    return TextFile(text, notes)


def _bytes(path: Path, most_bytes: int) -> bytes:
    try:
        mode = path.stat().st_mode
        if not stat.S_ISREG(mode):
            what = "a folder" if stat.S_ISDIR(mode) else "a pipe or a device"
            raise InputFileError(f"{path}: this is {what}, not a file. Name a file.")
        with path.open("rb") as file:
            content = file.read(most_bytes + 1)
    except FileNotFoundError:
        raise InputFileError(f"{path}: no such file.") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise InputFileError(f"{path}: cannot be read ({reason}).") from None
    if len(content) > most_bytes:
        raise InputFileError(
            f"{path}: larger than {most_bytes // KB} kB, which is no file of this kind. Is it the right one?"
        )
    return content


def _decoded(path: Path, content: bytes) -> tuple[str, tuple[str, ...]]:
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return _as(path, content.removeprefix(mark), encoding), ()
    if content.count(0) > len(content) // 4:
        raise InputFileError(f"{path}: UTF-16 without its mark, or no text at all. Save it as UTF-8.")
    try:
        return content.decode("utf-8"), ()
    except UnicodeDecodeError as error:
        return _windows(path, content, content[: error.start].count(b"\n") + 1)


def _as(path: Path, content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        raise InputFileError(
            f"{path}: begins as {encoding.upper()} text, but byte {error.start} is none. It is damaged; save it anew."
        ) from None


def _windows(path: Path, content: bytes, line: int) -> tuple[str, tuple[str, ...]]:
    way_out = "Save it as UTF-8 ('CSV UTF-8' in Excel)."
    try:
        text = content.decode("cp1252")
    except UnicodeDecodeError:
        raise InputFileError(f"{path}: line {line} is neither UTF-8 nor text of Windows. {way_out}") from None
    if _UTF_8_READ_AS_WINDOWS.search(text):
        raise InputFileError(f"{path}: line {line} is not UTF-8, other lines are. {way_out}")
    words = dict.fromkeys(word for word in re.findall(r"[^\s,;\"']+", text) if not word.isascii())
    shown = ", ".join(f"'{word}'" for word in list(words)[:_SHOWN])
    return text, (
        f"{path.name} is not UTF-8; it was read as text of Windows (code page 1252), such as {shown}. {way_out}",
    )
