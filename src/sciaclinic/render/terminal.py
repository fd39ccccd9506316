"""Any sheet on a terminal, readable at 80 to 100 columns. Tables are laid out by ``terminal_table``, nowhere else."""

from collections.abc import Iterator

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
    in_order,
    points,
)
from sciaclinic.render.terminal_table import laid_out

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


def print_sheet(sheet: Sheet, console: Console) -> None:
    """Print a sheet. Every text is wrapped: what a person typed is never read as console markup."""
    for part in _head(sheet):
        console.print(part, highlight=False)
    for block in in_order(sheet.shown(Medium.TERMINAL)):
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
    yield from (Line(danger, style=_STYLES[Tone.STOP]) for danger in sheet.dangers)
    yield Line(sheet.title, style=style)
    if sheet.headline:
        yield Line.assemble(("→ ", style), sheet.headline)
    if sheet.status:
        yield Line(sheet.status)


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
            yield from laid_out(block, width)
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
