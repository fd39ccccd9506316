"""Any sheet on a terminal, readable at 80 to 100 columns: the only place where its tables are laid out."""

from collections.abc import Iterator, Sequence

from rich.box import SIMPLE_HEAD
from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.table import Table as RichTable
from rich.text import Text as Line

from sciaclinic.answers.blocks import (
    Block,
    Figure,
    Heading,
    Medium,
    Notes,
    Pairs,
    Point,
    Points,
    Remark,
    Remarks,
    Sheet,
    Sources,
    Table,
    Text,
    Tone,
    Verbatim,
    points,
)

_STYLES = {
    Tone.PLAIN: "",
    Tone.STRONG: "bold",
    Tone.SOFT: "dim",
    Tone.GOOD: "bold green",
    Tone.INFORM: "blue",
    Tone.CAUTION: "dark_orange",
    Tone.OPEN: "bold yellow",
    Tone.OVERRIDE: "bold dark_orange",
    Tone.STOP: "bold red",
}
_SECTION = 2
_SHORT_CELL = 13
_GAP = 2  # between columns
_NARROWEST = 6


def print_sheet(sheet: Sheet, console: Console) -> None:
    """Print a sheet. Every text is wrapped: what a person typed is never read as console markup."""
    for part in _head(sheet):
        console.print(part, highlight=False)
    for block in sheet.shown(Medium.TERMINAL):
        if isinstance(block, Verbatim):
            console.print(Line(block.text), soft_wrap=True, highlight=False)  # to be copied as it stands
        else:
            for part in _parts(block, console.width):
                console.print(part, highlight=False)
    console.print()
    console.print(Line(sheet.statement, style="dim"), highlight=False)
    console.print(Line(sheet.made, style="dim"), highlight=False)


def _head(sheet: Sheet) -> Iterator[RenderableType]:
    style = _STYLES[sheet.tone]
    yield Line.assemble((sheet.title, style), f"  ({sheet.status})" if sheet.status else "")
    if sheet.headline:
        yield Line.assemble(("→ ", style), sheet.headline)


def _parts(block: Block, width: int) -> Iterator[RenderableType]:
    match block:
        case Heading():
            yield Padding(Line(block.text, style="bold"), (1, 0, 0, 0 if block.level == _SECTION else 2))
        case Text():
            yield Padding(Line(block.text, style=_STYLES[block.tone]), (0, 0, 0, 2))
        case Points():
            yield _points(block)
        case Pairs():
            yield _pairs(block)
        case Remarks():
            yield from map(_remark, block.items)
        case Table():
            yield from _table(block, width)
        case Sources():
            cited = (" ".join(part for part in (item.citation, item.link) if part) for item in block.items)
            yield _points(Points(points(*cited)))
        case Notes():
            yield from (Padding(Line(text, style="dim"), (0, 0, 0, 2)) for text in block.items)
        case Figure():
            return  # a terminal shows none


def _points(block: Points) -> RenderableType:
    listing = RichTable.grid(padding=(0, 1, 0, 0))
    listing.add_column(no_wrap=True)
    listing.add_column(overflow="fold")
    shown = block.items if block.most is None else block.items[: block.most]
    for number, point in enumerate(shown, start=1):
        listing.add_row(f"  {number}." if block.ordered else "  –", _point(point))
    if len(block.items) > len(shown):
        left = len(block.items) - len(shown)
        listing.add_row("  –", Line(f"and {left} more, listed in the report (--out) and in --json"))
    return listing


def _point(point: Point) -> Line:
    if not point.label:
        return Line(point.text, style=_STYLES[point.tone])
    return Line.assemble((point.label, _STYLES[point.tone] or "bold"), f": {point.text}")


def _pairs(block: Pairs) -> RenderableType:
    listing = RichTable.grid(padding=(0, 2, 0, 0))
    listing.add_column(no_wrap=True)
    listing.add_column(overflow="fold")
    for label, value in block.pairs:
        listing.add_row(Line(f"  {label}", style="dim"), Line(value))
    return listing


def _remark(item: Remark) -> RenderableType:
    says = f"{item.says}: {item.because}" if item.because else item.says
    label = Line.assemble((item.label, _STYLES[item.tone]), "  ") if item.label else ""
    follows = f"\n→ {item.follows}" if item.follows else ""
    origin = "; ".join(part for part in (item.origin, *(source.citation for source in item.sources[:1])) if part)
    return Padding(Line.assemble(label, says, follows, (f"\n{origin}" if origin else "", "dim")), (0, 0, 0, 2))


def _table(table: Table, console_width: int) -> Iterator[RenderableType]:
    yield Padding(Line(table.caption, style="italic"), (1, 0, 0, 2))
    shown = RichTable(box=SIMPLE_HEAD, pad_edge=False, padding=(0, 1, 0, 0), show_edge=False)
    for place, (column, width) in enumerate(zip(table.columns, _widths(table, console_width), strict=True)):
        shown.add_column(
            Line(column),
            header_style="dim",
            width=width,
            justify="right" if place in table.numeric else "left",
            overflow="fold",
        )
    for index, row in enumerate(table.seen):
        shown.add_row(*map(Line, row), style="bold" if index in table.marked else "")
    yield Padding(shown, (0, 0, 0, 2))
    if table.note:
        yield Padding(Line(table.note, style="dim"), (0, 0, 0, 2))


def _widths(table: Table, console_width: int) -> list[int]:
    """Column widths that fit the console: the columns with the most room to spare give way, words stay whole."""
    columns = list(zip(table.columns, *table.rows, strict=True))
    widths = [max(map(len, cells)) for cells in columns]
    least = [max(map(_least_width, cells)) for cells in columns]
    room = console_width - _GAP - _GAP * (len(columns) - 1)
    _shrink(widths, least, room)
    names = min(least[0], room // 3)
    _shrink(
        widths, [names, *(min(floor, _NARROWEST) for floor in least[1:])], room
    )  # where words do not fit, break them
    return widths


def _shrink(widths: list[int], least: Sequence[int], room: int) -> None:
    """Take from the column with the most to spare until all fit, or until none has any left."""
    while sum(widths) > room and any(width > floor for width, floor in zip(widths, least, strict=True)):
        widest = max(range(len(widths)), key=lambda index: widths[index] - least[index])
        widths[widest] -= 1


def _least_width(cell: str) -> int:
    """Short cells stay on one line; longer ones break between words only."""
    return len(cell) if len(cell) <= _SHORT_CELL else max(map(len, cell.split()))
