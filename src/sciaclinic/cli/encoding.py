"""Output in any encoding: what code page 1252 or ASCII cannot write is spelled out, and nothing is lost."""

import codecs
import sys
import unicodedata
from io import TextIOWrapper

_SPELLED_OUT = {
    "→": "->",
    "←": "<-",
    "↔": "<->",
    "≤": "<=",
    "≥": ">=",
    "≈": "~",
    "−": "-",
    "–": "-",
    "—": "-",
    "‑": "-",
    "×": "x",
    "·": "*",
    "÷": "/",
    "…": "...",
    "±": "+/-",
    "µ": "u",
    "μ": "u",
    "°": " deg ",
    "•": "-",
    "✓": "yes",
    "‘": "'",
    "’": "'",
    "“": '"',
    "”": '"',
    "«": '"',
    "»": '"',
    "§": "section ",
    "\u00a0": " ",
    "\u202f": " ",
    "\u2009": " ",
}


def print_in_any_encoding() -> None:
    """Standard output and standard error write every text, whatever their encoding."""
    codecs.register_error("spelled_out", _spell_out)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="spelled_out")


def _spell_out(error: UnicodeError) -> tuple[str | bytes, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    failed = error.object[error.start : error.end]
    return "".join(_spelled(character, error.encoding) for character in failed), error.end


def _spelled(character: str, encoding: str) -> str:
    """By the table, else without its accents, else as its number."""
    for text in (_SPELLED_OUT.get(character, ""), _without_accents(character)):
        if text and _can_write(text, encoding):
            return text
    return character.encode("ascii", "backslashreplace").decode("ascii")


def _without_accents(character: str) -> str:
    parts = unicodedata.normalize("NFKD", character)
    return "".join(part for part in parts if not unicodedata.combining(part))


def _can_write(text: str, encoding: str) -> bool:
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True
