"""``sciatwin models show``."""

from typing import Annotated

import typer

from sciaclinic.cli.options import AsJson, OutFolder, SvgFile


def command(
    key: Annotated[str, typer.Argument(help="Key of a model, for example simons_2022.")],
    svg: SvgFile = None,
    out: OutFolder = None,
    as_json: AsJson = False,
) -> None:
    """Show one model as a data sheet: source, people, structure, numbers as printed, deviations.

    Example: sciatwin models show simons_2022 --svg simons.svg
    """
    from sciaclinic.cli.answering import context_of, give
    from sciaclinic.services.show_models import show_model

    context = context_of(out)
    give(show_model(key, context), context, as_json=as_json, svg=svg)
