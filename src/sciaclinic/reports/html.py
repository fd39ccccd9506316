"""Self-contained pages: no script, no request, readable on a phone and in print."""

from collections.abc import Sequence
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined, Template

from sciaclinic.reports.document import PlanDocument
from sciaclinic.reports.emergency import emergency_sheet
from sciaclinic.reports.figures import ReportFigure
from sciaclinic.reports.sheet import sheet_of
from sciatwin.foreign_text import visible


def render_html(document: PlanDocument, figures: Sequence[ReportFigure]) -> str:
    """The page of a plan. Every text is escaped; only the figures' SVG, drawn by this software, stands as it is."""
    if document.is_emergency:
        return page_template("emergency.html").render(sheet=emergency_sheet(document))
    return page_template("plan.html").render(sheet=sheet_of(document), figures=figures)


def _shown(value: object) -> object:
    """A text with its hidden characters made visible; markup of our own as it is."""
    return visible(value) if type(value) is str else value


@cache
def page_template(name: str) -> Template:
    """A page of this room; what it shows is escaped."""
    environment = Environment(
        loader=PackageLoader("sciaclinic.reports"),
        autoescape=True,
        finalize=_shown,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template(name)
