"""Twins that were drawn a moment ago, kept so that a lever can be moved. They are found by what was answered, not by
whom: the key is a hash of the answers and the day."""

import hashlib
from collections import OrderedDict
from collections.abc import Callable, Hashable
from datetime import date
from threading import Lock
from typing import Generic, TypeVar

from sciatwin.patient import Patient
from sciatwin.twin import Twin

Kept = TypeVar("Kept")


class LastUsed(Generic[Kept]):
    """A few things that take time to make; what was not asked for longest goes first. Safe among threads."""

    def __init__(self, most: int) -> None:
        self._most, self._lock = most, Lock()
        self._kept: OrderedDict[Hashable, Kept] = OrderedDict()
        self._making: dict[Hashable, Lock] = {}

    def get(self, key: Hashable, make: Callable[[], Kept]) -> Kept:
        """What is kept under a key; made once where it is not there, however many ask at the same time."""
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]
            mine = self._making.setdefault(key, Lock())
        with mine:
            with self._lock:
                if key in self._kept:
                    return self._kept[key]
            made = make()
            with self._lock:
                self._kept[key] = made
                self._making.pop(key, None)
                while len(self._kept) > self._most:
                    self._kept.popitem(last=False)
            return made

    def __len__(self) -> int:
        return len(self._kept)


_MOST = 24
_TWINS: LastUsed[Twin] = LastUsed(_MOST)


def drawn_twin(patient: Patient, *, draws: int, seed: int, today: date) -> Twin:
    """The twin of these answers on this day."""
    answers = hashlib.sha256(patient.model_dump_json().encode()).hexdigest()
    return _TWINS.get((answers, draws, seed, today), lambda: Twin(patient, draws=draws, seed=seed, today=today))
