"""The decision aid on two A4 pages."""

import json
from collections.abc import Mapping
from typing import Any

from sciaclinic.answers.aid.aid import Aid, AidSection
from sciaclinic.render.people import dots_svg, hundred_svg
from sciaclinic.render.set_pages import PaperError, measured, plain, set_pages

_INK = "#14538f"
_TEMPLATE, _PAGES = "aid.typ", 2
_SIZES_PT = (11.0, 10.5, 10.0, 9.5, 9.0)
"""Tried in turn until it fits its two pages."""


def aid_paper(aid: Aid) -> bytes:
    """Raises: PaperError if the pages cannot be set, or need more than two at the smallest letters."""
    said = {name: getattr(aid, name) for name in ("title", "for_whom", "bring", "not_reviewed")}
    shown = {
        **said,
        "lang": aid.language.value,
        "first": [_section(item) for item in aid.first],
        "second": [_section(item) for item in aid.second],
    }
    told = json.dumps(plain(shown))
    for size_pt in _SIZES_PT:
        inputs = {"aid": told, "size_pt": str(size_pt)}
        if measured(_TEMPLATE, inputs, "<ends>") == [_PAGES]:
            return set_pages(_TEMPLATE, inputs)
    raise PaperError(
        f"the decision aid does not fit on {_PAGES} pages with letters of {_SIZES_PT[-1]:g} pt. Read it as a page in "
        "the browser, or shorten the telephone of the clinic."
    )


def pictures(section: AidSection, ink: str = "currentColor") -> Mapping[str, Any]:
    """The SVG of each of its hundreds by arm, and of its dots."""
    people = {item.arm: hundred_svg(item.count, says=f"{item.label}: {item.says}", ink=ink) for item in section.people}
    dots = section.dots
    return {
        "people": people,
        "dots": dots_svg(
            dots.gains,
            dots.worth_points,
            says=" ".join((section.heading, *section.says)),
            axis=dots.axis,
            worth_says=dots.worth,
            ink=ink,
        )
        if dots
        else "",
    }


def _section(section: AidSection) -> dict[str, Any]:
    drawn = pictures(section, _INK)
    return {
        "key": section.key,
        "heading": section.heading,
        "says": section.says,
        "people": [
            {"label": item.label, "says": item.says, "svg": drawn["people"][item.arm]} for item in section.people
        ],
        "dots": drawn["dots"],
        "harms": [{"count": item.count, "says": item.says} for item in section.harms],
        "points": section.points,
        "ticks": [{"label": item.label, "level": item.level} for item in section.ticks],
        "levels": section.levels,
        "lines": section.lines,
        "after": section.after,
    }
