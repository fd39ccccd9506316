"""``sciatwin plan``: the main job."""

from pathlib import Path
from typing import Annotated

import typer

from sciaclinic.cli.options import AsJson, DrawsOfMany, OutFolder, PatientFile, Seed


def command(
    patient_file: PatientFile,
    site: Annotated[Path, typer.Option(help="The clinic's hard limits, vial and syringe (YAML or JSON).")],
    observations: Annotated[
        Path | None,
        typer.Option(
            help="Sessions given and what was seen (CSV): plan from what was learned, after the last of them."
        ),
    ] = None,
    go_on: Annotated[
        bool, typer.Option("--go-on", help="Go on with the course that has begun, in place of a new one.")
    ] = False,
    zone: Annotated[str | None, typer.Option(help="Time zone of observations that name none.")] = None,
    out: OutFolder = None,
    draws: DrawsOfMany = 1000,
    seed: Seed = 20260,
    as_json: AsJson = False,
) -> None:
    """Plan an infusion, or none, for one patient, with reasons and a report.

    Leaves with 17 where no dose may be given, 18 where overrides or open questions remain, else 0.

    Example: sciatwin plan examples/typical.yaml --site examples/site_outpatient.yaml --out plan-typical
    """
    from sciaclinic.cli.console import Console, print_error, print_json
    from sciaclinic.cli.leaving import leave_with
    from sciaclinic.reports.terminal import print_plan
    from sciaclinic.services.make_plan import Observed, make_plan

    result = make_plan(
        patient_file,
        site,
        out,
        draws=draws,
        seed=seed,
        after=Observed(observations, zone=zone, go_on=go_on) if observations else None,
    )
    if result.not_written:
        print_error(result.not_written)
    if as_json:
        print_json(result.document.model_dump(mode="json"))
    else:
        console = Console()
        print_plan(result.document, console)
        for path in result.written:
            console.print(f"  written: {path}")
    leave_with(result.readiness)
