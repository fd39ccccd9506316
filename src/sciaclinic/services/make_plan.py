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
from sciatwin.patient import read_patient
from sciatwin.plan import plan_infusion, read_site
from sciatwin.twin import Twin


@dataclass(frozen=True)
class PlanFiles:
    """The plan as a document, and the files written (none if no folder was named)."""

    document: PlanDocument
    written: list[Path]


def make_plan(patient_file: Path, site_file: Path, folder: Path | None, *, draws: int, seed: int) -> PlanFiles:
    """Plan for one patient; with a folder, write plan.html, plan.pdf and plan.json into it.

    Raises: InputFileError, InvalidInputError, RegimenError, OutputError.
    """
    patient, site = read_patient(patient_file), read_site(site_file)
    result = plan_infusion(Twin(patient, draws=draws, seed=seed), site)
    document = plan_document(result, datetime.now(UTC), version("sciatwin"))
    if folder is None:
        return PlanFiles(document, [])
    figures = plan_figures(result)
    files = {
        "plan.html": render_html(document, figures).encode(),
        "plan.pdf": render_pdf(document, figures),
        "plan.json": document.model_dump_json(indent=2).encode(),
    }
    return PlanFiles(document, write_all(folder, files))
