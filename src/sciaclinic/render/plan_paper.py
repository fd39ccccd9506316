"""The plan as three A4 pages that a clinician can sign where they suffice, and the session's; or an emergency's one."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise, product

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
_FIRST_CHART = str(_SHEET[0][0])
_PLAN_PARTS = 3

Setting = Mapping[str, str]
"""Inputs of the template that say how much is shown."""

_EMERGENCY_SIZES_PT = (11.0, 9.5, 8.0, 7.0)


def plan_paper(sheet: PlanSheet, figures: Mapping[str, str]) -> bytes:
    """The PDF of a plan. A plan with too much for three pages takes more: there is always a paper to sign.

    Args:
        figures: SVG by key.
    Raises: OutputError if the pages cannot be set.
    """
    pages = _Pages(_inputs(sheet, figures))
    plan = _fitted_plan(pages) or _longer_plan(pages)
    setting, steps = _fitted_sheet(pages, *plan) if sheet.said["doses"] else (plan[0], [*plan[1], _LEGIBLE])
    sizes_pt = json.dumps([_TEXT_SIZES_PT[step] for step in steps])
    return set_pages(_TEMPLATE, {**pages.inputs, **setting, "sizes_pt": sizes_pt})


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


@dataclass(frozen=True)
class _Pages:
    """How many pages each part takes. Parts begin on pages of their own, so one's length hangs on its own text alone,
    and all of them are measured at once."""

    inputs: Mapping[str, str]
    _found: dict[tuple[object, ...], list[int]] = field(default_factory=dict)

    def of_parts(self, step: int, setting: Setting) -> list[int]:
        """Pages of each part of the plan, and of the sheet for a session, with text of this step of size."""
        key = (step, *sorted(setting.items()))
        if key not in self._found:
            sizes_pt = json.dumps([_TEXT_SIZES_PT[step]] * (_PLAN_PARTS + 1))
            ends = measured(_TEMPLATE, {**self.inputs, **setting, "sizes_pt": sizes_pt}, _ENDS)
            self._found[key] = [int(end) - int(before) for before, end in pairwise([0, *ends])]
        return self._found[key]

    def of_plan(self, steps: Sequence[int], setting: Setting) -> list[int]:
        """Pages of each part of the plan, each with text of its own step."""
        return [self.of_parts(step, setting)[part] for part, step in enumerate(steps)]


def _fitted_plan(pages: _Pages) -> tuple[Setting, list[int]] | None:
    """Setting with which the plan fits its pages, and the steps of text size of its parts; None if there is none."""
    for brevity, smallest in _BREVITY:
        setting = {"brevity": str(brevity), "chart_rows": _FIRST_CHART}
        if sum(pages.of_plan([smallest] * _PLAN_PARTS, setting)) > MOST_PAGES:
            continue
        steps = [0] * _PLAN_PARTS
        while sum(lengths := pages.of_plan(steps, setting)) > MOST_PAGES:
            left = [part for part in range(_PLAN_PARTS) if steps[part] < smallest]
            steps[_part_to_shrink(lengths, steps, left)] += 1
        return setting, steps
    return None


def _part_to_shrink(lengths: list[int], steps: list[int], left: list[int]) -> int:
    """The longest part of those whose text can still be smaller."""
    return max(left, key=lambda part: (lengths[part], -steps[part]))


def _longer_plan(pages: _Pages) -> tuple[Setting, list[int]]:
    """The same for a plan on as many pages as it takes, nothing left out of those that follow page one."""
    for page_one, size in product(_LONGER_PAGE_ONE, range(_SMALLEST + 1)):
        setting = {"brevity": "0", "page_one": str(page_one), "chart_rows": _FIRST_CHART}
        if pages.of_parts(size, setting)[0] == 1:
            break
    return setting, [size, *[_LEGIBLE] * (_PLAN_PARTS - 1)]


def _fitted_sheet(pages: _Pages, setting: Setting, steps: list[int]) -> tuple[Setting, list[int]]:
    """The same with the largest text and the chart with which the sheet fits its page, else two pages."""
    for chart_rows, smallest, most in _SHEET:
        setting = {**setting, "chart_rows": str(chart_rows)}
        if pages.of_parts(smallest, setting)[-1] <= most:
            return setting, [*steps, _largest_that_fits(pages, setting, smallest, most)]
    return setting, [*steps, _SMALLEST]


def _largest_that_fits(pages: _Pages, setting: Setting, smallest: int, most: int) -> int:
    """Step of the largest text with which the sheet takes so many pages; the smallest is known to fit."""
    too_large, fits = -1, smallest
    while fits - too_large > 1:
        middle = (too_large + fits) // 2
        if pages.of_parts(middle, setting)[-1] <= most:
            fits = middle
        else:
            too_large = middle
    return fits
