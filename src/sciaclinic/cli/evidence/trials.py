"""``sciatwin evidence trials``."""

from typing import Annotated

import typer

from sciaclinic.cli.options import AsJson, OutFolder


def command(
    key: Annotated[str | None, typer.Argument(help="Key of a trial, for example pickering2020.")] = None,
    out: OutFolder = None,
    as_json: AsJson = False,
) -> None:
    """List the trials and cohorts, or show one: people, arms, and every number that was reported.

    Example: sciatwin evidence trials pickering2020
    """
    from sciaclinic.cli.answering import context_of, give
    from sciaclinic.services.show_trials import list_trials, show_trial

    context = context_of(out)
    give(list_trials(context) if key is None else show_trial(key, context), context, as_json=as_json)
