"""YAML with fewer surprises: ``on`` and ``off`` are words, ``<<`` and ``=`` names, and what is no value stays text."""

from collections.abc import Callable
from typing import Any

import yaml

_BOOLEAN = "tag:yaml.org,2002:bool"
_SCALARS = (_BOOLEAN, *(f"tag:yaml.org,2002:{kind}" for kind in ("int", "float", "timestamp")))
_NO_VALUE = (ValueError, LookupError, AttributeError, OverflowError)
"""What PyYAML raises for text that is no value of its tag."""
_ON_AND_OFF = ("o", "O")
_MERGE_AND_VALUE = ("<", "=")


def _readings(loader: Any) -> dict[str, list[tuple[str, Any]]]:
    """How plain words are read, by their first letter: yes, no, true and false are booleans, nothing else is."""
    kept = {
        first: readings for first, readings in loader.yaml_implicit_resolvers.items() if first not in _MERGE_AND_VALUE
    }
    return kept | {first: [item for item in kept.get(first, ()) if item[0] != _BOOLEAN] for first in _ON_AND_OFF}


def _or_text(construct: Callable[[Any, yaml.Node], Any]) -> Callable[[Any, yaml.ScalarNode], Any]:
    """What looks like a value and is none, such as 2025-02-29, stays text: the record refuses it by line and field."""

    def constructed(loader: Any, node: yaml.ScalarNode) -> Any:
        try:
            return construct(loader, node)
        except _NO_VALUE:
            return node.value

    return constructed


def _loader(base: Any) -> Any:
    loader: Any = type(f"Words{base.__name__}", (base,), {"yaml_implicit_resolvers": _readings(base)})
    for tag in _SCALARS:
        loader.add_constructor(tag, _or_text(base.yaml_constructors[tag]))
    return loader


PLAIN_LOADER = _loader(yaml.SafeLoader)
COMPILED_LOADER = _loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader))
"""Ten times faster, where it is there."""
