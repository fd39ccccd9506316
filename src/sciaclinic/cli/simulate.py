"""``sciatwin simulate``: what would this infusion do, hour by hour and week by week?"""

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


def command(
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
    """Simulate one regimen beside the same patient untreated and on placebo, for 90 days.

    Leaves with 17 where no dose may be given to this patient, 18 where overrides or questions of the patient are open,
    else 0.

    Example: sciatwin simulate examples/typical.yaml --dose "0.5 mg/kg" --duration "40 min" --count 5
    """
    from sciaclinic.cli.answering import context_of, give
    from sciaclinic.cli.leaving import leave_with
    from sciaclinic.services.simulate_course import CourseRequest, simulate_course
    from sciatwin.patient import read_patient

    regimen = asked_regimen(
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
        asked=regimen,
        draws=draws,
        seed=seed,
        despite_block=despite_block,
        dose_is_confirmed=confirm_dose,
    )
    context = context_of(out)
    document = simulate_course(request, context)
    give(document, context, as_json=as_json)
    leave_with(document.readiness)
