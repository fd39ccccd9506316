"""The commands of ``sciatwin evidence``."""

import typer

from sciaclinic.cli.evidence import claims, estimates, forest, models, sources, trials

app = typer.Typer(
    help="Sources, constants, trials, meta-analyses and promises: what the numbers stand on.", no_args_is_help=True
)
app.command("sources")(sources.command)
app.command("models")(models.command)
app.command("estimates")(estimates.command)
app.command("trials")(trials.command)
app.command("forest")(forest.command)
app.command("claims")(claims.command)
