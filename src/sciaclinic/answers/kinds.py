"""Every kind of document: the questions that can be answered, stored and drawn again."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, TypeVar

if TYPE_CHECKING:
    from sciaclinic.answers.answer import Answer
    from sciaclinic.answers.blocks import Sheet

D = TypeVar("D", bound="Answer")


@dataclass(frozen=True)
class Kind(Generic[D]):
    """A kind of document and the sheet that is made of it."""

    document: type[D]
    sheet: Callable[[D], Sheet]


def _check() -> Kind[Any]:
    from sciaclinic.answers.check.document import CheckDocument
    from sciaclinic.answers.check.sheet import sheet_of

    return Kind(CheckDocument, sheet_of)


KINDS: Mapping[str, Callable[[], Kind[Any]]] = {
    "check": _check,
}
"""By the name of the question. Each is loaded when it is asked for."""


def sheet_for(document: Answer) -> Sheet:
    """The sheet of any document."""
    return KINDS[document.kind]().sheet(document)
