"""Compiles inner loops with numba and keeps the machine code on disk.

What is on disk may be cut short, changed or of another processor. Code runs only if it is what was once written for
this function, these types and this processor; anything else is compiled anew and written over.
"""

import hashlib
import pickle
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import numba
from numba.core.caching import FunctionCache, IndexDataCacheFile


def compiled(function: Callable[..., Any]) -> Callable[..., Any]:
    """Compile, and keep the result on disk where there is a place for it.

    Set NUMBA_CACHE_DIR where neither the package nor the home folder can be written; without any, each process
    compiles anew. Multiply and add may be fused; nothing else about floating point is relaxed. Division by zero gives
    what NumPy gives: a check before each division would keep the processor from doing several at once.
    """
    dispatcher = numba.njit(nogil=True, error_model="numpy", fastmath={"contract"})(function)
    with suppress(RuntimeError):  # no folder for the cache
        dispatcher._cache = _RebuiltCache(function)  # type: ignore[attr-defined, unused-ignore]
    return dispatcher  # type: ignore[no-any-return, unused-ignore]


class _SealedFile(IndexDataCacheFile):  # type: ignore[misc, unused-ignore]
    """Machine code with a checksum, and with the key it was written for: an index may name another one's file."""

    def save(self, key: Any, data: Any) -> None:
        super().save(key, (key, data))

    def load(self, key: Any) -> Any:
        written_for, data = super().load(key) or (None, None)
        return data if written_for == key else None

    def _save_data(self, name: str, data: Any) -> None:
        code = self._dump(data)
        with self._open_for_write(self._data_path(name)) as file:
            file.write(_checksum(code) + code)

    def _load_data(self, name: str) -> Any:
        found = Path(self._data_path(name)).read_bytes()
        size = len(_checksum(b""))
        if _checksum(found[size:]) != found[:size]:
            raise ValueError(f"{name} is damaged")
        return pickle.loads(found[size:])


class _RebuiltCache(FunctionCache):  # type: ignore[misc, unused-ignore]
    """A cache whose damage costs a compilation and nothing else. Damaged bytes raise whatever they happen to mean."""

    def __init__(self, function: Callable[..., Any]) -> None:
        super().__init__(function)
        stamp = self._impl.locator.get_source_stamp()
        self._cache_file = _SealedFile(self._cache_path, self._impl.filename_base, stamp)

    def load_overload(self, sig: Any, target_context: Any) -> Any:
        """The compiled function, or None if there is none that can be trusted."""
        try:
            return super().load_overload(sig, target_context)
        except Exception:
            self._forget()
            return None

    def save_overload(self, sig: Any, data: Any) -> None:
        """Keep it, if the disk takes it; it runs from memory anyway."""
        try:
            super().save_overload(sig, data)
        except Exception:
            self._forget()

    def _forget(self) -> None:
        with suppress(OSError):
            self.flush()


def _checksum(code: bytes) -> bytes:
    return hashlib.sha256(code).digest()
