"""The stored answer to "which sources are there, and what stands on each?"."""

from collections.abc import Mapping
from typing import ClassVar, Literal

from sciaclinic.answers.answer import AnswerDocument
from sciaclinic.answers.record import SourceRecord


class UsedSource(SourceRecord):
    """One source and what stands on it."""

    also: tuple[str, ...]
    """Other names of it, or other works that were read in the same place."""
    used_by: Mapping[str, tuple[str, ...]]
    """A kind of thing, such as ``trial`` or ``rule``, and the names of those that stand on it."""


class SourcesDocument(AnswerDocument):
    """Every source of the project, by citation."""

    VERSION: ClassVar[str] = "1.0"

    kind: Literal["sources"] = "sources"
    sources: tuple[UsedSource, ...]
