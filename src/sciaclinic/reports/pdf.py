"""The plan as at most three A4 pages that a clinician can sign."""

import json
from collections.abc import Sequence
from dataclasses import asdict
from importlib.resources import files
from typing import Any

import typst
from pydantic import BaseModel

from sciaclinic.reports.document import PlanDocument
from sciaclinic.reports.figures import ReportFigure
from sciaclinic.reports.sheet import sheet_of
from sciatwin.errors import OutputError
from sciatwin.foreign_text import visible
from sciatwin.plotting import font_folder

MOST_PAGES = 3

_TEXT_SIZES_PT = (8.0, 7.7, 7.4, 7.1, 6.8, 6.5, 6.2)
"""Tried in turn until the plan fits: a plan with many open questions is set smaller. If that is not enough, what the
page (HTML) shows as well is left out: regimens that clinics use, and sources."""
_PARTS = 3


def render_pdf(document: PlanDocument, figures: Sequence[ReportFigure]) -> bytes:
    """The PDF of a plan. All text is handed over as data, so none of it can act as markup, and nothing is on a disk.

    Raises: OutputError if the plan does not fit on three pages at the smallest readable size, or cannot be set.
    """
    main = files("sciaclinic.reports").joinpath("templates/plan.typ").read_bytes()
    try:
        for brief in (False, True):
            inputs = {**_inputs(document, figures), "brief": json.dumps(brief)}
            sizes_pt = _fitting_sizes(main, inputs)
            if sizes_pt:
                return typst.compile(main, format="pdf", sys_inputs={**inputs, "sizes_pt": sizes_pt}, **_world())
    except typst.TypstError as error:
        raise OutputError(f"the pages could not be set ({error}).") from None
    raise OutputError(f"the plan does not fit on {MOST_PAGES} pages even in small print.")


def _fitting_sizes(main: bytes, inputs: dict[str, str]) -> str:
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


def _inputs(document: PlanDocument, figures: Sequence[ReportFigure]) -> dict[str, str]:
    drawn = [{"key": f.key, "title": f.title, "caption": f.caption, "alt": f.alt, "svg": f.svg} for f in figures]
    shown = _shown(json.loads(json.dumps(asdict(sheet_of(document)), default=_plain)))
    return {"sheet": json.dumps(shown), "figures": json.dumps(drawn)}


def _plain(value: BaseModel) -> dict[str, Any]:
    """Records inside the sheet become plain data."""
    return value.model_dump(mode="json")


def _shown(value: Any) -> Any:
    """Every text with its hidden characters made visible."""
    if isinstance(value, dict):
        return {name: _shown(item) for name, item in value.items()}
    if isinstance(value, list):
        return list(map(_shown, value))
    return visible(value) if isinstance(value, str) else value


def _world() -> dict[str, Any]:
    return {"ignore_system_fonts": True, "font_paths": [font_folder()]}


def _last_pages(main: bytes, inputs: dict[str, str]) -> list[int]:
    """The page on which each part ends."""
    return [int(page) for page in json.loads(typst.query(main, "<ends>", field="value", sys_inputs=inputs, **_world()))]


def _part_to_shrink(ends: list[int], steps: list[int], left: list[int]) -> int:
    """The longest part of those whose text can still be smaller."""
    lengths = [end - start for start, end in zip([0, *ends], ends, strict=False)]
    return max(left, key=lambda part: (lengths[part], -steps[part]))
