"""Files that somebody sends, read exactly as the command line reads them."""

import tempfile
from pathlib import Path, PurePath
from typing import TypeVar

from pydantic import BaseModel

from sciatwin.documents import read_record

Record = TypeVar("Record", bound=BaseModel)


def read_uploaded(content: bytes, name: str, record_type: type[Record]) -> Record:
    """A record from the bytes of a file; messages name the file as its sender does.

    Raises: InputFileError, InvalidInputError as ``read_record``.
    """
    with tempfile.TemporaryDirectory() as folder:
        # Only the last part of a name, so that none leads out of the folder.
        path = Path(folder) / (PurePath(name.replace("\\", "/")).name or "file")
        path.write_bytes(content)
        return read_record(path, record_type)
