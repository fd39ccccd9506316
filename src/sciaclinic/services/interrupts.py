"""Ctrl-C and other requests to stop: one line and the usual exit code, at any moment, while modules load too.

The process ends where it is. An exception would pass through code of others, some of which prints it. What is being
written does not suffer: runs and results are kept such that they outlive a kill (``output``).
"""

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from types import FrameType

_SIGNALS = ("SIGINT", "SIGTERM", "SIGHUP")
_FAILED_BY_SIGNAL = 128
_SHOW_CURSOR = "\x1b[?25h"


class _Request:
    """A signal that waits until files are in place."""

    held = 0
    number: int | None = None


def end_on_signals() -> None:
    """From here on a signal ends the process; one that the caller had told it to ignore stays ignored."""
    for number in (getattr(signal, name) for name in _SIGNALS if hasattr(signal, name)):
        if signal.getsignal(number) in (signal.SIG_DFL, signal.default_int_handler):
            signal.signal(number, _arrived)


@contextmanager
def uninterrupted() -> Iterator[None]:
    """Let a few files reach their places before a signal ends the process."""
    _Request.held += 1
    try:
        yield
    finally:
        _Request.held -= 1
        if not _Request.held and _Request.number is not None:
            _end(_Request.number)


def _arrived(number: int, frame: FrameType | None) -> None:
    if _Request.held and _Request.number is None:
        _Request.number = number
    else:
        _end(number)


def _end(number: int) -> None:
    with suppress(OSError, ValueError):
        terminal = _SHOW_CURSOR if os.isatty(2) else ""
        os.write(2, f"{terminal}\nsciatwin: stopped.\n".encode())
    os._exit(_FAILED_BY_SIGNAL + number)
