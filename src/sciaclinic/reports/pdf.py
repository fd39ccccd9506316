"""The plan as at most three A4 pages that a clinician can sign."""

import json
import tempfile
from collections.abc import Sequence
from dataclasses import asdict
from importlib.resources import files
from pathlib import Path
from typing import Any

import typst
from pydantic import BaseModel

from sciaclinic.reports.document import PlanDocument
from sciaclinic.reports.figures import ReportFigure
from sciaclinic.reports.sheet import sheet_of
from sciatwin.errors import OutputError
from sciatwin.plotting import font_folder

MOST_PAGES = 3

_TEXT_SIZES_PT = (8.0, 7.7, 7.4, 7.1, 6.8, 6.5, 6.2)
"""Tried in turn until the plan fits: a plan with many open questions is set smaller. If that is not enough, what the
page (HTML) shows as well is left out: regimens that clinics use, and sources."""
_PARTS = 3


def render_pdf(document: PlanDocument, figures: Sequence[ReportFigure]) -> bytes:
    """The PDF of a plan. All text is handed over as data, so none of it can act as markup.

    Raises: OutputError if the plan does not fit on three pages at the smallest readable size.
    """
    with tempfile.TemporaryDirectory(prefix="sciatwin-") as name:
        main = _lay_out(Path(name), figures)
        for brief in (False, True):
            inputs = {**_inputs(document, figures), "brief": json.dumps(brief)}
            sizes_pt = _fitting_sizes(main, inputs)
            if sizes_pt:
                return typst.compile(main, format="pdf", sys_inputs={**inputs, "sizes_pt": sizes_pt}, **_world(main))
    raise OutputError(f"the plan does not fit on {MOST_PAGES} pages even in small print. Use the page (HTML) instead.")


def _fitting_sizes(main: Path, inputs: dict[str, str]) -> str:
    """Text sizes of the parts with which the plan fits, the largest first; empty if there are none."""
    steps = [0] * _PARTS
    while True:
        sizes_pt = json.dumps([_TEXT_SIZES_PT[step] for step in steps])
        ends = _last_pages(main, {**inputs, "sizes_pt": sizes_pt})
        if ends[-1] <= MOST_PAGES:
            return sizes_pt
        left = [part for part in range(_PARTS) if steps[part] + 1 < len(_TEXT_SIZES_PT)]
        if not left:
            return ""
        steps[_part_to_shrink(ends, steps, left)] += 1


def _lay_out(folder: Path, figures: Sequence[ReportFigure]) -> Path:
    """Put template and figures into the folder, the only one that the compiler may read."""
    template = files("sciaclinic.reports").joinpath("templates/plan.typ").read_text(encoding="utf-8")
    main = folder / "plan.typ"
    main.write_text(template, encoding="utf-8")
    for figure in figures:
        (folder / f"{figure.key}.svg").write_text(figure.svg, encoding="utf-8")
    return main


def _inputs(document: PlanDocument, figures: Sequence[ReportFigure]) -> dict[str, str]:
    shown = [{"key": f.key, "title": f.title, "caption": f.caption, "alt": f.alt} for f in figures]
    return {"sheet": json.dumps(asdict(sheet_of(document)), default=_plain), "figures": json.dumps(shown)}


def _plain(value: BaseModel) -> dict[str, Any]:
    """Records inside the sheet become plain data."""
    return value.model_dump(mode="json")


def _world(main: Path) -> dict[str, Any]:
    return {"root": main.parent, "ignore_system_fonts": True, "font_paths": [font_folder()]}


def _last_pages(main: Path, inputs: dict[str, str]) -> list[int]:
    """The page on which each part ends."""
    return [
        int(page) for page in json.loads(typst.query(main, "<ends>", field="value", sys_inputs=inputs, **_world(main)))
    ]


def _part_to_shrink(ends: list[int], steps: list[int], left: list[int]) -> int:
    """The longest part of those whose text can still be smaller."""
    lengths = [end - start for start, end in zip([0, *ends], ends, strict=False)]
    return max(left, key=lambda part: (lengths[part], -steps[part]))
