"""Writes all files of a result or none of them."""

import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path

from sciatwin.errors import OutputError


def write_all(folder: Path, files: Mapping[str, bytes]) -> list[Path]:
    """Write every file into ``folder``, replacing files of the same name.

    The files are completed in a neighbouring folder first, so that a failure leaves nothing half-written.

    Raises: OutputError if the folder cannot be written.
    """
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        staging = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
        try:
            for name, content in files.items():
                (staging / name).write_bytes(content)
            folder.mkdir(exist_ok=True)
            return [_move(staging / name, folder / name) for name in files]
        finally:
            shutil.rmtree(staging, ignore_errors=True)
    except OSError as error:
        raise OutputError(
            f"cannot write to '{folder}': {error.strerror or error}. Name another folder with --out."
        ) from None


def _move(source: Path, target: Path) -> Path:
    return source.replace(target)
