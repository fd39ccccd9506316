"""A document as a part of a page: drawn from its sheet, as the command line draws it."""

from sciaclinic.answers.answer import AnswerDocument
from sciaclinic.answers.kinds import sheet_for
from sciaclinic.render.html import fragment


def drawn(document: AnswerDocument) -> str:
    """HTML of our own making: every text in it is escaped already."""
    return fragment(sheet_for(document))
