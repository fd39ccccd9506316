"""Characters that a text from outside must not bring along: they steer a terminal or hide what is written.

Control characters move the cursor and clear the screen; marks of writing direction show a line in another order than
it is read in; characters without width hide between letters, so that a name is not the name that it looks like.
"""

import re
import unicodedata

_UNSAFE = re.compile(
    "["
    "\x00-\x08\x0b-\x1f\x7f-\x9f"  # control characters but tab and line feed
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"  # writing direction
    "\u00ad\u200b\u2060-\u2064\ufeff\ufff9-\ufffb\U000e0000-\U000e007f"  # without width
    "\u2028\u2029"  # breaks of a line that few programs count
    "]"
)
_PICTURE_OF_DELETE = 0x2421
_PICTURES = 0x2400


def visible(text: str) -> str:
    """The text with each such character replaced by one that shows it, so that the length stays."""
    return _UNSAFE.sub(lambda match: _shown(match.group()), text)


def _shown(character: str) -> str:
    code = ord(character)
    if code < 0x20:
        return chr(_PICTURES + code)
    return chr(_PICTURE_OF_DELETE) if code == 0x7F else "\N{REPLACEMENT CHARACTER}"


def unsafe_character(text: str) -> str | None:
    """Name of the first such character, such as ``U+001B (control character)``; None if there is none."""
    match = _UNSAFE.search(text)
    return None if match is None else _name(match.group())


def _name(character: str) -> str:
    name = unicodedata.name(character, "control character").lower()
    return f"U+{ord(character):04X} ({name})"
