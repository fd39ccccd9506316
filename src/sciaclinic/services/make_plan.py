"""The main job: from a patient file and a clinic's settings to a plan with its report files."""

from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from sciaclinic.reports.document import PlanDocument, plan_document
from sciaclinic.reports.figures import plan_figures
from sciaclinic.reports.html import render_html
from sciaclinic.reports.pdf import render_pdf
from sciaclinic.services.output import write_all
from sciaclinic.services.recorded import recorded
from sciaclinic.services.today import today
from sciatwin.errors import OutputError
from sciatwin.patient import read_patient
from sciatwin.plan import plan_infusion, read_site
from sciatwin.suitability import Readiness
from sciatwin.twin import Twin


@dataclass(frozen=True)
class PlanFiles:
    """The plan as a document, what may be done for the patient, the files written, and why one of them was not."""

    document: PlanDocument
    readiness: Readiness
    written: list[Path]
    not_written: str = ""


@dataclass(frozen=True)
class Observed:
    """Sessions given and what was seen; ``go_on``: the plan goes on with the course that they have begun."""

    file: Path
    zone: str | None = None
    go_on: bool = False


def make_plan(
    patient_file: Path,
    site_file: Path,
    folder: Path | None,
    *,
    draws: int,
    seed: int,
    after: Observed | None = None,
) -> PlanFiles:
    """Plan for one patient; with a folder, write plan.html, plan.pdf and plan.json into it.

    Args:
        after: what was given and seen; the plan is then that of the learned twin, from the last that is known on.
    Raises: InputFileError, InvalidInputError, RegimenError, OutputError; LimitError for a recorded dose past a
        published ceiling, or where the clinic's limits are for another drug than it has.
    """
    patient, site = read_patient(patient_file), read_site(site_file)
    twin = Twin(patient, draws=draws, seed=seed, today=today())
    if after is not None:
        from sciatwin.individualise import learn  # half a second to load, which a first plan does not need

        twin = learn(twin, recorded(patient, after.file, after.zone)).twin
    result = plan_infusion(twin, site, goes_on=after is not None and after.go_on)
    document = plan_document(result, datetime.now(UTC), version("sciatwin"))
    if folder is None:
        return PlanFiles(document, result.readiness, [])
    figures = plan_figures(document)
    files = {
        "plan.html": render_html(document, figures).encode(),
        "plan.json": document.model_dump_json(indent=2).encode(),
    }
    try:
        files["plan.pdf"] = render_pdf(document, figures)
    except OutputError as error:
        written = write_all(folder, files, patient=patient, without=("plan.pdf",))
        return PlanFiles(
            document, result.readiness, written, not_written=f"There is no plan.pdf: {error} Use the page, plan.html."
        )
    return PlanFiles(document, result.readiness, write_all(folder, files, patient=patient))
