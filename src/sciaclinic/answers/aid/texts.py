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


def sentences(section: Mapping[str, Any]) -> tuple[str, ...]:
    """What a section says, without the sources that stand beside some of its sentences."""
    return tuple(item if isinstance(item, str) else item["says"] for item in section["says"])


def sources_of(section: Mapping[str, Any]) -> tuple[tuple[str, ...], ...]:
    """Of each sentence, kind/name of what it rests on, as ``sciatwin evidence sources`` lists it; empty where it claims
    nothing but what the plan says."""
    return tuple(() if isinstance(item, str) else tuple(item["sources"]) for item in section["says"])


def red_flag_texts(language: Language) -> Mapping[str, str]:
    """Danger signs that are asked for by themselves: field of the patient's red flags → what the patient notices."""
    found: Mapping[str, str] = texts_in(language)["danger_signs"]["red_flags"]
    return found


def other_danger_signs(language: Language) -> Mapping[str, str]:
    """Danger signs that are told and not asked: of the drug, and of the mood."""
    found: Mapping[str, str] = texts_in(language)["danger_signs"]["others"]
    return found


@cache
def _all() -> Mapping[str, Any]:
    read: Mapping[str, Any] = yaml.safe_load(files(__package__).joinpath("texts.yaml").read_text(encoding="utf-8"))
    return read
