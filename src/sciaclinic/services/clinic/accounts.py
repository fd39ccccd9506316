"""Signing in and out, and who may."""

from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import Argon2Error

from sciaclinic.episode.roles import Role
from sciaclinic.records import logins, users
from sciaclinic.records.audit import Act, note
from sciaclinic.records.database import Records
from sciaclinic.records.logins import Login
from sciaclinic.records.users import User
from sciaclinic.services.clinic.desk import Desk
from sciaclinic.services.context import Context
from sciatwin.errors import Fault, InvalidInputError, UserError

SHORTEST_PASSWORD = 12
"""Letters; length counts, not kinds of letters (NIST SP 800-63B asks for at least 8, or 15 where nothing else is asked
for; 12 is assumed)."""


class SignInError(UserError):
    """Nobody was signed in; it never says which part was wrong."""

    exit_code = 23


@cache
def _hasher() -> PasswordHasher:
    """Argon2id with the parameters of RFC 9106 for little memory (64 MiB, 3 passes)."""
    return PasswordHasher(time_cost=3, memory_cost=64 * 1024, parallelism=2)


@cache
def _of_nobody() -> str:
    """A hash that is checked where there is no such user, so that an unknown name takes as long as a known one."""
    return _hasher().hash("the password of nobody")


def is_first_run(records: Records) -> bool:
    with records.reading() as connection:
        return not users.anybody(connection)


def add_first_user(records: Records, context: Context, *, login: str, name: str, password: str) -> None:
    """The first user, who may do everything that a physician and an administrator may.

    Raises: InvalidInputError for a weak password or missing name, and where there is a user already.
    """
    hashed = _checked(login, name, password)
    with records.writing() as connection:
        if users.anybody(connection):
            raise InvalidInputError("The first user", [Fault("login", "there is one already; sign in instead.")])
        roles = frozenset({Role.PHYSICIAN, Role.ADMINISTRATOR})
        now = context.clock.now()
        key = users.add_user(connection, login=login, name=name, roles=roles, password_hash=hashed, at=now)
        note(connection, Act(at=now, user=key, action="first user added", object=key))


def add_user(desk: Desk, *, login: str, name: str, roles: frozenset[Role], password: str) -> str:
    """Key of a new user. Raises: InvalidInputError."""
    hashed = _checked(login, name, password)
    if not roles - {Role.PATIENT}:
        raise InvalidInputError("The new user", [Fault("roles", "choose at least one role.")])
    with desk.writing("user added") as connection:
        return users.add_user(
            connection, login=login.strip(), name=name.strip(), roles=roles, password_hash=hashed, at=desk.now
        )


def sign_in(records: Records, context: Context, *, login: str, password: str) -> str:
    """The token for the browser. Raises: SignInError."""
    now = context.clock.now()
    with records.reading() as connection:
        user = users.by_login(connection, login.strip())
    right = _matches(user.password_hash if user else _of_nobody(), password)
    locked = user is not None and user.locked_until is not None and user.locked_until > now
    with records.writing() as connection:
        if user is None or not user.is_active or locked or not right:
            if user is not None and not locked:
                users.count_failure(connection, user, now)
            note(connection, Act(at=now, user=user.key if user else "", action="sign-in refused"))
            refused = True
        else:
            users.forget_failures(connection, user)
            token = logins.begin_login(connection, user, now)
            note(connection, Act(at=now, user=user.key, action="signed in"))
            refused = False
    if refused:
        raise SignInError(
            "Name or password is wrong, or the name is locked after five wrong passwords; "
            "it opens again after 15 minutes."
        )
    return token


def sign_out(records: Records, context: Context, token: str) -> None:
    with records.writing() as connection:
        login = logins.login_of(connection, token, context.clock.now())
        logins.end_login(connection, token)
        if login:
            note(connection, Act(at=context.clock.now(), user=login.user.key, action="signed out"))


def signed_in(records: Records, context: Context, token: str) -> Login | None:
    """Who holds the token, if anybody."""
    now = context.clock.now()
    with records.reading() as connection:
        login = logins.login_of(connection, token, now)
    if login is not None and now - login.seen_at >= logins.SEEN_EVERY:
        with records.writing() as connection:
            logins.seen(connection, token, now)
    return login


def is_right(user: User, password: str) -> bool:
    """Whether it is her password; asked again before something is signed."""
    return _matches(user.password_hash, password)


def _matches(password_hash: str, password: str) -> bool:
    try:
        return _hasher().verify(password_hash, password)
    except Argon2Error:
        return False


def _checked(login: str, name: str, password: str) -> str:
    """Hash of a password. Raises: InvalidInputError."""
    faults = []
    if not 2 <= len(login.strip()) <= 64 or not login.strip().isprintable():
        faults.append(Fault("login", "between 2 and 64 letters are needed."))
    if not 2 <= len(name.strip()) <= 200:
        faults.append(Fault("name", "the name as it stands under a signature is needed."))
    if len(password) < SHORTEST_PASSWORD:
        faults.append(
            Fault("password", f"at least {SHORTEST_PASSWORD} letters are needed; a sentence is easy to keep.")
        )
    if len(password) > 1000:
        faults.append(Fault("password", "at most 1,000 letters are read."))
    if faults:
        raise InvalidInputError("The new user", faults)
    return _hasher().hash(password)
