"""Exit codes of the commands that judge a patient."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from sciatwin.suitability import Readiness

_CODES = {
    "no dose may be given": 17,
    "overrides or open questions remain before anybody signs": 18,
    "nothing about the patient is open": 0,
}


def leave_with(readiness: Readiness) -> None:
    """Leave with the exit code of what may be done for the patient; go on if nothing is open."""
    if code := _CODES[readiness]:
        raise typer.Exit(code)
