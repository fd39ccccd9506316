"""``sciatwin check``: may this person have ketamine at all?"""

from typing import Annotated

import typer

from sciaclinic.cli.options import AsJson, OutFolder, PatientFile


def command(
    patient_file: PatientFile,
    every: Annotated[bool, typer.Option("--every", help="Also list the rules that are clear.")] = False,
    out: OutFolder = None,
    as_json: AsJson = False,
) -> None:
    """Apply every eligibility rule to one patient: block, open question, caution or clear, each with its rule.

    Leaves with 17 where no dose may be given to this patient, 18 where overrides or questions of the patient are open,
    else 0.

    Example: sciatwin check examples/blocked.yaml
    """
    from sciaclinic.answers.check.sheet import sheet_of
    from sciaclinic.cli.answering import context_of, give
    from sciaclinic.cli.leaving import leave_with
    from sciaclinic.services.check_patient import check_patient
    from sciatwin.patient import read_patient

    context = context_of(out)
    document = check_patient(read_patient(patient_file), context)
    give(document, context, as_json=as_json, sheet=sheet_of(document, every=every))
    leave_with(document.readiness)
