"""Who is signed in. The browser holds a token; the record holds its hash, so a copy of it opens no door."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, delete, insert, select, update

from sciaclinic.records.tables import logins
from sciaclinic.records.users import User, by_key

IDLE = timedelta(hours=2)
LONGEST = timedelta(hours=14)
"""A shift. Both assumed: long enough for an infusion, short enough for a shared tablet."""
SEEN_EVERY = timedelta(minutes=1)
"""How finely it is noted that somebody is here: a lever that is moved asks thirty times a second."""


@dataclass(frozen=True)
class Login:
    """``form_key`` stands in every form and request that writes: another site cannot know it. ``seen_at``: when she was
    here last, as far as it was noted."""

    user: User
    form_key: str
    seen_at: datetime


def begin_login(connection: Connection, user: User, at: datetime) -> str:
    """The token for the browser."""
    token = secrets.token_urlsafe(32)
    row = {"token_hash": hashed(token), "user": user.key, "form_key": secrets.token_urlsafe(24)}
    connection.execute(insert(logins).values(**row, began_at=at, seen_at=at))
    return token


def login_of(connection: Connection, token: str, at: datetime) -> Login | None:
    """Who holds the token; None if it is unknown, too old, or its user is not active any more."""
    row = connection.execute(select(logins).where(logins.c.token_hash == hashed(token))).first()
    if row is None or at - row.seen_at > IDLE or at - row.began_at > LONGEST:
        return None
    user = by_key(connection, row.user)
    return Login(user, row.form_key, row.seen_at) if user and user.is_active else None


def seen(connection: Connection, token: str, at: datetime) -> None:
    """She was here at this moment."""
    connection.execute(update(logins).where(logins.c.token_hash == hashed(token)).values(seen_at=at))


def end_login(connection: Connection, token: str) -> None:
    connection.execute(delete(logins).where(logins.c.token_hash == hashed(token)))


def hashed(token: str) -> str:
    """Of a token with 256 random bits, which needs no slow hash."""
    return hashlib.sha256(token.encode()).hexdigest()
