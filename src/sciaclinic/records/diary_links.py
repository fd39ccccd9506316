"""A patient's own way to the diary, without a password. The address holds a token; the record holds its hash."""

import secrets
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, Row, insert, select, update

from sciaclinic.records.logins import hashed
from sciaclinic.records.tables import diary_links


@dataclass(frozen=True, kw_only=True)
class DiaryLink:
    """``ended_at``: when somebody ended it before its time."""

    episode: str
    made_at: datetime
    ends_at: datetime
    ended_at: datetime | None

    def is_open(self, at: datetime) -> bool:
        return self.ended_at is None and at < self.ends_at


def make_link(connection: Connection, episode: str, *, by: str, at: datetime, ends_at: datetime) -> str:
    """The token, which is nowhere kept."""
    token = secrets.token_urlsafe(24)
    row = {"token_hash": hashed(token), "episode": episode, "made_at": at, "made_by": by, "ends_at": ends_at}
    connection.execute(insert(diary_links).values(**row))
    return token


def link_of(connection: Connection, token: str) -> DiaryLink | None:
    row = connection.execute(select(diary_links).where(diary_links.c.token_hash == hashed(token))).first()
    return _link(row) if row else None


def links_of(connection: Connection, episodes: tuple[str, ...]) -> tuple[DiaryLink, ...]:
    """Those of some episodes, the newest first."""
    found = select(diary_links).where(diary_links.c.episode.in_(episodes)).order_by(diary_links.c.made_at.desc())
    return tuple(_link(row) for row in connection.execute(found))


def end_links(connection: Connection, episodes: tuple[str, ...], at: datetime) -> None:
    """Every link of these episodes that is still open."""
    which = diary_links.c.episode.in_(episodes) & diary_links.c.ended_at.is_(None)
    connection.execute(update(diary_links).where(which).values(ended_at=at))


def _link(row: Row[tuple[object, ...]]) -> DiaryLink:
    values = row._asdict()
    return DiaryLink(**{name: values[name] for name in ("episode", "made_at", "ends_at", "ended_at")})
