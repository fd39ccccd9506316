"""The plan as three A4 pages that a clinician can sign where they suffice, and the session's; or an emergency's one."""

import json
from collections.abc import Mapping
from itertools import product

from sciaclinic.answers.plan.emergency import EmergencySheet
from sciaclinic.answers.plan.sheet import PlanSheet
from sciaclinic.render.set_pages import as_data, measured, plain, set_pages

_TEMPLATE, _EMERGENCY_TEMPLATE, _ENDS = "plan.typ", "emergency.typ", "<ends>"

MOST_PAGES = 3
"""Of the plan where they suffice; where it proposes an infusion, the sheet for a session follows on one more."""

_TEXT_SIZES_PT = (8.0, 7.7, 7.4, 7.1, 6.8, 6.5, 6.2)
"""Tried in turn until the plan fits: a plan with many open questions is set smaller."""
_LEGIBLE, _SMALLEST = 3, len(_TEXT_SIZES_PT) - 1

_BREVITY = ((0, _LEGIBLE), (1, _LEGIBLE), (2, _LEGIBLE), (3, _LEGIBLE + 1), (4, _SMALLEST))
"""How much is left out that the page (HTML) shows as well, and the smallest text that is tried before more is left out:
regimens that clinics use and sources; then what moves the gain, notes and treatments not indicated; then other
regimens, a little smaller if need be; then, on page one, the lines that the sheet for the session repeats."""

_LONGER_PAGE_ONE = (0, 4, 5)
"""What is left out of page one of a plan that takes more pages; at 5 its lists stand in full on the next page."""

_SHEET = ((8, _LEGIBLE, 1), (4, _SMALLEST, 1), (16, _LEGIBLE, 2))
"""Of the sheet for a session: rows of its chart, smallest text, and pages. Two pages are one sheet of paper."""
_PLAN_PARTS = 3

_EMERGENCY_SIZES_PT = (11.0, 9.5, 8.0, 7.0)


def plan_paper(sheet: PlanSheet, figures: Mapping[str, str]) -> bytes:
    """The PDF of a plan. A plan with too much for three pages takes more: there is always a paper to sign.

    Args:
        figures: SVG by key.
    Raises: OutputError if the pages cannot be set.
    """
    inputs = _inputs(sheet, figures)
    plan = _fitted_plan(inputs) or _longer_plan(inputs)
    fitted = _fitted_sheet(*plan) if sheet.said["doses"] else plan[0]
    return set_pages(_TEMPLATE, fitted)


def emergency_paper(sheet: EmergencySheet) -> bytes:
    """One page, however many red flags there are.

    Raises: OutputError if the page cannot be set.
    """
    shown = json.dumps(as_data(sheet))
    for size_pt in _EMERGENCY_SIZES_PT:
        inputs = {"sheet": shown, "size_pt": str(size_pt)}
        if measured(_EMERGENCY_TEMPLATE, inputs, _ENDS) == [1]:
            break
    return set_pages(_EMERGENCY_TEMPLATE, inputs)


def _inputs(sheet: PlanSheet, figures: Mapping[str, str]) -> dict[str, str]:
    said = {"statement": sheet.statement, "made": sheet.made, **sheet.said}
    drawn = [{**as_data(figure), "svg": figures[figure.key]} for figure in sheet.figures]
    return {"sheet": json.dumps(plain(said)), "figures": json.dumps(drawn)}


def _fitted_plan(inputs: dict[str, str]) -> tuple[dict[str, str], list[int]] | None:
    """Inputs with which the plan fits its pages, and the steps of text size of its parts; None if there are none."""
    for brevity, smallest in _BREVITY:
        tried = {**inputs, "brevity": str(brevity), "chart_rows": "0"}
        if _last_pages(tried, [smallest] * _PLAN_PARTS, smallest)[_PLAN_PARTS - 1] > MOST_PAGES:
            continue
        steps = [0] * _PLAN_PARTS
        while (ends := _last_pages(tried, steps, smallest)[:_PLAN_PARTS])[-1] > MOST_PAGES:
            left = [part for part in range(_PLAN_PARTS) if steps[part] < smallest]
            steps[_part_to_shrink(ends, steps, left)] += 1
        return {**tried, "sizes_pt": _sizes([*steps, smallest])}, steps
    return None


def _longer_plan(inputs: dict[str, str]) -> tuple[dict[str, str], list[int]]:
    """The same for a plan on as many pages as it takes, nothing left out of those that follow page one."""
    for page_one, size in product(_LONGER_PAGE_ONE, range(_SMALLEST + 1)):
        tried = {**inputs, "brevity": "0", "page_one": str(page_one), "chart_rows": "0"}
        steps = [size, *[_LEGIBLE] * (_PLAN_PARTS - 1)]
        if _last_pages(tried, steps, _LEGIBLE)[0] == 1:
            break
    return {**tried, "sizes_pt": _sizes([*steps, _LEGIBLE])}, steps


def _fitted_sheet(inputs: dict[str, str], steps: list[int]) -> dict[str, str]:
    """The same inputs with the largest text and the chart with which the sheet fits its page, else two pages."""
    tried = inputs
    for chart_rows, smallest, pages in _SHEET:
        tried = {**tried, "chart_rows": str(chart_rows)}
        for size in range(smallest + 1):
            ends = _last_pages(tried, steps, size)
            if ends[-1] <= ends[_PLAN_PARTS - 1] + pages:
                return {**tried, "sizes_pt": _sizes([*steps, size])}
    return {**tried, "sizes_pt": _sizes([*steps, _SMALLEST])}


def _sizes(steps: list[int]) -> str:
    return json.dumps([_TEXT_SIZES_PT[step] for step in steps])


def _last_pages(inputs: dict[str, str], steps: list[int], sheet: int) -> list[int]:
    """The page on which each part ends."""
    sized = {**inputs, "sizes_pt": _sizes([*steps, sheet])}
    return list(map(int, measured(_TEMPLATE, sized, _ENDS)))


def _part_to_shrink(ends: list[int], steps: list[int], left: list[int]) -> int:
    """The longest part of those whose text can still be smaller."""
    lengths = [end - start for start, end in zip([0, *ends], ends, strict=False)]
    return max(left, key=lambda part: (lengths[part], -steps[part]))
