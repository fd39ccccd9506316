"""One entry into an episode, by whoever sits at the desk."""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any

from sciaclinic.episode.bodies import checked_body
from sciaclinic.episode.entry import Entry
from sciaclinic.episode.episode import Episode
from sciaclinic.episode.kinds import Kind
from sciaclinic.records.episodes import Kept, append, episode_of, sent_before
from sciaclinic.services.clinic.desk import Desk
from sciatwin.errors import Fault, InvalidInputError

Judge = Callable[[Episode, Entry], None]
_CLOCKS_DIFFER = timedelta(minutes=2)


def enter(
    desk: Desk,
    episode: str,
    kind: Kind,
    body: Mapping[str, Any],
    *,
    session: int | None = None,
    happened_at: datetime | None = None,
    corrects: int | None = None,
    key: str = "",
    judge: Judge | None = None,
) -> Entry:
    """Append one entry, or give back the one that was sent before with the same ``key``.

    Args:
        happened_at: None for now.
        judge: raises if the entry may not follow those before it; nobody can enter between its look and the entry.
    Raises: InvalidInputError for a wrong body or a time to come; NotNowError, NotYoursError; NotThereError.
    """
    now = desk.now
    happened = happened_at or now
    if happened > now + _CLOCKS_DIFFER:
        says = f"{happened:%Y-%m-%d %H:%M} has not come yet by the clock of the server; enter what has happened."
        raise InvalidInputError(f"'{kind}'", [Fault("happened_at", says)])
    entry = Entry(
        kind=kind,
        author=desk.author,
        at=now,
        happened_at=min(happened, now),
        session=session,
        body=checked_body(kind, body),
        corrects=corrects,
        key=key,
    )
    with desk.records.reading() as connection:
        patient = episode_of(connection, episode).patient
    with desk.writing(str(kind), patient=patient, object=episode) as connection:
        if judge is not None and sent_before(connection, key) is None:
            judge(episode_of(connection, episode).episode, entry)
        return append(connection, episode, entry)


def enter_all(desk: Desk, episode: str, kind: Kind, bodies: Iterable[Mapping[str, Any]]) -> None:
    """Append many entries of one kind at once: all of them or none. Raises: as ``enter``."""
    now = desk.now
    found = [
        Entry(kind=kind, author=desk.author, at=now, happened_at=now, body=checked_body(kind, body)) for body in bodies
    ]
    with desk.records.reading() as connection:
        patient = episode_of(connection, episode).patient
    with desk.writing(f"{kind}, {len(found)} times", patient=patient, object=episode) as connection:
        for entry in found:
            append(connection, episode, entry)


def read_episode(desk: Desk, episode: str, what: str) -> Kept:
    """An episode, with a line in the trail that it was read. Raises: NotThereError."""
    with desk.records.reading() as connection:
        patient = episode_of(connection, episode).patient
    with desk.reading(what, patient=patient, object=episode) as connection:
        return episode_of(connection, episode)
