"""Texts of the decision aid, in each language that there is."""

from collections.abc import Mapping
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Any

import yaml


class Language(StrEnum):
    ENGLISH = "en"
    GERMAN = "de"


def texts_in(language: Language) -> Mapping[str, Any]:
    """Every text, by name."""
    found: Mapping[str, Any] = _all()[language.value]
    return found


@cache
def _all() -> Mapping[str, Any]:
    read: Mapping[str, Any] = yaml.safe_load(files(__package__).joinpath("texts.yaml").read_text(encoding="utf-8"))
    return read
