"""The commands of ``sciatwin validate``; without one, everything."""

import typer

from sciaclinic.cli.options import AsJson, OutFolder
from sciaclinic.cli.validate import pharmacokinetics, temporal_summation, trials

app = typer.Typer(help="Predictions beside published observations: observed, predicted, inside or outside.")
app.command("trials")(trials.command)
app.command("pharmacokinetics")(pharmacokinetics.command)
app.command("temporal-summation")(temporal_summation.command)


@app.callback(invoke_without_command=True)
def everything(context: typer.Context, out: OutFolder = None, as_json: AsJson = False) -> None:
    """Without a subcommand: the models of levels in one line, then every trial.

    Example: sciatwin validate
    """
    if context.invoked_subcommand is not None:
        return
    from sciaclinic.cli.answering import context_of, give
    from sciaclinic.services.validate_models import validate_everything

    around = context_of(out)
    give(validate_everything(around), around, as_json=as_json)
