"""YAML with fewer surprises: ``on`` and ``off`` are words, and ``<<`` and ``=`` are names like any other."""

from typing import Any

import yaml

_BOOLEAN = "tag:yaml.org,2002:bool"
_ON_AND_OFF = ("o", "O")
_MERGE_AND_VALUE = ("<", "=")


def _readings(loader: Any) -> dict[str, list[tuple[str, Any]]]:
    """How plain words are read, by their first letter: yes, no, true and false are booleans, nothing else is."""
    kept = {
        first: readings for first, readings in loader.yaml_implicit_resolvers.items() if first not in _MERGE_AND_VALUE
    }
    return kept | {first: [item for item in kept.get(first, ()) if item[0] != _BOOLEAN] for first in _ON_AND_OFF}


def _loader(base: Any) -> Any:
    return type(f"Words{base.__name__}", (base,), {"yaml_implicit_resolvers": _readings(base)})


PLAIN_LOADER = _loader(yaml.SafeLoader)
COMPILED_LOADER = _loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader))
"""Ten times faster, where it is there."""
