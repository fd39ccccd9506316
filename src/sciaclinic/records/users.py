"""People who sign in."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import uuid4

from sqlalchemy import Connection, func, insert, select, update

from sciaclinic.episode.entry import Author
from sciaclinic.episode.roles import Role
from sciaclinic.records.tables import users
from sciatwin.errors import Fault, InvalidInputError

MOST_FAILURES = 5
"""Wrong passwords in a row, after which nobody signs in with that name for a while (assumed, as is the time)."""
LOCKED = timedelta(minutes=15)


@dataclass(frozen=True, kw_only=True)
class User:
    key: str
    login: str
    name: str
    roles: frozenset[Role]
    password_hash: str
    is_active: bool
    failures: int
    locked_until: datetime | None

    @property
    def author(self) -> Author:
        return Author(key=self.key, name=self.name, roles=self.roles)


def anybody(connection: Connection) -> bool:
    """Whether there is a user at all."""
    return bool(connection.execute(select(func.count()).select_from(users)).scalar())


def add_user(
    connection: Connection, *, login: str, name: str, roles: frozenset[Role], password_hash: str, at: datetime
) -> str:
    """Key of the new user. Raises: InvalidInputError if the login is taken."""
    if by_login(connection, login):
        raise InvalidInputError("The new user", [Fault("login", f"'{login}' is taken; choose another one.")])
    key = uuid4().hex
    connection.execute(
        insert(users).values(
            key=key,
            login=login.casefold(),
            name=name,
            roles=sorted(roles),
            password_hash=password_hash,
            created_at=at,
            is_active=True,
            failures=0,
        )
    )
    return key


def by_login(connection: Connection, login: str) -> User | None:
    return _one(connection, users.c.login == login.casefold())


def by_key(connection: Connection, key: str) -> User | None:
    return _one(connection, users.c.key == key)


def all_users(connection: Connection) -> tuple[User, ...]:
    return tuple(_user(row) for row in connection.execute(select(users).order_by(users.c.name)))


def count_failure(connection: Connection, user: User, at: datetime) -> None:
    """A wrong password: after ``MOST_FAILURES`` of them the name is locked for a while."""
    failures = user.failures + 1
    locked = at + LOCKED if failures >= MOST_FAILURES else None
    values = {"failures": 0 if locked else failures, "locked_until": locked}
    connection.execute(update(users).where(users.c.key == user.key).values(**values))


def forget_failures(connection: Connection, user: User) -> None:
    connection.execute(update(users).where(users.c.key == user.key).values(failures=0, locked_until=None))


def set_active(connection: Connection, key: str, active: bool) -> None:
    connection.execute(update(users).where(users.c.key == key).values(is_active=active))


def _one(connection: Connection, where: object) -> User | None:
    row = connection.execute(select(users).where(where)).first()  # type: ignore[arg-type]
    return _user(row) if row else None


def _user(row: object) -> User:
    values = row._asdict()  # type: ignore[attr-defined]
    values.pop("created_at")
    return User(**{**values, "roles": frozenset(map(Role, values["roles"]))})
