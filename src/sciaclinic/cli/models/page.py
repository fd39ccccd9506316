"""``sciatwin models page``."""

from pathlib import Path
from typing import Annotated

import typer


def command(
    key: Annotated[
        str | None, typer.Argument(help="Key of a model; without it, every page is written to --out.")
    ] = None,
    out: Annotated[Path | None, typer.Option(help="Folder for the pages of all models and their index.")] = None,
) -> None:
    """Print the reference page of one model in Markdown, or write those of all models.

    Example: sciatwin models page --out docs/reference/models
    """
    from sciaclinic.cli.answering import context_of
    from sciaclinic.cli.console import print_plain
    from sciaclinic.services.show_models import reference_page, reference_pages

    context = context_of(out)
    if context.store is not None:
        pages = {name: text.encode() for name, text in reference_pages(context).items()}
        print_plain(f"{len(context.store.keep(pages, of=None))} pages written to {out}")
    elif key is not None:
        print_plain(reference_page(key, context).removesuffix("\n"))
    else:
        raise typer.BadParameter("name a model, or a folder with --out", param_hint="KEY")
