"""Every file of an answer: the document, the page, the paper, the curves and each figure."""

from collections.abc import Mapping

from sciaclinic.answers.answer import AnswerDocument
from sciaclinic.answers.blocks import Sheet
from sciaclinic.answers.kinds import KINDS
from sciaclinic.render.csv import curves_csv
from sciaclinic.render.figures import figure_svg
from sciaclinic.render.html import page
from sciaclinic.render.json import to_json
from sciaclinic.render.pdf import paper


def files_of(document: AnswerDocument, sheet: Sheet, *, with_paper: bool = True) -> Mapping[str, bytes]:
    """The files by name, drawn from the document alone; figures are drawn once.

    Raises: OutputError if the paper cannot be set.
    """
    figures = {item.key: figure_svg(item) for item in sheet.figures}
    files = {
        f"{document.kind}.html": page(sheet, figures).encode(),
        f"{document.kind}.json": to_json(document),
        **({f"{document.kind}.pdf": paper(sheet, figures)} if with_paper else {}),
        **{f"{key.replace('-', '_')}.svg": svg.encode() for key, svg in figures.items()},
    }
    for name, other in KINDS[document.kind]().pages.items():
        files[f"{document.kind}_{name}.html"] = page(other(document)).encode()
    if document.all_curves:
        files[f"{document.kind}.csv"] = curves_csv(document.all_curves).encode()
    return files
