"""``sciatwin explain``: how does ketamine quiet this nerve?"""

import typer

from sciaclinic.cli.options import AsJson, Draws, OutFolder, PatientFile, Seed
from sciaclinic.cli.regimen_options import (
    BolusPart,
    Concentration,
    ConfirmDose,
    Count,
    Days,
    DespiteBlock,
    Dose,
    DrugName,
    DrugOption,
    Duration,
    Every,
    Rate,
    Steps,
    Template,
    asked_regimen,
)

app = typer.Typer(help="How the drug acts, link by link, for one patient and one infusion.", no_args_is_help=True)


@app.callback()
def _explain() -> None:
    pass


@app.command("mechanism")
def mechanism(
    patient_file: PatientFile,
    template: Template = None,
    dose: Dose = None,
    rate: Rate = None,
    steps: Steps = None,
    duration: Duration = None,
    bolus: BolusPart = "0 mg/kg",
    concentration: Concentration = None,
    count: Count = 1,
    every: Every = "24 h",
    days: Days = None,
    drug: DrugOption = DrugName.RACEMIC,
    confirm_dose: ConfirmDose = False,
    despite_block: DespiteBlock = False,
    out: OutFolder = None,
    draws: Draws = 1000,
    seed: Seed = 20260,
    as_json: AsJson = False,
) -> None:
    """Follow an infusion from level to block, to spikes of a simulated spinal circuit, to relief.

    Example: sciatwin explain mechanism examples/typical.yaml --dose "0.5 mg/kg" --duration "40 min"
    """
    from sciaclinic.cli.answering import context_of, give
    from sciaclinic.services.explain_mechanism import explain
    from sciaclinic.services.simulate_course import CourseRequest
    from sciatwin.patient import read_patient

    asked = asked_regimen(
        template=template,
        dose=dose,
        rate=rate,
        steps=steps,
        duration=duration,
        bolus=bolus,
        concentration=concentration,
        count=count,
        every=every,
        days=days,
        drug=drug,
    )
    request = CourseRequest(
        patient=read_patient(patient_file),
        asked=asked,
        draws=draws,
        seed=seed,
        despite_block=despite_block,
        dose_is_confirmed=confirm_dose,
    )
    context = context_of(out)
    give(explain(request, context), context, as_json=as_json)
