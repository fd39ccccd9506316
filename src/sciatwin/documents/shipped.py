"""Content of the data files that come with the package. Tests check them, so no fault need be named by its line."""

from typing import Any

import yaml

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""The compiled one is ten times faster, where it is there."""


def shipped_content(text: str) -> Any:
    """What a YAML text says."""
    return yaml.load(text, Loader=_LOADER)
