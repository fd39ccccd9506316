"""The command line: commands, and how errors become messages and exit codes.

Exit codes: 0 done; 2 wrong usage; 10 file missing or unreadable; 11 wrong value in a file; 12 unit missing or wrong;
13 regimen impossible; 14 hard limit crossed; 15 unknown model; 16 results could not be written; 17 a dose for
somebody who must not have one.
"""

import sys

import typer

from sciaclinic.cli import calibrate, check, circuit, evidence, explain, learn, models, plan, simulate, validate
from sciatwin.errors import UserError

app = typer.Typer(
    name="sciatwin",
    help="An honest digital twin of ketamine infusion for sciatica. It supports a clinician; it does not decide.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode="rich",
    epilog=(
        "Exit codes: 0 done, 2 usage, 10 file, 11 value, 12 unit, 13 regimen, 14 limit, 15 model, 16 output, "
        "17 must not infuse."
    ),
)
app.command("check")(check.command)
app.command("simulate")(simulate.command)
app.add_typer(explain.app, name="explain")
app.command("plan")(plan.command)
app.command("learn")(learn.command)
app.add_typer(models.app, name="models")
app.add_typer(validate.app, name="validate")
app.add_typer(evidence.app, name="evidence")
app.command("calibrate")(calibrate.command)
app.command("circuit")(circuit.command)


@app.callback(invoke_without_command=False)
def _root() -> None:
    pass


def run() -> None:
    """Run the command; errors that a user can mend go to stderr without a traceback."""
    try:
        app()
    except UserError as error:
        sys.stderr.write(f"sciatwin: {error}\n")
        sys.exit(error.exit_code)
