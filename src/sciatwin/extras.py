"""Libraries that only some uses need. They come with an extra of the installation; who lacks one is told which.

pip install "sciatwin[plots]"       figures
pip install "sciatwin[clinic]"      the command line, reports with figures, and the clinic in the browser
pip install "sciatwin[research]"    trials scored, pooled and calibrated to; the reference sampler
"""

from importlib import import_module
from importlib.util import find_spec
from typing import Any

from sciatwin.errors import MissingExtraError


def require(extra: str, what: str, *libraries: str) -> None:
    """Pass if all ``libraries`` are installed; none of them is loaded.

    Raises: MissingExtraError naming what is missing, the extra that brings it and how to install it; ``what`` begins
        its sentence, such as "Figures".
    """
    missing = [name for name in libraries if find_spec(name) is None]
    if missing:
        raise MissingExtraError(extra, what, missing)


def library(name: str, *, extra: str, what: str) -> Any:
    """The module ``name`` of a library that only ``extra`` brings, loaded now. Raises: MissingExtraError."""
    require(extra, what, name.partition(".")[0])
    return import_module(name)
