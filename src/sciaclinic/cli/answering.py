"""How every command ends: its document as JSON or as text, and its files where a folder was named."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sciaclinic.answers.answer import AnswerDocument
    from sciaclinic.answers.blocks import Sheet
    from sciaclinic.services.context import Context


def context_of(out: Path | None) -> Context:
    """The world around a command: the clock on the wall, all processors, and the folder that was named."""
    from sciaclinic.services.context import Context
    from sciaclinic.services.folder_store import FolderStore

    return Context(store=FolderStore(out) if out else None, workers=os.cpu_count() or 1)


def give(
    document: AnswerDocument,
    context: Context,
    *,
    as_json: bool,
    sheet: Sheet | None = None,
    svg: Path | None = None,
    also: Mapping[str, bytes] | None = None,
) -> None:
    """Keep the files of an answer, then print it.

    Args:
        sheet: in place of the usual one, where options ask for another.
        svg: file for the figure of the answer.
        also: files that belong to it besides those that every answer has, by name.
    Raises: OutputError if the files cannot be kept; nothing is printed then.
    """
    from sciaclinic.answers.kinds import sheet_for
    from sciaclinic.cli.console import Console, print_json
    from sciaclinic.render.json import as_stored
    from sciaclinic.render.terminal import print_sheet

    shown = sheet or sheet_for(document)
    written = (*_kept(document, shown, context, also or {}), *_drawn(document, shown, svg))
    if as_json:
        print_json(as_stored(document))
        return
    console = Console()
    print_sheet(shown, console)
    for path in written:
        console.print(f"  written: {path}")


def _kept(document: AnswerDocument, sheet: Sheet, context: Context, also: Mapping[str, bytes]) -> tuple[Path, ...]:
    if context.store is None:
        return ()
    from sciaclinic.cli.console import print_error
    from sciaclinic.render.files import files_of
    from sciaclinic.render.set_pages import PaperError

    try:
        return context.store.keep({**files_of(document, sheet), **also}, of=document.about)
    except PaperError as error:
        rest, missing = files_of(document, sheet, with_paper=False), f"{document.kind}.pdf"
        written = context.store.keep({**rest, **also}, of=document.about, without=(missing,))
        print_error(f"There is no {missing}: {error} Use the page, {document.kind}.html.")
        return written


def _drawn(document: AnswerDocument, sheet: Sheet, svg: Path | None) -> tuple[Path, ...]:
    if svg is None:
        return ()
    from sciaclinic.render.figures import figure_svg
    from sciaclinic.services.folder_store import FolderStore

    (figure,) = sheet.figures
    return FolderStore(svg.parent).keep({svg.name: figure_svg(figure).encode()}, of=document.about)
