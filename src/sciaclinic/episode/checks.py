"""The checks before the pump, item by item, and which of them still speak against a start."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sciaclinic.episode.entry import Entry
from sciaclinic.episode.kinds import Kind
from sciatwin.patient import Answer


class CheckGroup(StrEnum):
    PATIENT = "The patient"
    RED_FLAGS = "Red flags, each asked again today"
    TODAY = "Today"


@dataclass(frozen=True, kw_only=True)
class CheckItem:
    """One question.

    Attributes:
        wanted: the answer with which the pump may start.
        known: the answer under which the plan was signed, where that answer is not the wanted one: it is not new.
        asks_note: what has to be written beside the answer; empty if nothing has.
        asks_value: unit of a number that has to be given; empty if none has.
        rule: what follows from another answer.
    """

    key: str
    label: str
    group: CheckGroup
    wanted: Answer = Answer.YES
    hint: str = ""
    known: Answer | None = None
    asks_note: str = ""
    asks_value: str = ""
    rule: str = ""


@dataclass(frozen=True, kw_only=True)
class CheckState:
    """An item with its latest answer. ``says`` names what is open or speaks against a start; empty if nothing does."""

    item: CheckItem
    entry: Entry | None
    says: str

    @property
    def is_open(self) -> bool:
        return self.entry is None or self.says.endswith("not answered.")


def check_states(items: Iterable[CheckItem], entries: Iterable[Entry]) -> tuple[CheckState, ...]:
    """From the counted entries of a session; the latest answer to an item counts."""
    latest = {entry.body["item"]: entry for entry in entries if entry.kind is Kind.CHECKED}
    return tuple(
        CheckState(item=item, entry=(found := latest.get(item.key)), says=_says(item, found)) for item in items
    )


def _says(item: CheckItem, entry: Entry | None) -> str:
    if entry is None:
        return f"{item.label}: not answered."
    body: Mapping[str, Any] = entry.body
    if body["answer"] == Answer.UNKNOWN:
        return f"{item.label}: unknown, which is not '{item.wanted}'."
    if body["answer"] != item.wanted and body["answer"] != item.known:
        return f"{item.label}: {body['answer']}. {item.rule}".strip()
    if item.asks_value and body.get("value") is None:
        return f"{item.label}: give the number in {item.asks_value}."
    if item.asks_note and not body.get("note"):
        return f"{item.label}: write down {item.asks_note}."
    return ""
