"""``sciatwin restore``: a backup becomes the record of a clinic."""

from pathlib import Path
from typing import Annotated

import typer

from sciaclinic.cli.serve import RECORD


def command(
    file: Annotated[Path, typer.Argument(help="A backup that sciatwin backup has made.")],
    record: Annotated[Path, typer.Option(help="File of the record; there must be none yet.")] = RECORD,
) -> None:
    """Put a backup in the place of a record, on this machine or an empty one. A record that is there is left as it is.

    Example: sciatwin restore clinic-2026-11-30.sqlite
    """
    from sciaclinic.cli.console import print_plain
    from sciaclinic.services.clinic.safekeeping import restore

    print_plain(restore(file, record))
