"""``sciatwin new``: a file to fill in, with every field, its unit and its allowed answers."""

from pathlib import Path
from typing import Annotated

import typer

from sciaclinic.services.file_kinds import FileKind


def command(
    kind: Annotated[FileKind, typer.Argument(help="What the file is about.")],
    file: Annotated[Path, typer.Argument(help="Where to write it; a file that is there already is left alone.")],
) -> None:
    """Write a file to fill in: a patient, a clinic, preferences (YAML) or observations (CSV).

    Example: sciatwin new patient my-patient.yaml
    """
    from sciaclinic.cli.console import Console
    from sciaclinic.services.new_file import write_new

    write_new(kind, file)
    Console().print(f"written: {file}")
