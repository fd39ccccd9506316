"""Any sheet on a terminal, readable at 80 to 100 columns. Tables are laid out by ``terminal_table``, nowhere else."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.panel import Panel
from rich.table import Table as RichTable
from rich.text import Text as Line

from sciaclinic.answers.blocks import (
    SECTION,
    Block,
    Checklist,
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
    Tiles,
    ToFillIn,
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
_LINE = "______________________________"


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
    yield from (Line(danger, style=_STYLES[Tone.STOP]) for danger in sheet.dangers)
    yield from [_framed(sheet)] if sheet.is_framed else _answer(sheet)
    if sheet.in_short:
        yield _pairs(Pairs(sheet.in_short))


def _answer(sheet: Sheet) -> Iterator[Line]:
    style = _STYLES[sheet.tone]
    yield Line(sheet.title, style=style)
    if sheet.headline:
        yield Line.assemble(("→ ", style), sheet.headline)
    if sheet.status:
        yield Line(sheet.status)


def _framed(sheet: Sheet) -> RenderableType:
    """What forbids comes in capital letters."""
    title = sheet.title.upper() if sheet.tone is Tone.STOP else sheet.title
    lines = [Line(title, style="bold red" if sheet.tone is Tone.STOP else "bold")]
    if sheet.headline:
        lines.append(Line(sheet.headline))
    if sheet.status:
        lines.append(Line(sheet.status, style=_STYLES[sheet.status_tone or Tone.STRONG]))
    frame = _STYLES[sheet.tone].removeprefix("bold ") or "none"
    return Panel(Line("\n").join(lines), title=sheet.question, title_align="left", border_style=frame, padding=(0, 1))


def _parts(block: Block, width: int) -> Iterable[RenderableType]:
    if isinstance(block, Table):
        return laid_out(block, width)
    return _SHOWN[type(block)](block)  # figures are for those who can see them


def _heading(block: Heading) -> list[RenderableType]:
    return [Padding(Line(block.text, style="bold"), (1, 0, 0, 0 if block.level == SECTION else 2))]


def _text(text: str, tone: Tone) -> RenderableType:
    return Padding(Line(text, style=_STYLES[tone]), (0, 0, 0, 2))


def _sources(block: Sources) -> list[RenderableType]:
    cited = (" ".join(part for part in (item.citation, item.link) if part) for item in block.items)
    return [_points(Points(points(*cited)))]


def _tiles(block: Tiles) -> list[RenderableType]:
    return [_pairs(Pairs(tuple((item.label, f"{item.value}  ({item.detail})") for item in block.items)))]


def _checklist(block: Checklist) -> Iterator[RenderableType]:
    """The short form: every line with its source is in the report."""
    short = [f"{row.topic}: {row.text}" for row in block.rows if row.on_page_one]
    if short:
        yield Padding(Line(block.heading, style="bold"), (1, 0, 0, 2))
        yield _points(Points(points(*short)))


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
        listing.add_row(Line(f"  {label}", style="dim"), Line(value, style="bold" if block.is_strong else ""))
    return listing


def _remark(item: Remark) -> RenderableType:
    says = f"{item.says}: {item.because}" if item.because else item.says
    label = Line.assemble((item.label, _STYLES[item.tone]), "  ") if item.label else ""
    follows = f"\n→ {item.follows}" if item.follows else ""
    origin = "; ".join(part for part in (item.origin, *(source.citation for source in item.sources[:1])) if part)
    return Padding(Line.assemble(label, says, follows, (f"\n{origin}" if origin else "", "dim")), (0, 0, 0, 2))


_SHOWN: dict[type[Block], Callable[[Any], Iterable[RenderableType]]] = {
    Heading: _heading,
    Text: lambda block: [_text(block.text, block.tone)],
    Points: lambda block: [_points(block)],
    Pairs: lambda block: [_pairs(block)],
    Tiles: _tiles,
    Checklist: _checklist,
    ToFillIn: lambda block: [_pairs(Pairs(tuple((label, _LINE) for label in block.labels)))],
    Remarks: lambda block: map(_remark, block.items),
    Sources: _sources,
    Notes: lambda block: [_text(text, Tone.SOFT) for text in block.items],
    Figure: lambda _: [],
}
