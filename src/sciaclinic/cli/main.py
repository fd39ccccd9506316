"""The command line: commands, and what their exit codes mean.

Exit codes: 0 done; 1 the reader of the output has gone; 2 wrong usage; 10 file missing or unreadable; 11 wrong value
in a file; 12 unit missing or wrong; 13 regimen impossible; 14 hard limit crossed; 15 unknown model; 16 results could
not be written or printed; 17 no dose may be given (a rule forbids it, could forbid it once an open question is
answered, what was seen in sessions stops it, no model describes the patient, or the clinic lacks what any infusion
needs); 18 overrides or open questions of the patient remain before anybody signs; 19 an extra of the installation is
missing; 70 a fault of the program; 130 stopped.

17 and 18 are of the patient, so check, plan and simulate agree, and learn leaves with 17 where plan does. 0 does not
say that a plan can be signed: what is open at the clinic, such as limits that nobody signed, stands in the plan.
"""

from typing import Annotated

import typer

from sciaclinic.cli import (
    backup,
    calibrate,
    check,
    circuit,
    evidence,
    explain,
    learn,
    models,
    new,
    plan,
    restore,
    schema,
    serve,
    show,
    simulate,
    validate,
)

app = typer.Typer(
    name="sciatwin",
    help="An honest digital twin of ketamine infusion for sciatica. It supports a clinician; it does not decide.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode="rich",
    epilog=(
        "Exit codes: 0 done, 2 usage, 10 file, 11 value, 12 unit, 13 regimen, 14 limit, 15 model, 16 output, "
        "17 no dose may be given to this patient, 18 overrides or questions of this patient are open, "
        "19 extra not installed, 70 fault of the program, 130 stopped. What is open at the clinic alone leaves 0: "
        "whether a plan can be signed stands in the plan."
    ),
)
app.command("new")(new.command)
app.command("serve")(serve.command)
app.command("backup")(backup.command)
app.command("restore")(restore.command)
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
app.command("show")(show.command)
app.command("schema")(schema.command)


def _show_version(asked: bool) -> None:
    if asked:
        from importlib.metadata import version

        from sciaclinic.cli.console import print_plain

        print_plain(f"sciatwin {version('sciatwin')}")
        raise typer.Exit


@app.callback(invoke_without_command=False)
def _root(
    version: Annotated[
        bool, typer.Option("--version", callback=_show_version, is_eager=True, help="Print the version and stop.")
    ] = False,
) -> None:
    pass
