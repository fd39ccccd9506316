"""``sciatwin show``: draw an answer that was stored, as it was given then."""

from pathlib import Path
from typing import Annotated

import typer

from sciaclinic.cli.options import AsJson, OutFolder


def command(
    file: Annotated[Path, typer.Argument(help="A stored answer, such as the check.json of an earlier run.")],
    out: OutFolder = None,
    as_json: AsJson = False,
) -> None:
    """Draw a stored answer again: on the terminal, and with --out as page, PDF and figures.

    Nothing is computed: what is shown is what was found then, by the version that is named in it.

    Example: sciatwin show check-typical/check.json
    """
    from sciaclinic.cli.answering import context_of, give
    from sciaclinic.services.stored import read_stored

    document, sheet = read_stored(file)
    give(document, context_of(out), as_json=as_json, sheet=sheet)
