"""``sciatwin backup``: the record of the clinic as one file."""

from pathlib import Path
from typing import Annotated

import typer

from sciaclinic.cli.serve import RECORD


def command(
    file: Annotated[Path, typer.Argument(help="The backup that is made; a file that is there is left as it is.")],
    record: Annotated[Path, typer.Option(help="File of the record; the clinic may be open meanwhile.")] = RECORD,
) -> None:
    """Copy the record of the clinic into one file, and look through the copy. The clinic may be open meanwhile.

    Example: sciatwin backup clinic-2026-11-30.sqlite
    """
    from sciaclinic.cli.console import print_plain
    from sciaclinic.services.clinic.safekeeping import back_up

    print_plain(back_up(record, file))
