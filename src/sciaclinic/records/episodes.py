"""Episodes and their entries. One is judged and appended in one transaction, so two people cannot both be first."""

from dataclasses import dataclass, replace
from datetime import datetime
from uuid import uuid4

from sqlalchemy import Connection, Row, func, insert, select

from sciaclinic.episode.entry import Author, Entry
from sciaclinic.episode.episode import Episode
from sciaclinic.episode.kinds import Kind
from sciaclinic.episode.roles import Role
from sciaclinic.records.patients import NotThereError
from sciaclinic.records.tables import entries, episodes


@dataclass(frozen=True, kw_only=True)
class Kept:
    """An episode as it is kept. ``number`` counts those of a patient from 1."""

    key: str
    patient: str
    number: int
    episode: Episode


def begin_episode(connection: Connection, patient: str, *, by: str, at: datetime) -> str:
    """Key of a new episode of a patient."""
    count = connection.execute(select(func.count()).where(episodes.c.patient == patient)).scalar() or 0
    key = uuid4().hex
    row = {"key": key, "patient": patient, "number": count + 1, "created_at": at, "created_by": by}
    connection.execute(insert(episodes).values(**row))
    return key


def episode_of(connection: Connection, key: str) -> Kept:
    """Raises: NotThereError."""
    row = connection.execute(select(episodes).where(episodes.c.key == key).with_for_update()).first()
    if row is None:
        raise NotThereError("There is no such episode in this record.")
    found = connection.execute(select(entries).where(entries.c.episode == key).order_by(entries.c.number))
    return Kept(key=key, patient=row.patient, number=row.number, episode=Episode.of(map(_entry, found)))


def episodes_of(connection: Connection, patient: str) -> tuple[Kept, ...]:
    """All of a patient, the newest first."""
    keys = connection.execute(
        select(episodes.c.key).where(episodes.c.patient == patient).order_by(episodes.c.number.desc())
    ).scalars()
    return tuple(episode_of(connection, key) for key in list(keys))


def last_number(connection: Connection, key: str) -> int:
    """Number of the newest entry, 0 for none: what was read of the episode holds until it moves.

    Raises: NotThereError.
    """
    patient_key_of(connection, key)
    return connection.execute(select(func.max(entries.c.number)).where(entries.c.episode == key)).scalar() or 0


def patient_key_of(connection: Connection, key: str) -> str:
    """Whose episode it is. Raises: NotThereError."""
    found = connection.execute(select(episodes.c.patient).where(episodes.c.key == key)).scalar()
    if found is None:
        raise NotThereError("There is no such episode in this record.")
    return str(found)


def append(connection: Connection, episode: str, entry: Entry) -> Entry:
    """Keep an entry, or give back the one that the same device has sent before.

    Raises: NotThereError; NotNowError or NotYoursError if the episode does not take it.
    """
    if sent := sent_before(connection, entry.key):
        return sent
    episode_of(connection, episode).episode.with_entry(entry)
    number = connection.execute(
        insert(entries)
        .values(
            episode=episode,
            session=entry.session,
            kind=str(entry.kind),
            body=dict(entry.body),
            at=entry.at,
            happened_at=entry.happened_at,
            author=entry.author.key or None,
            author_name=entry.author.name,
            author_roles=sorted(entry.author.roles),
            corrects=entry.corrects,
            device_key=entry.key or None,
        )
        .returning(entries.c.number)
    ).scalar_one()
    return replace(entry, number=number)


def sent_before(connection: Connection, key: str) -> Entry | None:
    """What a device has sent under this key; None if nothing, or where the device made no key."""
    row = connection.execute(select(entries).where(entries.c.device_key == key)).first() if key else None
    return None if row is None else _entry(row)


def _entry(row: Row[tuple[object, ...]]) -> Entry:
    values = row._asdict()
    roles = frozenset(map(Role, values["author_roles"]))
    return Entry(
        kind=Kind(values["kind"]),
        author=Author(key=values["author"] or "", name=values["author_name"], roles=roles),
        at=values["at"],
        happened_at=values["happened_at"],
        number=values["number"],
        session=values["session"],
        body=values["body"],
        corrects=values["corrects"],
        key=values["device_key"] or "",
    )
