"""The plan on a terminal, readable at 80 to 100 columns."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from rich.box import SIMPLE_HEAD
from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.panel import Panel
from rich.table import Table as RichTable
from rich.text import Text

from sciaclinic.answers.blocks import NONE, Table
from sciaclinic.reports.document import PlanDocument
from sciaclinic.reports.outcome_tables import HARMS_COLUMN
from sciaclinic.reports.remarks import Remarks
from sciaclinic.reports.sheet import Sheet, sheet_of
from sciaclinic.reports.terminal_emergency import print_emergency

_TONES = {"trial": "blue", "none": "bright_black", "blocked": "red"}
_MOST_POINTS = 12
_SHORT_CELL = 13
_GAP = 2  # between columns


def print_plan(document: PlanDocument, console: Console) -> None:
    """Print a summary of the plan: decision, reasons, dose, benefit, what speaks against it, what is open, limits."""
    if document.is_emergency:
        print_emergency(document, console)
        return
    for part in _parts(sheet_of(document), console.width):
        console.print(part, highlight=False)


def _parts(sheet: Sheet, width: int) -> Iterator[RenderableType]:
    """Every text is wrapped in ``Text``: what a person typed is never read as console markup."""
    yield _decision(sheet)
    if sheet.in_short:
        yield _pairs(sheet.in_short)
    yield from _findings(sheet, {"block"})
    yield from _findings(sheet, {"needs override"})
    yield from _points(sheet.seen_heading, sheet.seen, most=len(sheet.seen))
    yield from _points("Why", sheet.reasons)
    yield from _points("Evidence in sciatica", [sheet.evidence_grade])
    if sheet.doses:
        yield from _sessions(sheet, width)
    yield _heading("Predicted course")
    yield from (_text(text) for text in (sheet.compared, sheet.arms) if text)
    yield from _table(sheet.benefit, width)
    yield _text(sheet.coverage)
    yield from _beyond_pain(sheet, width)
    yield from _points("What speaks against it", sheet.model_fits)
    yield from _findings(sheet, {"caution"})
    if sheet.organs:
        yield from _points(sheet.organs.heading, _said(sheet.organs))
    yield from _pathway(sheet)
    yield from _points("What is open", sheet.unsigned_because)
    yield from _limits(sheet)
    yield from _points("Recorded, not used", sheet.not_used)
    yield from _points("What is not known", sheet.not_known)
    yield from _points("How the answer was reached", [text for text in (*sheet.how_reached, sheet.fragility) if text])
    yield Text()
    yield _text(sheet.statement, "dim")
    yield _text(sheet.made, "dim")


def _sessions(sheet: Sheet, width: int) -> Iterator[RenderableType]:
    """The order of every session, and in short what is done before, during and after."""
    yield _heading("Dose")
    yield _pairs([(fact.label, f"{fact.value}  ({fact.detail})") for fact in sheet.doses])
    for order in sheet.orders:
        yield from _points(order.title, order.steps)
        if len(order.pump.rows) > 1:
            yield from _table(order.pump, width)
    yield from _points("When to go up", sheet.rules)
    for part in sheet.parts:
        short = [f"{row.topic}: {row.text}" for row in part.rows if row.on_page_one]
        yield from _points(part.heading, short)
    yield _text("Every line with its source, and the sheet for the session, are in the report (--out).", "dim")


def _decision(sheet: Sheet) -> RenderableType:
    lines = [Text(sheet.title, style="bold")]
    if sheet.headline:
        lines.append(Text(sheet.headline))
    lines.append(Text(sheet.status, style="bold yellow" if sheet.is_draft else "bold"))
    return Panel(
        Text("\n").join(lines),
        title="Sciatwin plan",
        title_align="left",
        border_style=_TONES[sheet.tone],
        padding=(0, 1),
    )


def _heading(title: str) -> RenderableType:
    return Padding(Text(title, style="bold"), (1, 0, 0, 0))


def _text(text: str, style: str = "") -> RenderableType:
    return Padding(Text(text, style=style), (0, 0, 0, 2))


def _points(title: str, points: Sequence[str], most: int = _MOST_POINTS) -> Iterator[RenderableType]:
    if not points:
        return
    yield _heading(title)
    listing = RichTable.grid(padding=(0, 1, 0, 0))
    for point in points[:most]:
        listing.add_row("  –", Text(point))
    if len(points) > most:
        listing.add_row("  –", Text(f"and {len(points) - most} more, listed in the report and in --json"))
    yield listing


def _pairs(pairs: Sequence[tuple[str, str]]) -> RenderableType:
    listing = RichTable.grid(padding=(0, 2, 0, 0))
    for label, value in pairs:
        listing.add_row(Text(f"  {label}", style="dim"), Text(value))
    return listing


def _table(table: Table, console_width: int) -> Iterator[RenderableType]:
    yield _text(table.caption, "italic")
    shown = RichTable(box=SIMPLE_HEAD, pad_edge=False, padding=(0, 1, 0, 0), show_edge=False)
    for column, width in zip(table.columns, _widths(table, console_width), strict=True):
        shown.add_column(Text(column), header_style="dim", width=width)
    for index, row in enumerate(table.seen):
        shown.add_row(*map(Text, row), style="bold" if index in table.marked else "")
    yield Padding(shown, (0, 0, 1, 1))


def _widths(table: Table, console_width: int) -> list[int]:
    """Column widths that fit the console: the columns with the most room to spare give way, words stay whole."""
    columns = list(zip(table.columns, *table.rows, strict=True))
    widths = [max(map(len, cells)) for cells in columns]
    least = [max(map(_least_width, cells)) for cells in columns]
    room = console_width - 1 - _GAP * (len(columns) - 1)
    while sum(widths) > room and any(width > floor for width, floor in zip(widths, least, strict=True)):
        widest = max(range(len(widths)), key=lambda index: widths[index] - least[index])
        widths[widest] -= 1
    return widths


def _least_width(cell: str) -> int:
    """Short cells stay on one line; longer ones break between words only."""
    return len(cell) if len(cell) <= _SHORT_CELL else max(map(len, cell.split()))


def _beyond_pain(sheet: Sheet, width: int) -> Iterator[RenderableType]:
    yield _heading("Beyond leg pain")
    yield from _table(_narrowed(sheet.scores), width)
    yield from map(_text, sheet.score_notes)
    if sheet.risks and sheet.side_effects:
        yield _heading("Side effects of a session")
        yield from _table(sheet.risks, width)
        yield from _table(sheet.side_effects, width)
        yield from map(_text, sheet.side_effect_notes)


def _narrowed(scores: Table) -> Table:
    """Outcomes without their ranges, today's score and the changes that count as important: there is no room."""

    def kept(cells: tuple[str, ...]) -> tuple[str, ...]:
        return (cells[0].split(" (")[0], *cells[2:-1])

    return replace(scores, columns=kept(scores.columns), rows=tuple(map(kept, scores.rows)))


def _pathway(sheet: Sheet) -> Iterator[RenderableType]:
    """One line a treatment: a table of so many words would not fit."""
    if sheet.pathway is None:
        return
    yield from _points("What else is open to this patient", [_option(sheet.pathway, row) for row in sheet.pathway.rows])
    yield _text(" ".join((f"{sheet.pathway.caption}.", sheet.pathway_words, *sheet.pathway_notes)))


def _option(table: Table, row: tuple[str, ...]) -> str:
    times = [f"{name[:1].lower()}{name[1:]} {cell}" for name, cell in _by_time(table, row) if cell != NONE]
    return f"{row[0]}, against {row[1]} ({row[-1]}): {', '.join(times)}"


def _by_time(table: Table, row: tuple[str, ...]) -> list[tuple[str, str]]:
    return list(zip(table.columns, row, strict=True))[2:HARMS_COLUMN]


def _findings(sheet: Sheet, effects: set[str]) -> Iterator[RenderableType]:
    for group in sheet.findings:
        if group.effect in effects:
            yield from _points(group.heading, _said(group))


def _said(group: Remarks) -> list[str]:
    return [
        f"{item.says}{f' ({item.explanation})' if item.explanation else ''}. {item.follows}".rstrip()
        for item in group.items
    ]


def _limits(sheet: Sheet) -> Iterator[RenderableType]:
    if sheet.limits is None:
        return
    acted = [sheet.limits.rows[index] for index in sheet.limits.marked]
    yield from _points(
        "Limits that acted", [f"{name} {value}: {count} regimens turned away" for name, value, _, count in acted]
    )
    yield _text(sheet.limits_signature)
