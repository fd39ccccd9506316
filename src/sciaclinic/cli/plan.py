"""``sciatwin plan``: the main job."""

from pathlib import Path
from typing import Annotated

import typer

from sciaclinic.cli.options import AsJson, DrawsOfMany, OutFolder, PatientFile, PreferencesOption, Seed


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
    preferences: PreferencesOption = None,
    zone: Annotated[str | None, typer.Option(help="Time zone of observations that name none.")] = None,
    out: OutFolder = None,
    draws: DrawsOfMany = 1000,
    seed: Seed = 20260,
    as_json: AsJson = False,
) -> None:
    """Plan an infusion, or none, for one patient, with reasons and a report.

    Leaves with 17 where no dose may be given to this patient, 18 where overrides or questions of the patient are open,
    else 0. Points open at the
    clinic alone, such as limits that nobody signed, leave a draft and 0: the code is of the patient.

    Example: sciatwin plan examples/typical.yaml --site examples/site_outpatient.yaml --out plan-typical
    """
    from sciaclinic.cli.answering import context_of, give
    from sciaclinic.cli.leaving import leave_with
    from sciaclinic.services.make_plan import PlanRequest, make_plan
    from sciaclinic.services.recorded import recorded
    from sciatwin.patient import read_patient
    from sciatwin.plan import PREFERENCES, read_preferences, read_site

    if go_on and not observations:
        raise typer.BadParameter("a course has begun where sessions were given; name their file with --observations")
    context = context_of(out)
    patient = read_patient(patient_file)
    request = PlanRequest(
        patient=patient,
        clinic=read_site(site),
        draws=draws,
        seed=seed,
        observations=recorded(patient, observations, zone) if observations else None,
        go_on=go_on,
        preferences=read_preferences(preferences) if preferences else PREFERENCES,
    )
    document = make_plan(request, context)
    give(document, context, as_json=as_json)
    leave_with(document.readiness)
