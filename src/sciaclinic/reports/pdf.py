"""The plan as at most three A4 pages that a clinician can sign, and one page for the session; or an emergency's one."""

import json
from collections.abc import Sequence
from dataclasses import asdict
from importlib.resources import files
from typing import Any

import typst
from pydantic import BaseModel

from sciaclinic.reports.document import PlanDocument
from sciaclinic.reports.emergency import emergency_sheet
from sciaclinic.reports.figures import ReportFigure
from sciaclinic.reports.sheet import sheet_of
from sciatwin.errors import OutputError
from sciatwin.foreign_text import visible
from sciatwin.plotting import font_folder

MOST_PAGES = 3
"""Of the plan; where it proposes an infusion, the sheet for a session follows on one more."""

_TEXT_SIZES_PT = (8.0, 7.7, 7.4, 7.1, 6.8, 6.5, 6.2)
"""Tried in turn until the plan fits: a plan with many open questions is set smaller."""

_BREVITY = ((0, 3), (1, 3), (2, 3), (3, len(_TEXT_SIZES_PT) - 1))
"""How much is left out that the page (HTML) shows as well, and the smallest text that is tried before more is left out:
regimens that clinics use and sources; then what moves the gain, notes and treatments not indicated; then other
regimens."""

_PLAN_PARTS, _PARTS = 3, 4

_EMERGENCY_SIZES_PT = (11.0, 9.5, 8.0, 7.0)


def render_pdf(document: PlanDocument, figures: Sequence[ReportFigure]) -> bytes:
    """The PDF of a plan. All text is handed over as data, so none of it can act as markup, and nothing is on a disk.

    Raises: OutputError if the plan does not fit on three pages at the smallest readable size, or cannot be set.
    """
    if document.is_emergency:
        return _emergency_page(document)
    main = _template("plan.typ")
    try:
        for brevity, smallest in _BREVITY:
            inputs = {**_inputs(document, figures), "brevity": str(brevity)}
            sizes_pt = _fitting_sizes(main, inputs, smallest)
            if sizes_pt:
                return typst.compile(main, format="pdf", sys_inputs={**inputs, "sizes_pt": sizes_pt}, **_world())
    except typst.TypstError as error:
        raise OutputError(f"the pages could not be set ({error}).") from None
    raise OutputError(f"the plan does not fit on {MOST_PAGES} pages even in small print.")


def _fitting_sizes(main: bytes, inputs: dict[str, str], smallest: int) -> str:
    """Text sizes of the parts with which the plan fits, the largest first; empty if there are none."""
    if _too_long(_last_pages(main, inputs, [smallest] * _PARTS)):
        return ""
    steps = [0] * _PARTS
    while too_long := _too_long(ends := _last_pages(main, inputs, steps)):
        left = [part for part in too_long if steps[part] < smallest]
        if not left:
            return ""
        steps[_part_to_shrink(ends, steps, left)] += 1
    return _sizes(steps)


def _sizes(steps: list[int]) -> str:
    return json.dumps([_TEXT_SIZES_PT[step] for step in steps])


def _too_long(ends: list[int]) -> list[int]:
    """Parts that may have to shrink: those of the plan if it is past its pages, the sheet if it is past its one."""
    plan_ends, sheet_ends = ends[_PLAN_PARTS - 1], ends[-1]
    if plan_ends > MOST_PAGES:
        return list(range(_PLAN_PARTS))
    return [_PLAN_PARTS] if sheet_ends > plan_ends + 1 else []


def _emergency_page(document: PlanDocument) -> bytes:
    """One page, however many red flags there are."""
    main, shown = _template("emergency.typ"), _texts(asdict(emergency_sheet(document)))
    try:
        for size_pt in _EMERGENCY_SIZES_PT:
            inputs = {"sheet": shown, "size_pt": str(size_pt)}
            if json.loads(typst.query(main, "<ends>", field="value", sys_inputs=inputs, **_world())) == [1]:
                break
        return typst.compile(main, format="pdf", sys_inputs=inputs, **_world())
    except typst.TypstError as error:
        raise OutputError(f"the page could not be set ({error}).") from None


def _template(name: str) -> bytes:
    return files("sciaclinic.reports").joinpath(f"templates/{name}").read_bytes()


def _inputs(document: PlanDocument, figures: Sequence[ReportFigure]) -> dict[str, str]:
    drawn = [{"key": f.key, "title": f.title, "caption": f.caption, "alt": f.alt, "svg": f.svg} for f in figures]
    return {"sheet": _texts(asdict(sheet_of(document))), "figures": json.dumps(drawn)}


def _texts(sheet: dict[str, Any]) -> str:
    """A sheet as JSON, every hidden character of its texts made visible."""
    return json.dumps(_shown(json.loads(json.dumps(sheet, default=_plain))))


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


def _last_pages(main: bytes, inputs: dict[str, str], steps: list[int]) -> list[int]:
    """The page on which each part ends."""
    sized = {**inputs, "sizes_pt": _sizes(steps)}
    return [int(page) for page in json.loads(typst.query(main, "<ends>", field="value", sys_inputs=sized, **_world()))]


def _part_to_shrink(ends: list[int], steps: list[int], left: list[int]) -> int:
    """The longest part of those whose text can still be smaller."""
    lengths = [end - start for start, end in zip([0, *ends], ends, strict=False)]
    return max(left, key=lambda part: (lengths[part], -steps[part]))
