"""Compiles inner loops with numba and keeps the machine code on disk."""

from collections.abc import Callable
from typing import Any

import numba


def compiled(function: Callable[..., Any]) -> Callable[..., Any]:
    """Compile, and keep the result on disk where there is a place for it.

    Set NUMBA_CACHE_DIR where neither the package nor the home folder can be written; without any, each process
    compiles anew. Multiply and add may be fused; nothing else about floating point is relaxed. Division by zero gives
    what NumPy gives: a check before each division would keep the processor from doing several at once.
    """
    options: dict[str, Any] = {"nogil": True, "error_model": "numpy", "fastmath": {"contract"}}
    try:
        return numba.njit(cache=True, **options)(function)
    except RuntimeError:  # no folder for the cache
        return numba.njit(**options)(function)
