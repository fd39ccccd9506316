"""An answer that was stored earlier, with its sheet."""

from pathlib import Path

from sciaclinic.answers.answer import AnswerDocument
from sciaclinic.answers.blocks import Sheet
from sciaclinic.answers.kinds import sheet_for
from sciaclinic.render.json import from_json
from sciatwin.errors import InvalidInputError
from sciatwin.text_files import read_text

_MOST_BYTES = 20_000_000


def read_stored(path: Path) -> tuple[AnswerDocument, Sheet]:
    """The document in a file, and what a reader sees of it.

    Raises: InputFileError; InvalidInputError as ``from_stored``.
    """
    return from_stored(read_text(path, most_bytes=_MOST_BYTES).text, str(path))


def from_stored(text: str, where: str) -> tuple[AnswerDocument, Sheet]:
    """The same from a text.

    Args:
        where: the file, for messages.
    Raises: InvalidInputError if it is no document, of a kind or form that this version does not know, or damaged.
    """
    document = from_json(text, where)
    try:
        return document, sheet_for(document)
    except (LookupError, ValueError, TypeError, ArithmeticError) as error:
        fault = f"its parts do not fit together ({error}). It was damaged or changed by hand; draw the original."
        raise InvalidInputError(where, [fault]) from None
