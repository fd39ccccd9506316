"""Somebody who works with the record now."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import Connection

from sciaclinic.episode.entry import Author
from sciaclinic.records.audit import Act, note
from sciaclinic.records.database import Records
from sciaclinic.services.context import Context


@dataclass(frozen=True)
class Desk:
    """A record, the world around it, and who asks.

    ``writing`` and ``reading`` say what is done to whom and leave a line. What a service looks up on the way to such a
    line, or again for a page that moves (what-if: one line a day for each state of the record), goes past them.
    """

    records: Records
    context: Context
    author: Author

    @property
    def now(self) -> datetime:
        """By the clock of the server, in UTC."""
        return self.context.clock.now().astimezone(UTC)

    @contextmanager
    def writing(self, action: str, *, patient: str = "", object: str = "") -> Iterator[Connection]:
        """A transaction that writes; the line of the trail is part of it."""
        with self.records.writing() as connection:
            yield connection
            note(connection, Act(at=self.now, user=self.author.key, action=action, patient=patient, object=object))

    @contextmanager
    def reading(self, what: str, *, patient: str = "", object: str = "") -> Iterator[Connection]:
        """What is read is noted before it is shown."""
        with self.records.writing() as connection:
            action = f"read {what}"
            note(connection, Act(at=self.now, user=self.author.key, action=action, patient=patient, object=object))
        with self.records.reading() as connection:
            yield connection
