"""Who read or wrote what, and when: a trail that only grows, each line sealed with the line before it.

A line that is changed, left out or put in later breaks the chain from there on, also where somebody went round the
triggers of the database. It holds keys, never what was read.
"""

import hashlib
import json
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, insert, select

from sciaclinic.records.tables import audit

_FIRST = "0" * 64


@dataclass(frozen=True, kw_only=True)
class Act:
    """One line.

    Attributes:
        user: key of a user; "diary" for a patient's own link; empty for nobody.
        action: such as "read intake" or "plan signed".
        patient, object: keys; empty where it concerns none.
    """

    at: datetime
    user: str
    action: str
    patient: str = ""
    object: str = ""


def note(connection: Connection, act: Act) -> None:
    """Append a line, inside a transaction that writes."""
    last = connection.execute(
        select(audit.c.number, audit.c.line_hash).order_by(audit.c.number.desc()).limit(1)
    ).first()
    number, before = (last.number + 1, last.line_hash) if last else (1, _FIRST)
    row = {"at": act.at, "user": act.user, "action": act.action, "patient": act.patient, "object": act.object}
    connection.execute(insert(audit).values(number=number, line_hash=_hash(before, number, act), **row))


def first_broken_line(connection: Connection) -> int | None:
    """Number of the first line that does not follow from those before it; None for a whole trail."""
    before, expected = _FIRST, 1
    for row in connection.execute(select(audit).order_by(audit.c.number)):
        act = Act(at=row.at, user=row.user, action=row.action, patient=row.patient, object=row.object)
        if row.number != expected or row.line_hash != _hash(before, row.number, act):
            return expected
        before, expected = row.line_hash, expected + 1
    return None


def acts_on(connection: Connection, patient: str) -> tuple[Act, ...]:
    """The lines of one patient, the newest first."""
    rows = connection.execute(select(audit).where(audit.c.patient == patient).order_by(audit.c.number.desc()))
    return tuple(Act(at=r.at, user=r.user, action=r.action, patient=r.patient, object=r.object) for r in rows)


def _hash(before: str, number: int, act: Act) -> str:
    said = [before, number, act.at.timestamp(), act.user, act.action, act.patient, act.object]
    return hashlib.sha256(json.dumps(said, ensure_ascii=False).encode()).hexdigest()
