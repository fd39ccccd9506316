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


def make_plan(patient_file: Path, site_file: Path, folder: Path | None, *, draws: int, seed: int) -> PlanFiles:
    """Plan for one patient; with a folder, write plan.html, plan.pdf and plan.json into it.

    Raises: InputFileError, InvalidInputError, RegimenError, OutputError.
    """
    patient, site = read_patient(patient_file), read_site(site_file)
    result = plan_infusion(Twin(patient, draws=draws, seed=seed), site)
    document = plan_document(result, datetime.now(UTC), version("sciatwin"))
    if folder is None:
        return PlanFiles(document, result.readiness, [])
    figures = () if document.is_emergency else plan_figures(result)
    files = {
        "plan.html": render_html(document, figures).encode(),
        "plan.json": document.model_dump_json(indent=2).encode(),
    }
    try:
        files["plan.pdf"] = render_pdf(document, figures)
    except OutputError as error:
        written = write_all(folder, files, without=("plan.pdf",))
        return PlanFiles(
            document, result.readiness, written, not_written=f"There is no plan.pdf: {error} Use the page, plan.html."
        )
    return PlanFiles(document, result.readiness, write_all(folder, files))
