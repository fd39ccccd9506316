"""The one way to a terminal. Whatever is printed may be a text from outside, so nothing in it acts.

Square brackets are letters here, never markup; control characters and marks of writing direction are shown, not sent.
Style is given as an argument.
"""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

from rich import console as rich_console
from rich.segment import Segment

from sciaclinic.cli.progress import PROGRESS
from sciatwin.foreign_text import visible

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rich.console import ConsoleOptions, RenderableType


class Console(rich_console.Console):
    """Prints texts, and tables of texts, as they are."""

    def __init__(self, *, stderr: bool = False) -> None:
        super().__init__(stderr=stderr, markup=False, highlight=False, emoji=False)

    def render(self, renderable: RenderableType, options: ConsoleOptions | None = None) -> Iterable[Segment]:
        """Every printed text passes here; sequences that style it do not."""
        PROGRESS.stop()
        for segment in super().render(renderable, options):
            text, style, control = segment
            yield segment if control else Segment(visible(text), style)


def print_json(content: object) -> None:
    """JSON on standard output; characters that act on a terminal, or that it cannot write, as ``\\u`` escapes."""
    from sciaclinic.render.json import as_text

    is_unicode = (sys.stdout.encoding or "").lower().replace("_", "-").startswith("utf")
    text = as_text(content) if is_unicode else json.dumps(content, indent=2)
    print_plain("".join(_as_json(character) for character in text) if visible(text) != text else text)


def _as_json(character: str) -> str:
    return character if visible(character) == character else json.dumps(character)[1:-1]


def print_plain(text: str) -> None:
    """A text of our own making, such as a Markdown page, line for line and without wrapping."""
    PROGRESS.stop()
    sys.stdout.write(f"{visible(text)}\n")


def print_error(text: str) -> None:
    """A message on standard error."""
    PROGRESS.stop()
    sys.stderr.write(f"sciatwin: {visible(text)}\n")
