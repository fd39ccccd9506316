"""Any sheet on A4 pages; a sheet that is to be signed, or acted on at once, has a layout of its own."""

import json
from collections.abc import Mapping

from sciaclinic.answers.blocks import Medium, Sheet, in_order
from sciaclinic.answers.plan.emergency import EmergencySheet
from sciaclinic.answers.plan.sheet import PlanSheet
from sciaclinic.render.figures import figure_svg
from sciaclinic.render.plan_paper import emergency_paper, plan_paper
from sciaclinic.render.runs import runs
from sciaclinic.render.set_pages import as_block, as_data, set_pages


def paper(
    sheet: Sheet, figures: Mapping[str, str] | None = None, *, signature: Mapping[str, str] | None = None
) -> bytes:
    """The PDF of a sheet.

    Args:
        figures: SVG by key, where they were drawn already.
        signature: of a plan that was signed: name, role, at, meaning, sha256, patient; printed with it.
    Raises: OutputError if the pages cannot be set.
    """
    drawn = figures or {item.key: figure_svg(item) for item in sheet.figures}
    match sheet:
        case PlanSheet():
            return plan_paper(sheet, drawn, signature)
        case EmergencySheet():
            return emergency_paper(sheet, signature)
    blocks = tuple(in_order(sheet.shown(Medium.PAPER)))
    shown = {**as_data(sheet), "runs": [[as_block(item) for item in run] for run in runs(blocks)]}
    return set_pages("sheet.typ", {"sheet": json.dumps(shown), "figures": json.dumps(drawn)})
