"""The clinic's own values: what it allows, has and can do, as the site file of the command line holds them."""

from sqlalchemy import Connection

from sciaclinic.episode.episode import NotNowError, NotYoursError
from sciaclinic.episode.roles import Role
from sciaclinic.records.clinic_values import set_value, value_of
from sciaclinic.services.clinic.desk import Desk
from sciaclinic.services.clinic.own_hand import demand_own_hand
from sciatwin.plan import Site

_SITE = "site"
_LONGEST_NAME = 100
"""Of a signer, so that the date has room beside it."""


def site_of(desk: Desk) -> Site | None:
    """The newest; None until somebody has entered one."""
    with desk.records.reading() as connection:
        return kept_site(connection)


def kept_site(connection: Connection) -> Site | None:
    """The same inside a transaction. Raises: ValueError for values of another release."""
    kept = value_of(connection, _SITE)
    return None if kept is None else Site.model_validate(kept)


def set_site(desk: Desk, site: Site) -> None:
    """In place of the one before, which stays in the record."""
    with desk.writing("values of the clinic set") as connection:
        set_value(connection, _SITE, site.model_dump(mode="json"), by=desk.author.key, at=desk.now)


def sign_limits(desk: Desk, password: str) -> None:
    """Answer, as a physician, for every limit without a published basis. Values that are taken in later are unsigned.

    Raises: NotYoursError; NotNowError without values, or where they were signed; InvalidInputError for a wrong
        password.
    """
    if Role.PHYSICIAN not in desk.author.roles:
        raise NotYoursError("The clinic's limits are signed by a physician, who answers for them.")
    site = site_of(desk)
    if site is None:
        raise NotNowError("There are no limits yet; an administrator enters the clinic's values first.")
    if site.signed_by:
        raise NotNowError(f"These limits were signed by {site.signed_by}.")
    demand_own_hand(desk, password, what="limits")
    signed_by = f"{desk.author.name[:_LONGEST_NAME]}, {desk.now.astimezone():%Y-%m-%d}"
    set_site(desk, site.model_copy(update={"signed_by": signed_by}))
