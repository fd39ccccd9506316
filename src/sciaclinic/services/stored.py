"""An answer that was stored earlier."""

from pathlib import Path

from sciaclinic.answers.answer import Answer
from sciaclinic.render.json import from_json
from sciatwin.text_files import read_text

_MOST_BYTES = 20_000_000


def read_document(path: Path) -> Answer:
    """The document in a file.

    Raises: InputFileError; InvalidInputError if it is no document, of a kind or form that this version does not know,
        or damaged.
    """
    return from_json(read_text(path, most_bytes=_MOST_BYTES).text, str(path))
