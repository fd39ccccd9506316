"""The diary of a patient: a link for the phone, its pages, and what somebody in the clinic must see."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import Connection

from sciaclinic.episode.bodies import checked_body
from sciaclinic.episode.bodies_of_follow_up import DiaryPage
from sciaclinic.episode.entry import Author, Entry
from sciaclinic.episode.kinds import Kind
from sciaclinic.episode.roles import Role
from sciaclinic.episode.states import EpisodeState
from sciaclinic.records import diary_links
from sciaclinic.records.audit import Act, note
from sciaclinic.records.database import Records
from sciaclinic.records.diary_links import DiaryLink
from sciaclinic.records.episodes import Kept, append, episode_of, episodes_of
from sciaclinic.records.patients import NotThereError
from sciaclinic.services.clinic.clinic_site import kept_site
from sciaclinic.services.clinic.contacts import Contact, contacts_of
from sciaclinic.services.clinic.desk import Desk
from sciaclinic.services.clinic.diary_questions import Due, due_now
from sciaclinic.services.clinic.entering import enter
from sciaclinic.services.context import Context
from sciatwin.errors import UserError

LASTS = timedelta(days=90)
"""A link by itself: the time over which a plan predicts pain."""
_PATIENT = Author(key="", name="the patient, in the diary", roles=frozenset({Role.PATIENT}))
_IN_THE_TRAIL = "diary"


class DiaryEndedError(UserError):
    """The link is known, but no longer open; ``contacts`` are shown all the same."""

    exit_code = 26

    def __init__(self, says: str, contacts: tuple[Contact, ...]) -> None:
        super().__init__(says)
        self.contacts = contacts


@dataclass(frozen=True)
class Diary:
    """What the phone shows: what is due, whom to call, how long the link holds."""

    due: Due
    contacts: tuple[Contact, ...]
    ends_at: datetime


def begin_diary(desk: Desk, episode: str, *, lasts: timedelta = LASTS) -> str:
    """Token of a new link of the patient; earlier links end. Raises: NotThereError."""
    patient, keys = _patient_and_episodes(desk, episode)
    with desk.writing("diary link made", patient=patient, object=episode) as connection:
        diary_links.end_links(connection, keys, desk.now)
        return diary_links.make_link(connection, episode, by=desk.author.key, at=desk.now, ends_at=desk.now + lasts)


def end_diary(desk: Desk, episode: str) -> None:
    """Every open link of the patient. Raises: NotThereError."""
    patient, keys = _patient_and_episodes(desk, episode)
    with desk.writing("diary link ended", patient=patient, object=episode) as connection:
        diary_links.end_links(connection, keys, desk.now)


def open_link(desk: Desk, episode: str) -> DiaryLink | None:
    """The link that the patient may have on the phone."""
    _, keys = _patient_and_episodes(desk, episode)
    with desk.records.reading() as connection:
        found = diary_links.links_of(connection, keys)
    return next((link for link in found if link.is_open(desk.now)), None)


def diary_of(records: Records, context: Context, token: str) -> Diary:
    """Raises: NotThereError for an unknown link; DiaryEndedError."""
    now = _now(context)
    with records.reading() as connection:
        link = _demand_open(connection, token, now)
        kept = _newest(connection, link)
        everything = [item for one in episodes_of(connection, kept.patient) for item in one.episode.entries]
        contacts = _contacts(connection)
    with records.writing() as connection:
        note(connection, Act(at=now, user=_IN_THE_TRAIL, action="diary opened", patient=kept.patient, object=kept.key))
    return Diary(due_now(everything, now), contacts, link.ends_at)


def keep_page(
    records: Records, context: Context, token: str, body: Mapping[str, Any], *, happened_at: datetime | None, key: str
) -> Entry:
    """One page, or the one that the same phone has sent before.

    Args:
        happened_at: by the clock of the phone; one that runs ahead counts as now.
    Raises: NotThereError, DiaryEndedError; InvalidInputError.
    """
    now = _now(context)
    page = checked_body(Kind.DIARY, body)
    entry = Entry(
        kind=Kind.DIARY, author=_PATIENT, at=now, happened_at=min(happened_at or now, now), body=page, key=key
    )
    with records.writing() as connection:
        kept = _newest(connection, _demand_open(connection, token, now))
        written = append(connection, kept.key, entry)
        action = "diary page kept, with a warning" if warns_of(written) else "diary page kept"
        note(connection, Act(at=now, user=_IN_THE_TRAIL, action=action, patient=kept.patient, object=kept.key))
    return written


def confirm_read(desk: Desk, episode: str, page: int, done: str) -> None:
    """Somebody has seen what a page warned of, and says what followed. Raises: NotThereError; as ``enter``."""
    with desk.records.reading() as connection:
        pages = [item for item in episode_of(connection, episode).episode.entries if item.kind is Kind.DIARY]
    if page not in [item.number for item in pages]:
        raise NotThereError("There is no such page of the diary in this episode.")
    enter(desk, episode, Kind.DIARY_READ, {"page": page, "done": done})


def warns_of(entry: Entry) -> tuple[str, ...]:
    """What a page of the diary warns of; empty for every other entry."""
    return DiaryPage.model_validate(dict(entry.body)).warns_of if entry.kind is Kind.DIARY else ()


def unread_warnings(kept: Kept) -> tuple[Entry, ...]:
    """Pages of an episode whose warning nobody has confirmed, the oldest first."""
    read = {item.body["page"] for item in kept.episode.entries if item.kind is Kind.DIARY_READ}
    return tuple(item for item in kept.episode.entries if warns_of(item) and item.number not in read)


def warned_episode(desk: Desk, patient: str) -> str | None:
    """The episode of a patient in which a page warns that nobody has confirmed, also one that is closed by now."""
    with desk.records.reading() as connection:
        return next((kept.key for kept in episodes_of(connection, patient) if unread_warnings(kept)), None)


def _demand_open(connection: Connection, token: str, now: datetime) -> DiaryLink:
    link = diary_links.link_of(connection, token)
    if link is None:
        raise NotThereError("There is no such diary. Ask your clinic for a new link.")
    if not link.is_open(now):
        raise DiaryEndedError("This diary has ended. Ask your clinic for a new link.", _contacts(connection))
    return link


def _newest(connection: Connection, link: DiaryLink) -> Kept:
    """The episode that pages go into: the newest of the patient, so that a link outlives a plan.

    Raises: DiaryEndedError where the last one is closed.
    """
    kept = episodes_of(connection, episode_of(connection, link.episode).patient)[0]
    if kept.episode.state is EpisodeState.CLOSED:
        raise DiaryEndedError("Your treatment here is closed, and the diary with it.", _contacts(connection))
    return kept


def _contacts(connection: Connection) -> tuple[Contact, ...]:
    with suppress(ValueError):  # values of a later release: the sentence that holds everywhere is still shown
        return contacts_of(kept_site(connection))
    return ()


def _patient_and_episodes(desk: Desk, episode: str) -> tuple[str, tuple[str, ...]]:
    with desk.records.reading() as connection:
        patient = episode_of(connection, episode).patient
        return patient, tuple(kept.key for kept in episodes_of(connection, patient))


def _now(context: Context) -> datetime:
    return context.clock.now().astimezone(UTC)
