"""The clinic's own values: what it allows, has and can do, as the site file of the command line holds them."""

from sciaclinic.records.clinic_values import set_value, value_of
from sciaclinic.services.clinic.desk import Desk
from sciatwin.plan import Site

_SITE = "site"


def site_of(desk: Desk) -> Site | None:
    """The newest; None until somebody has entered one."""
    with desk.records.reading() as connection:
        kept = value_of(connection, _SITE)
    return None if kept is None else Site.model_validate(kept)


def set_site(desk: Desk, site: Site) -> None:
    """In place of the one before, which stays in the record."""
    with desk.writing("values of the clinic set") as connection:
        set_value(connection, _SITE, site.model_dump(mode="json"), by=desk.author.key, at=desk.now)
