"""Work that takes longer than a page may: it goes on when whoever asked has left, and its result stays a while."""

import logging
import threading
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

from sciaclinic.services.fault_log import log_fault
from sciatwin.errors import UserError

_log = logging.getLogger(__name__)
_KEPT = 32


@dataclass(frozen=True)
class Result:
    """``html`` once it is done; ``refused``: what a person can mend; neither while it works."""

    html: str = ""
    refused: str = ""

    @property
    def is_ready(self) -> bool:
        return bool(self.html or self.refused)


class LongWork:
    """One piece of work at a time, in the background; the others wait their turn. The same key is done once."""

    def __init__(self) -> None:
        self._results: OrderedDict[str, Result] = OrderedDict()
        self._lock, self._turn = threading.Lock(), threading.Lock()

    def begin(self, key: str, job: Callable[[], str]) -> Result:
        """The result, or that it is being worked on. What was refused is tried anew."""
        with self._lock:
            found = self._results.get(key)
            if found is None or found.refused:
                self._results[key] = Result()
                # A daemon: a clinic that is closed does not wait for it, and nothing half done is kept.
                threading.Thread(target=self._work, args=(key, job), daemon=True).start()
            return found or Result()

    def result(self, key: str) -> Result | None:
        """None where nobody has begun it."""
        with self._lock:
            return self._results.get(key)

    def _work(self, key: str, job: Callable[[], str]) -> None:
        with self._turn:
            try:
                result = Result(html=job())
            except UserError as error:
                result = Result(refused=str(error))
            except Exception as error:
                log_fault(_log, "work in the background stopped", error)
                result = Result(refused=f"A fault of the program, not of what was asked: {type(error).__name__}.")
        with self._lock:
            self._results[key] = result
            ready = [name for name, found in self._results.items() if found.is_ready]
            for old in ready[: max(0, len(ready) - _KEPT)]:
                del self._results[old]
