"""What is to be done today, over all patients: warnings first, then who is infused, what is due, what waits."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from sciaclinic.episode.episode import Episode
from sciaclinic.episode.kinds import Kind
from sciaclinic.episode.states import UNDER_WAY, EpisodeState, SessionState
from sciaclinic.records import diary_links, episodes, patients
from sciaclinic.records.diary_links import DiaryLink
from sciaclinic.records.episodes import Kept
from sciaclinic.records.patients import Identity
from sciaclinic.services.clinic.charting import session_of
from sciaclinic.services.clinic.desk import Desk
from sciaclinic.services.clinic.diary import unread_warnings, warns_of
from sciatwin.patient.person import Goals

CALL_FROM, CALL_UNTIL = timedelta(hours=24), timedelta(hours=48)
"""After leaving, a call is due in this window."""
QUIET_AFTER = timedelta(days=3)
"""A diary of which nothing came for so long is looked after (assumed, 2 to 7 days)."""


@dataclass(frozen=True, kw_only=True)
class Line:
    """One thing to do. ``page``: of the episode, where it is done; ``since``: when it happened or fell due.

    ``check_at``: when the next check of a running session is due.
    """

    identity: Identity
    episode: str
    says: str
    page: str
    since: datetime | None = None
    check_at: datetime | None = None
    is_overdue: bool = False


@dataclass(frozen=True)
class Today:
    warnings: tuple[Line, ...]
    under_way: tuple[Line, ...]
    calls: tuple[Line, ...]
    reviews: tuple[Line, ...]
    to_begin: tuple[Line, ...]
    to_sign: tuple[Line, ...]
    drafts: tuple[Line, ...]
    quiet: tuple[Line, ...]
    patients: int

    @property
    def is_clear(self) -> bool:
        """Patients there are, but nothing is to be done."""
        return bool(self.patients) and not any(
            (
                self.warnings,
                self.under_way,
                self.calls,
                self.reviews,
                self.to_begin,
                self.to_sign,
                self.drafts,
                self.quiet,
            )
        )


def today_of(desk: Desk) -> Today:
    """Everything that waits for somebody."""
    with desk.reading("today") as connection:
        everybody = [
            (identity, episodes.episodes_of(connection, identity.key)) for identity in patients.all_patients(connection)
        ]
        links = {
            identity.key: diary_links.links_of(connection, tuple(one.key for one in kept))
            for identity, kept in everybody
        }
    now = desk.now
    newest = [(identity, kept[0]) for identity, kept in everybody if kept]
    return Today(
        warnings=_by_time(line for identity, kept in everybody for one in kept for line in _warnings(identity, one)),
        under_way=tuple(line for identity, one in newest for line in _under_way(desk, identity, one)),
        calls=_by_time(line for identity, one in newest for line in _calls(identity, one, now)),
        reviews=_by_time(line for identity, one in newest for line in _reviews(identity, one, now)),
        to_begin=tuple(line for identity, one in newest for line in _to_begin(identity, one)),
        to_sign=tuple(line for identity, one in newest for line in _drafts(identity, one, proposed=True)),
        drafts=tuple(line for identity, one in newest for line in _drafts(identity, one, proposed=False)),
        quiet=tuple(line for identity, kept in everybody for line in _quiet(identity, kept, links[identity.key], now)),
        patients=len(everybody),
    )


def _by_time(lines: Iterator[Line]) -> tuple[Line, ...]:
    """What has waited longest first."""
    return tuple(sorted(lines, key=lambda line: line.since.timestamp() if line.since else 0.0))


def _warnings(identity: Identity, kept: Kept) -> Iterator[Line]:
    for page in unread_warnings(kept):
        says = ", ".join(warns_of(page))
        yield Line(identity=identity, episode=kept.key, says=says, page="follow-up#warnings", since=page.at)


def _under_way(desk: Desk, identity: Identity, kept: Kept) -> Iterator[Line]:
    for number, state in enumerate(kept.episode.sessions, 1):
        if state in UNDER_WAY:
            monitoring = session_of(desk, kept.episode, number).chart.monitoring
            yield Line(
                identity=identity,
                episode=kept.key,
                says=f"session {number}: {_WORDS[state]}",
                page=f"sessions/{number}",
                check_at=monitoring.due_at,
                is_overdue=monitoring.is_overdue(desk.now),
            )


_WORDS = {
    SessionState.CHECKING: "checks before the pump",
    SessionState.RUNNING: "the pump is running",
    SessionState.PAUSED: "the pump is paused",
    SessionState.RECOVERING: "in recovery",
}


def call_due(episode: Episode) -> datetime | None:
    """From when the call after the last session is due; None if it was made, or nobody has left yet."""
    left = episode.last(Kind.LEFT)
    if left is None or episode.state is not EpisodeState.GIVEN:
        return None
    reached = any(
        item.kind is Kind.CALLED and item.body["reached"] and item.happened_at > left.happened_at
        for item in episode.entries
    )
    return None if reached else left.happened_at + CALL_FROM


def review_due(episode: Episode) -> datetime | None:
    """When the result is judged: weeks after the first session that the patient's goals say; None before a session."""
    first = next((item for item in episode.entries if item.kind is Kind.STARTED), None)
    if first is None or episode.state is not EpisodeState.GIVEN:
        return None
    asked = [item.body["value"] for item in episode.entries if item.body.get("path") == "goals.review_week"]
    weeks = asked[-1] if asked and isinstance(asked[-1], int) else Goals().review_week
    return first.happened_at + timedelta(weeks=weeks)


def _calls(identity: Identity, kept: Kept, now: datetime) -> Iterator[Line]:
    due = call_due(kept.episode)
    if due is not None and due <= now:
        late = now > due + (CALL_UNTIL - CALL_FROM)
        says = "no call within 48 h of the session" if late else "call after the session"
        yield Line(identity=identity, episode=kept.key, says=says, page="follow-up#call", since=due, is_overdue=late)


def _reviews(identity: Identity, kept: Kept, now: datetime) -> Iterator[Line]:
    due = review_due(kept.episode)
    if due is not None and due <= now:
        late = now > due + timedelta(days=1)
        says = "go on, change or stop"
        yield Line(identity=identity, episode=kept.key, says=says, page="follow-up#review", since=due, is_overdue=late)


def _to_begin(identity: Identity, kept: Kept) -> Iterator[Line]:
    signed = kept.episode.last(Kind.PLAN_SIGNED)
    if kept.episode.state is EpisodeState.SIGNED and not kept.episode.sessions and signed is not None:
        says = "plan signed, no session yet"
        yield Line(identity=identity, episode=kept.key, says=says, page="sessions", since=signed.at)


def _drafts(identity: Identity, kept: Kept, *, proposed: bool) -> Iterator[Line]:
    if kept.episode.state is not EpisodeState.DRAFT:
        return
    plan, answer = kept.episode.last(Kind.PROPOSED), kept.episode.last(Kind.ANSWERED)
    stands = plan is not None and (answer is None or answer.number < plan.number)
    if stands is proposed:
        says = "plan computed, not signed" if stands else "intake, no plan yet"
        page = "plan" if stands else "intake"
        since = plan.at if stands and plan else None
        yield Line(identity=identity, episode=kept.key, says=says, page=page, since=since)


def _quiet(identity: Identity, kept: tuple[Kept, ...], links: tuple[DiaryLink, ...], now: datetime) -> Iterator[Line]:
    link = next((one for one in links if one.is_open(now)), None)
    if link is None:
        return
    pages = [item.at for one in kept for item in one.episode.entries if item.kind is Kind.DIARY]
    since = max([link.made_at, *pages])
    if now - since >= QUIET_AFTER:
        says = f"no page for {(now - since).days} days"
        yield Line(identity=identity, episode=kept[0].key, says=says, page="follow-up#diary", since=since)
