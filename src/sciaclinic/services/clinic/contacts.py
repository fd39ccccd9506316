"""Whom a patient at home calls: the clinic's own telephone, and what holds everywhere."""

import re
from dataclasses import dataclass

from sciatwin.plan import Site

ANYWHERE = "Call the emergency number of your country, or go to the nearest emergency department."
"""Emergency numbers differ between countries, and a wrong one is worse than none."""

_DIALLED = re.compile(r"\+?[\d][\d\s()/.-]{2,}")


@dataclass(frozen=True)
class Contact:
    """``dial``: digits for a telephone; empty where none can be read."""

    who: str
    text: str
    dial: str


def contacts_of(site: Site | None) -> tuple[Contact, ...]:
    """The clinic's telephone for patients at home; empty where its file gives none."""
    text = site.session.patient_telephone if site is not None and site.session is not None else None
    if not text:
        return ()
    found = _DIALLED.search(text)
    return (Contact("Your clinic", text, re.sub(r"[^\d+]", "", found[0]) if found else ""),)
