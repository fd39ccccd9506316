"""The commands of ``sciatwin models``; without one, the list."""

import typer

from sciaclinic.cli.models import page, show
from sciaclinic.cli.options import AsJson, OutFolder

app = typer.Typer(help="Published pharmacokinetic models: the list, or one as a data sheet.")
app.command("show")(show.command)
app.command("page")(page.command)


@app.callback(invoke_without_command=True)
def list_all(context: typer.Context, out: OutFolder = None, as_json: AsJson = False) -> None:
    """List every published model: those that run, and those of which numbers are missing.

    Example: sciatwin models
    """
    if context.invoked_subcommand is not None:
        return
    from sciaclinic.cli.answering import context_of, give
    from sciaclinic.services.show_models import list_models

    around = context_of(out)
    give(list_models(around), around, as_json=as_json)
