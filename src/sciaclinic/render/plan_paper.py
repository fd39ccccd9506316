"""The plan as three A4 pages that a clinician can sign where they suffice, and the session's; or an emergency's one."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate, product

from sciaclinic.answers.blocks import Figure
from sciaclinic.answers.plan.emergency import EmergencySheet
from sciaclinic.answers.plan.sheet import PlanSheet
from sciaclinic.render.figures import narrow_figure_svg
from sciaclinic.render.set_pages import as_data, measured, plain, set_pages

_TEMPLATE, _EMERGENCY_TEMPLATE, _ENDS = "plan.typ", "emergency.typ", "<ends>"
_SIGNATURE_TEMPLATE = "signature.typ"

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

Part = tuple[int, ...]
"""What begins on a page of its own: parts of the template, as it counts them."""
_WITH_INFUSION: tuple[Part, ...] = ((0,), (1,), (2,))
_WITHOUT: tuple[Part, ...] = ((0,), (1, 2))
_SESSION: Part = (3,)

Setting = Mapping[str, str]
"""Inputs of the template that say how much is shown."""

_NARROW_IN = {"pain": (3.4, 2.3), "side-effects": (3.2, 2.5)}
"""Width and height in which figures are drawn that share a row; each is then set as wide as its column."""

_EMERGENCY_SIZES_PT = (11.0, 9.5, 8.0, 7.0)


def plan_paper(sheet: PlanSheet, figures: Mapping[str, str], signature: Mapping[str, str] | None = None) -> bytes:
    """The PDF of a plan. A plan with too much for three pages takes more: there is always a paper to sign.

    Args:
        figures: SVG by key.
        signature: fills the lines to sign, and stands in full on a page behind the others.
    Raises: OutputError if the pages cannot be set.
    """
    said = plain({"statement": sheet.statement, "made": sheet.made, **sheet.said})
    narrow = {figure.key: narrow_figure_svg(figure, size_in) for figure, size_in in _narrow(sheet)}
    drawn = [{**as_data(figure), "svg": {**figures, **narrow}[figure.key]} for figure in sheet.figures]
    blank = [{**figure, "svg": _blank(figure["svg"])} for figure in drawn]
    inputs = {"sheet": json.dumps(said), "figures": json.dumps(blank), **_signed(signature)}
    pages = _Pages(inputs, _WITH_INFUSION if sheet.said["risks"] else _WITHOUT)
    plan = _fitted_plan(pages) or _longer_plan(pages)
    setting, steps = _fitted_sheet(pages, *plan) if sheet.said["doses"] else plan
    sizes = _sizes(dict(zip((*pages.plan, _SESSION), steps, strict=False)))
    whole = {**inputs, **setting, **sizes, "figures": json.dumps(drawn)}
    return set_pages(_TEMPLATE, whole, behind=_behind(signature))


def emergency_paper(sheet: EmergencySheet, signature: Mapping[str, str] | None = None) -> bytes:
    """One page, however many red flags there are.

    Raises: OutputError if the page cannot be set.
    """
    shown = json.dumps(as_data(sheet))
    for size_pt in _EMERGENCY_SIZES_PT:
        inputs = {"sheet": shown, "size_pt": str(size_pt)}
        if measured(_EMERGENCY_TEMPLATE, inputs, _ENDS) == [1]:
            break
    return set_pages(_EMERGENCY_TEMPLATE, {**inputs, **_signed(signature)}, behind=_behind(signature))


def _signed(signature: Mapping[str, str] | None) -> dict[str, str]:
    return {"signature": json.dumps(plain(dict(signature)))} if signature else {}


def _behind(signature: Mapping[str, str] | None) -> str:
    return _SIGNATURE_TEMPLATE if signature else ""


def _blank(svg: str) -> str:
    """A figure of the same size with nothing in it, which takes the same room and no time."""
    return svg[: svg.index(">")].rstrip("/") + "/>"


def _sizes(steps: Mapping[Part, int]) -> Setting:
    """What is set, and the size of its text by part of the template."""
    by_part = {part: _TEXT_SIZES_PT[step] for parts, step in steps.items() for part in parts}
    sizes_pt = [by_part.get(part, _TEXT_SIZES_PT[0]) for part in range(_SESSION[0] + 1)]
    return {"parts": json.dumps(list(by_part)), "sizes_pt": json.dumps(sizes_pt)}


def _narrow(sheet: PlanSheet) -> Iterator[tuple[Figure, tuple[float, float]]]:
    """Figures that share a row with others where there is an infusion, and how large each is drawn for that."""
    if sheet.said["risks"] is not None:
        yield from ((figure, _NARROW_IN[figure.key]) for figure in sheet.figures if figure.key in _NARROW_IN)


@dataclass(frozen=True)
class _Pages:
    """How many pages each part takes. Parts begin on pages of their own, so one's length hangs on its own text alone
    and each is measured alone.

    Attributes:
        plan: its parts, without the sheet for a session.
    """

    inputs: Mapping[str, str]
    plan: tuple[Part, ...]
    _found: dict[tuple[object, ...], int] = field(default_factory=dict)

    def of_part(self, part: Part, step: int, setting: Setting) -> int:
        """Pages of a part with text of this step of size."""
        key = (part, step, *sorted(setting.items()))
        if key not in self._found:
            ends = measured(_TEMPLATE, {**self.inputs, **setting, **_sizes({part: step})}, _ENDS)
            self._found[key] = int(ends[-1])
        return self._found[key]

    def of_plan(self, steps: Sequence[int], setting: Setting) -> Iterator[int]:
        """Pages of each part of the plan, each with text of its own step; measured as they are asked for."""
        return (self.of_part(part, step, setting) for part, step in zip(self.plan, steps, strict=True))


def _fitted_plan(pages: _Pages) -> tuple[Setting, list[int]] | None:
    """Setting with which the plan fits its pages, and the steps of text size of its parts; None if there is none."""
    for brevity, smallest in _BREVITY:
        setting = {"brevity": str(brevity), "chart_rows": _FIRST_CHART}
        if not _fits(pages, [smallest] * len(pages.plan), setting):
            continue
        steps = [0] * len(pages.plan)
        while sum(lengths := list(pages.of_plan(steps, setting))) > MOST_PAGES:
            left = [part for part, step in enumerate(steps) if step < smallest]
            steps[_part_to_shrink(lengths, steps, left)] += 1
        return setting, steps
    return None


def _fits(pages: _Pages, steps: Sequence[int], setting: Setting) -> bool:
    """Each part takes a page at least, so the rest is not looked at once one has taken too many."""
    spare = MOST_PAGES - len(pages.plan)
    more = accumulate(length - 1 for length in pages.of_plan(steps, setting))
    return all(taken <= spare for taken in more)


def _part_to_shrink(lengths: list[int], steps: list[int], left: list[int]) -> int:
    """The longest part of those whose text can still be smaller."""
    return max(left, key=lambda part: (lengths[part], -steps[part]))


def _longer_plan(pages: _Pages) -> tuple[Setting, list[int]]:
    """The same for a plan on as many pages as it takes, nothing left out of those that follow page one."""
    for page_one, size in product(_LONGER_PAGE_ONE, range(_SMALLEST + 1)):
        setting = {"brevity": "0", "page_one": str(page_one), "chart_rows": _FIRST_CHART}
        if pages.of_part(pages.plan[0], size, setting) == 1:
            break
    return setting, [size, *[_LEGIBLE] * (len(pages.plan) - 1)]


def _fitted_sheet(pages: _Pages, setting: Setting, steps: list[int]) -> tuple[Setting, list[int]]:
    """The same with the largest text and the chart with which the sheet fits its page, else two pages."""
    for chart_rows, smallest, most in _SHEET:
        setting = {**setting, "chart_rows": str(chart_rows)}
        if pages.of_part(_SESSION, smallest, setting) <= most:
            return setting, [*steps, _largest_that_fits(pages, setting, smallest, most)]
    return setting, [*steps, _SMALLEST]


def _largest_that_fits(pages: _Pages, setting: Setting, smallest: int, most: int) -> int:
    """Step of the largest text with which the sheet takes so many pages; the smallest is known to fit."""
    too_large, fits = -1, smallest
    while fits - too_large > 1:
        middle = (too_large + fits) // 2
        if pages.of_part(_SESSION, middle, setting) <= most:
            fits = middle
        else:
            too_large = middle
    return fits
