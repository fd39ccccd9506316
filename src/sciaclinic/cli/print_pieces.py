"""Lines, lists and tables of a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich import box
from rich.table import Table

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from rich.text import TextType

    from sciaclinic.cli.console import Console


def say(console: Console, text: str) -> None:
    console.print(text)


def indented(console: Console, text: str) -> None:
    grid = Table.grid(padding=0)
    grid.add_column(width=2)
    grid.add_column(overflow="fold")
    grid.add_row("", text)
    console.print(grid)


def bullets(console: Console, title: str, texts: Iterable[str]) -> None:
    """A title and a list under it; nothing for an empty list."""
    lines = list(texts)
    if not lines:
        return
    console.print(f"\n{title}", style="bold")
    grid = Table.grid(padding=(0, 1))
    grid.add_column(width=1)
    grid.add_column(overflow="fold")
    for line in lines:
        grid.add_row("-", line)
    console.print(grid)


def pairs(facts: Sequence[tuple[str, str]]) -> Table:
    grid = Table.grid(padding=(0, 2))
    grid.add_column(no_wrap=True)
    grid.add_column(overflow="fold")
    for name, text in facts:
        grid.add_row(name, text)
    return grid


def new_table(title: TextType) -> Table:
    return Table(title=title, box=box.SIMPLE_HEAD, title_justify="left", pad_edge=False)
