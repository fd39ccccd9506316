"""``sciatwin evidence estimates``."""

from enum import StrEnum
from typing import Annotated

import typer

from sciaclinic.cli.options import AsJson, OutFolder


class StatusName(StrEnum):
    ASSUMED = "assumed"
    CALIBRATED = "calibrated"
    DERIVED = "derived"
    PUBLISHED = "published"


def command(
    status: Annotated[StatusName | None, typer.Option(help="Only constants of this origin.")] = None,
    out: OutFolder = None,
    as_json: AsJson = False,
) -> None:
    """List every number behind a plan, a fit or a score by origin: assumed ones first, published ones last.

    Example: sciatwin evidence estimates --status assumed
    """
    from sciaclinic.cli.answering import context_of, give
    from sciaclinic.services.show_sources import list_estimates
    from sciatwin.evidence import Status

    context = context_of(out)
    give(list_estimates(None if status is None else Status(status), context), context, as_json=as_json)
