"""One run at a time writes into a folder. The system lets go of the lock when a run ends, however it ends."""

import errno
import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

LOCK_FILE = ".sciatwin-lock"
_PAUSE_S = 0.05
_IS_TAKEN = (errno.EACCES, errno.EAGAIN, errno.EDEADLK)


@contextmanager
def locked(folder: Path, *, wait_s: float = 20.0) -> Iterator[None]:
    """Hold the folder while the block runs.

    Raises: OSError (EBUSY) if another run holds it for longer than ``wait_s``, or if the folder cannot be written.
    """
    path = folder / LOCK_FILE
    until = time.monotonic() + wait_s
    while (file := _taken(path)) is None:
        if time.monotonic() > until:
            raise OSError(errno.EBUSY, "another run is writing there; let it end")
        time.sleep(_PAUSE_S)
    try:
        yield
    finally:
        with suppress(OSError):  # where an open file cannot be removed, it stays, and holds nothing
            path.unlink()
        os.close(file)


def _taken(path: Path) -> int | None:
    """The lock file, open and locked; None if another run has it, or removed it in the meantime."""
    file = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        if _try_lock(file) and _is_same(file, path):
            return file
    except OSError as error:
        os.close(file)
        if error.errno in _IS_TAKEN:
            return None
        raise
    os.close(file)
    return None


def _is_same(file: int, path: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(file), path.stat())
    except FileNotFoundError:
        return False


if sys.platform == "win32":
    import msvcrt

    def _try_lock(file: int) -> bool:
        msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
        return True

else:
    import fcntl

    _NO_LOCKS = (errno.ENOLCK, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS)

    def _try_lock(file: int) -> bool:
        """True as well on a disk that knows no locks: to write is better than to refuse."""
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            if error.errno not in _NO_LOCKS:
                raise
        return True
