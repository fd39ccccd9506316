"""A signature is given with the password once more, so that nobody signs at a desk that somebody else has left."""

from sciaclinic.records import users
from sciaclinic.records.audit import Act, note
from sciaclinic.services.clinic.accounts import is_right
from sciaclinic.services.clinic.desk import Desk
from sciatwin.errors import Fault, InvalidInputError


def demand_own_hand(desk: Desk, password: str, *, what: str) -> None:
    """Pass if it is the password of whoever sits at the desk; wrong ones count as they do at the door.

    Args:
        what: is signed, for the trail and the message.
    Raises: InvalidInputError.
    """
    with desk.records.reading() as connection:
        user = users.by_key(connection, desk.author.key)
    if user is None or not user.is_active:
        raise _refused(what, "nobody of this name works here any more.")
    if user.locked_until is not None and user.locked_until > desk.now:
        raise _refused(what, f"five were wrong; sign after {user.locked_until.astimezone():%H:%M}.")
    right = is_right(user, password)
    with desk.records.writing() as connection:
        if right:
            users.forget_failures(connection, user)
        else:
            users.count_failure(connection, user, desk.now)
            note(connection, Act(at=desk.now, user=user.key, action=f"signature of {what} refused"))
    if not right:
        raise _refused(what, "this is not the password with which you signed in. Nothing was signed; type it again.")


def _refused(what: str, says: str) -> InvalidInputError:
    return InvalidInputError(f"The signature of the {what}", [Fault("password", says)])
