"""Public names of a package that are loaded when they are first used, so that a small question stays quick."""

from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Any


def lazy(package: str, where: Mapping[str, str]) -> tuple[Callable[[str], Any], Callable[[], list[str]]]:
    """``__getattr__`` and ``__dir__`` of a package (PEP 562).

    Args:
        where: public name → module that has it, or "module:name" if it is called otherwise there.
    """

    def get(name: str) -> Any:
        if name not in where:
            raise AttributeError(f"{package} has no '{name}'. It has: {', '.join(where)}.")
        module, _, there = where[name].partition(":")
        return getattr(import_module(module), there or name)

    def names() -> list[str]:
        return sorted(where)

    return get, names
