"""A sign of life on a terminal while a command works: it comes after a moment and goes before anything is printed."""

from __future__ import annotations

import sys
import threading
import time

_PATIENCE_S, _STEP_S = 0.7, 0.2
_FRAMES = "|/-\\"


class Progress:
    """One line on standard error that says which command works and for how long; nothing where no person looks."""

    def __init__(self) -> None:
        self._done = threading.Event()
        self._thread: threading.Thread | None = None

    def start(self, what: str) -> None:
        """Begin, if standard error is a terminal."""
        if not sys.stderr.isatty() or self._thread is not None:
            return
        self._done.clear()
        self._thread = threading.Thread(target=self._turn, args=(what, time.monotonic()), daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Take the line away. Safe to call at any time, and more than once."""
        thread, self._thread = self._thread, None
        self._done.set()
        if thread is not None:
            thread.join()

    def _turn(self, what: str, begun_s: float) -> None:
        shown = 0
        if self._done.wait(_PATIENCE_S):
            return
        while not self._done.wait(_STEP_S):
            passed_s = time.monotonic() - begun_s
            sys.stderr.write(f"\r{_FRAMES[shown % len(_FRAMES)]} {what}: working, {passed_s:.0f} s; Ctrl-C stops it")
            sys.stderr.flush()
            shown += 1
        if shown:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()


PROGRESS = Progress()
"""Of this process: whatever prints stops it first."""
