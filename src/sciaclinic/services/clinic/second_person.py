"""A second person at the same device: she says who she is with her own password, and nobody is signed out."""

from sciaclinic.episode.entry import Author
from sciaclinic.records import users
from sciaclinic.records.audit import Act, note
from sciaclinic.services.clinic.accounts import is_right
from sciaclinic.services.clinic.desk import Desk
from sciatwin.errors import Fault, InvalidInputError


def second_person(desk: Desk, *, login: str, password: str) -> Author:
    """Who she is. Wrong passwords count, as at the door.

    Raises: InvalidInputError if it is not her password, she is locked out, or she is the one at the desk.
    """
    with desk.records.reading() as connection:
        user = users.by_login(connection, login.strip())
    locked = user is not None and user.locked_until is not None and user.locked_until > desk.now
    if user is None or not user.is_active or locked or not is_right(user, password):
        with desk.records.writing() as connection:
            if user is not None and not locked:
                users.count_failure(connection, user, desk.now)
            note(connection, Act(at=desk.now, user=user.key if user else "", action="second person refused"))
        raise InvalidInputError(
            "The second person",
            [Fault("second.password", "name or password is wrong, or the name is locked after five wrong passwords.")],
        )
    if user.key == desk.author.key:
        says = f"{user.name} is signed in here; another person than the first is needed."
        raise InvalidInputError("The second person", [Fault("second.login", says)])
    return user.author
