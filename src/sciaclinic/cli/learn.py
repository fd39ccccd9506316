"""``sciatwin learn``: what is known of this patient now, after what was observed?"""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from sciaclinic.cli.options import AsJson, DrawsOfMany, OutFolder, PatientFile, PreferencesOption, Seed


class Way(StrEnum):
    IMPORTANCE = "importance"
    LAPLACE = "laplace"
    NUTS = "nuts"


def command(
    patient_file: PatientFile,
    observations_file: Annotated[
        Path, typer.Argument(help="Sessions given and what was seen (CSV), for example examples/typical_sessions.csv.")
    ],
    method: Annotated[
        Way,
        typer.Option(help="importance: the default; laplace: quickest; nuts: the reference, if nutpie is installed."),
    ] = Way.IMPORTANCE,
    site: Annotated[
        Path | None, typer.Option(help="The clinic: then the answer rests on a plan within its limits as well.")
    ] = None,
    preferences: PreferencesOption = None,
    zone: Annotated[
        str | None, typer.Option(help="Time zone of a file that names none, for example Europe/Zurich.")
    ] = None,
    out: OutFolder = None,
    draws: DrawsOfMany = 1000,
    seed: Seed = 20260,
    as_json: AsJson = False,
) -> None:
    """Learn from one patient's sessions, levels, diary, scores and side effects; say what changed and what to measure.

    Its first line is the answer: go on, change or stop. Leaves with 17 where no further dose may be given, for the same
    reasons as plan: a rule, what was seen (too little relief as well) or, with --site, the clinic. Else 0, also where
    overrides or questions of the patient are open: ask check or plan, which leave with 18.

    Example: sciatwin learn examples/typical.yaml examples/typical_sessions.csv
    """
    from sciaclinic.cli.answering import context_of, give
    from sciaclinic.cli.leaving import leave_with
    from sciaclinic.services.learn_from import LearnRequest, learn_from
    from sciaclinic.services.recorded import recorded
    from sciatwin.patient import read_patient
    from sciatwin.plan import PREFERENCES, read_preferences, read_site
    from sciatwin.suitability import Readiness

    if preferences and not site:
        raise typer.BadParameter(
            "what is wanted of a plan counts within a clinic's limits; name the clinic with --site"
        )
    patient = read_patient(patient_file)
    request = LearnRequest(
        patient=patient,
        observations=recorded(patient, observations_file, zone),
        site=read_site(site) if site else None,
        preferences=read_preferences(preferences) if preferences else PREFERENCES,
        method=method.value,
        draws=draws,
        seed=seed,
    )
    context = context_of(out)
    document = learn_from(request, context)
    give(document, context, as_json=as_json)
    if document.holds_back_a_dose:
        leave_with(Readiness.NO_DOSE)
