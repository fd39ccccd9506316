"""Something that was entered: it is appended, and never changes."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sciaclinic.episode.kinds import Kind
from sciaclinic.episode.roles import Role


@dataclass(frozen=True, kw_only=True)
class Author:
    """Who enters: key and name of a user, with every role that she has."""

    key: str
    name: str
    roles: frozenset[Role]


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One entry of an episode.

    Attributes:
        number: place in the record, growing; 0 before it is kept.
        session: the session that it belongs to, from 1; None for entries of no session.
        body: what ``bodies`` says of its kind.
        at: when it was kept, by the clock of the server.
        happened_at: when it happened; a later ``at`` than ten minutes makes it a late entry.
        corrects: number of the entry in whose place it stands.
        key: made by the device that sent it, so that what is sent twice is kept once.
    """

    kind: Kind
    author: Author
    at: datetime
    happened_at: datetime
    number: int = 0
    session: int | None = None
    body: Mapping[str, Any] = field(default_factory=dict)
    corrects: int | None = None
    key: str = ""

    @property
    def is_late(self) -> bool:
        """Whether it was written down more than ten minutes after it happened (assumed: half of a monitoring interval
        of 15 to 20 minutes)."""
        return (self.at - self.happened_at).total_seconds() > _LATE_S


_LATE_S = 600.0
