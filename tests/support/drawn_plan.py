"""A plan as a document, and as page, paper and terminal show it."""

import io

from rich.console import Console

from sciaclinic.answers.made import Made
from sciaclinic.answers.plan.compose.document import plan_document
from sciaclinic.answers.plan.sheet import sheet_of
from sciaclinic.render.html import page
from sciaclinic.render.pdf import paper
from sciaclinic.render.terminal import print_sheet

_BLANK = '<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"/>'


def document_of(plan, at, version="0.1.0"):
    return plan_document(plan, Made(at, "Sciatwin", version, plan.draws, plan.seed))


def figures_of(document):
    return sheet_of(document).figures


def page_of(document, *, drawn=True):
    """The page; without its figures where only words are looked at."""
    return page(sheet_of(document), None if drawn else _blank(document))


def paper_of(document, *, drawn=True):
    return io.BytesIO(paper(sheet_of(document), None if drawn else _blank(document)))


def terminal_of(document, width=100):
    stream = io.StringIO()
    print_sheet(sheet_of(document), Console(file=stream, width=width))
    return stream.getvalue()


def _blank(document):
    return {figure.key: _BLANK for figure in figures_of(document)}
