"""Any sheet as a page that works offline, or as a part of one: no script, no request, readable on a phone, in print and
by night."""

from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined, Template

from sciaclinic.answers.blocks import SECTION, Beside, Block, Heading, Medium, Sheet
from sciaclinic.render.figures import figure_svg
from sciaclinic.render.runs import runs
from sciatwin.foreign_text import visible


def page(sheet: Sheet, figures: Mapping[str, str] | None = None) -> str:
    """A page that stands alone. Every text is escaped; only SVG that was drawn here stands as it is.

    Args:
        figures: SVG by key, where they were drawn already.
    """
    return page_template("page.html").render(**_shown_on_page(sheet, figures))


def fragment(sheet: Sheet, figures: Mapping[str, str] | None = None) -> str:
    """The same without head and style, to stand inside a page."""
    return page_template("fragment.html").render(**_shown_on_page(sheet, figures))


def fragment_in_two(sheet: Sheet) -> tuple[str, str]:
    """The same as the answer itself and what stands behind it, for a page that shows something between them."""
    shown = _shown_on_page(sheet, None)
    return (
        page_template("fragment_answer.html").render(**shown),
        page_template("fragment_parts.html").render(**shown),
    )


def style_sheet() -> str:
    """The style of every page, for pages that load it once instead of holding it."""
    return files("sciaclinic.render").joinpath("templates/sheet.css").read_text(encoding="utf-8")


def _shown_on_page(sheet: Sheet, figures: Mapping[str, str] | None) -> dict[str, object]:
    blocks = sheet.shown(Medium.PAGE)
    drawn = figures or {item.key: figure_svg(item) for item in sheet.figures}
    return {"sheet": sheet, "sections": _sections(blocks), "figures": drawn}


def _sections(blocks: Sequence[Block]) -> list[list[Block]]:
    """Blocks from one heading of a section to the next."""
    sections: list[list[Block]] = []
    for block in blocks:
        if _begins_section(block) or not sections:
            sections.append([])
        sections[-1].append(block)
    return sections


def _begins_section(block: Block) -> bool:
    first = block.left[0] if isinstance(block, Beside) else block
    return isinstance(first, Heading) and first.level == SECTION


def _kind(block: Block) -> str:
    return type(block).__name__


def _shown(value: object) -> object:
    """A text with its hidden characters made visible; markup of our own as it is."""
    return visible(value) if type(value) is str else value


@cache
def page_template(name: str) -> Template:
    environment = page_environment("sciaclinic.render")
    environment.filters["kind"], environment.filters["runs"] = _kind, runs
    return environment.get_template(name)


def page_environment(package: str) -> Environment:
    """Templates of a package: every text is escaped, and its hidden characters are made visible."""
    return Environment(
        loader=PackageLoader(package),
        autoescape=True,
        finalize=_shown,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
