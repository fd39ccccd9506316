"""``sciatwin serve``: the clinic as a local web page."""

from pathlib import Path
from typing import Annotated

import typer

RECORD = Path("sciatwin-clinic") / "record.sqlite"


def command(
    record: Annotated[Path, typer.Option(help="File of the record; it is made if it is not there.")] = RECORD,
    port: Annotated[int, typer.Option(min=1, max=65535, help="Port on this machine.")] = 8750,
    open_page: Annotated[bool, typer.Option("--open/--no-open", help="Open the page in the browser.")] = True,
) -> None:
    """Open the clinic in the browser. Not for real patients yet: the record is not encrypted.

    Example: sciatwin serve
    """
    from sciaclinic.cli.console import print_plain
    from sciaclinic.web.serving import serve

    serve(record, port=port, opens=open_page, say=print_plain)
