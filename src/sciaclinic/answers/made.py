"""When, by what and by whom an answer is made: the part of a document that no result knows."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sciaclinic.answers.answer import STATEMENT, AnswerDocument, SoftwareRecord


@dataclass(frozen=True)
class Made:
    """The moment and the software of an answer; ``draws`` and ``seed`` if something was simulated.

    Attributes:
        at: with its time zone.
    """

    at: datetime
    name: str
    version: str
    draws: int | None = None
    seed: int | None = None

    def of(self, document: type[AnswerDocument]) -> dict[str, Any]:
        """The fields that every document has, for one kind of document."""
        return {
            "schema_version": document.VERSION,
            "statement": STATEMENT,
            "created_at": self.at,
            "software": SoftwareRecord(name=self.name, version=self.version, draws=self.draws, seed=self.seed),
        }
