"""Who works with a record."""

from enum import StrEnum


class Role(StrEnum):
    """What somebody may do is written in ``rules`` for entries, and beside each page for reading."""

    PHYSICIAN = "physician"
    NURSE = "nurse"
    RESEARCHER = "researcher"
    ADMINISTRATOR = "administrator"
    PATIENT = "patient"


CARERS = frozenset({Role.PHYSICIAN, Role.NURSE})
"""Those who may read the record of a patient."""
