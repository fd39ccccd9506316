"""A table on a terminal: how wide each column may be, and how its cells break."""

from collections.abc import Iterator, Sequence

from rich.box import SIMPLE_HEAD
from rich.console import JustifyMethod, RenderableType
from rich.padding import Padding
from rich.table import Table as RichTable
from rich.text import Text as Line

from sciaclinic.answers.blocks import Table

_SHORT_CELL = 13
_GAP = 2  # between columns, and before the first
_NARROWEST = 6


def laid_out(table: Table, console_width: int) -> Iterator[RenderableType]:
    """Caption, table and note within the width of a console."""
    yield Padding(Line(table.caption, style="italic"), (1, 0, 0, 2))
    shown = RichTable(box=SIMPLE_HEAD, pad_edge=False, padding=(0, 1, 0, 0), show_edge=False)
    widths = column_widths(table, console_width)
    for place, (column, width) in enumerate(zip(table.columns, widths, strict=True)):
        justify: JustifyMethod = "right" if place in table.numeric else "left"
        shown.add_column(_cell(column, width), header_style="dim", width=width, justify=justify, no_wrap=True)
    for index, row in enumerate(table.seen):
        shown.add_row(*map(_cell, row, widths), style="bold" if index in table.marked else "")
    yield Padding(shown, (0, 0, 0, 2))
    if table.note:
        yield Padding(Line(table.note, style="dim"), (0, 0, 0, 2))


def column_widths(table: Table, console_width: int) -> list[int]:
    """Headings give way first, then the column with most to spare; words are broken only where nothing else helps."""
    columns = list(zip(table.columns, *table.rows, strict=True))
    widths = [max(1, *map(len, cells)) for cells in columns]
    bodies = [max(map(len, cells), default=0) for _, *cells in columns]
    least = [max(_longest_word(name), *map(_least_width, cells), 1) for name, *cells in columns]
    room = console_width - _GAP - _GAP * (len(columns) - 1)
    _shrink(widths, [max(pair) for pair in zip(bodies, least, strict=True)], room)
    _shrink(widths, least, room)
    names = min(least[0], room // 3)
    _shrink(widths, [names, *(min(floor, _NARROWEST) for floor in least[1:])], room)
    return widths


def _shrink(widths: list[int], least: Sequence[int], room: int) -> None:
    """Take from the column with the most to spare until all fit, or until none has any left."""
    while sum(widths) > room and any(width > floor for width, floor in zip(widths, least, strict=True)):
        widths[max(range(len(widths)), key=lambda place: widths[place] - least[place])] -= 1


def _cell(text: str, width: int) -> Line:
    """A text in lines of a width; a space that does not break keeps a number and its unit, or a range, together."""
    lines: list[str] = []
    for paragraph in text.split("\n"):
        lines.append("")
        for word in _pieces(paragraph, width):
            longer = f"{lines[-1]} {word}" if lines[-1] else word
            if len(longer) <= width or not lines[-1]:
                lines[-1] = longer
            else:
                lines.append(word)
    return Line("\n".join(lines))


def _pieces(text: str, width: int) -> Iterator[str]:
    """Words; those that are longer than a line in parts."""
    for word in text.split(" "):
        yield from (word[start : start + width] for start in range(0, max(len(word), 1), width))


def _least_width(cell: str) -> int:
    """Short cells stay on one line; longer ones break between words only."""
    return len(cell) if len(cell) <= _SHORT_CELL else _longest_word(cell)


def _longest_word(text: str) -> int:
    return max(map(len, text.split(" ")))
