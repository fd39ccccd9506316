"""``sciatwin schema``: JSON Schemas, with which editors check and complete files, and programs read answers."""

from typing import Annotated

import typer

from sciaclinic.services.file_kinds import SchemaOf


def command(of: Annotated[SchemaOf, typer.Argument(help="A file to fill in, or an answer that comes out.")]) -> None:
    """Print the JSON Schema of a file that is filled in (YAML), or of what a command prints with --json.

    Example: sciatwin schema patient
    """
    from sciaclinic.cli.console import print_json
    from sciaclinic.services.schemas import schema_of

    print_json(schema_of(of))
