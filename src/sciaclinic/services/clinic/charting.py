"""The chart of a session: read, and written entry by entry. What is sent twice is kept once."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Any

from sciaclinic.answers.plan.document import PlanDocument
from sciaclinic.episode.bodies import checked_body
from sciaclinic.episode.chart import Chart
from sciaclinic.episode.corrections import counted
from sciaclinic.episode.entry import Author, Entry
from sciaclinic.episode.episode import Episode, NotNowError
from sciaclinic.episode.kinds import Kind
from sciaclinic.episode.refused import judge_correction, judge_entry
from sciaclinic.episode.rules import RULES
from sciaclinic.episode.states import UNDER_WAY
from sciaclinic.records.documents import document_text
from sciaclinic.records.episodes import Kept, episode_of, sent_before
from sciaclinic.records.patients import NotThereError
from sciaclinic.render.json import from_json
from sciaclinic.services.clinic.clinic_site import site_of
from sciaclinic.services.clinic.desk import Desk
from sciaclinic.services.clinic.entering import enter, read_episode
from sciaclinic.services.clinic.own_hand import demand_own_hand
from sciaclinic.services.clinic.session_plan import PlannedSession, check_items, planned_sessions, session_order
from sciaclinic.services.clinic.typed_dose import with_pump_values
from sciatwin.plan import Site

MEANING = "I have read this chart; it tells what was given and seen."
TURNS = frozenset({Kind.OPENED, Kind.STARTED, Kind.PAUSED, Kind.RESUMED, Kind.STOPPED, Kind.LEFT, Kind.SESSION_SIGNED})
"""Entries on which the state of a session rests: their time and numbers are corrected, they are never struck out."""


@dataclass(frozen=True)
class OneSession:
    """Attributes: number: in the episode; planned: of the plan it was opened for; chart: as its entries make it."""

    number: int
    planned: PlannedSession
    chart: Chart


@dataclass(frozen=True)
class Sessions:
    """All sessions of an episode: those opened, and those of the plan that are still to come."""

    opened: tuple[OneSession, ...]
    to_come: tuple[PlannedSession, ...]
    first_started: datetime | None
    first_day: float = 0.0

    def date_of(self, session: PlannedSession) -> datetime | None:
        """When a session is due: its day counts from the first that was given; None before that."""
        if self.first_started is None:
            return None
        return self.first_started + timedelta(days=session.day - self.first_day)

    @property
    def under_way(self) -> OneSession | None:
        return next((item for item in self.opened if item.chart.state in UNDER_WAY), None)


def plan_in_force(desk: Desk, episode: Episode) -> PlanDocument:
    """Raises: NotNowError where none was signed."""
    signed = episode.last(Kind.PLAN_SIGNED)
    if signed is None:
        raise NotNowError("There are no sessions before a plan is signed.")
    with desk.records.reading() as connection:
        return _parsed(document_text(connection, signed.body["document"]))


@lru_cache(maxsize=16)
def _parsed(text: str) -> PlanDocument:
    document = from_json(text, "the signed plan")
    assert isinstance(document, PlanDocument)  # kept under this kind by ``planning`` alone
    return document


def sessions_of(desk: Desk, episode: Episode) -> Sessions:
    """Raises: NotNowError where no plan was signed."""
    plan, site = plan_in_force(desk, episode), site_of(desk)
    opened = tuple(_session(episode, number, plan, site) for number in range(1, len(episode.sessions) + 1))
    started = [item for item in opened if item.chart.infused.started_at]
    given = {item.planned.number for item in opened if item.chart.infused.started_at or item.chart.state in UNDER_WAY}
    to_come = tuple(item for item in planned_sessions(plan) if item.number not in given)
    if not started:
        return Sessions(opened, to_come, None)
    return Sessions(opened, to_come, started[0].chart.infused.started_at, started[0].planned.day)


def read_session(desk: Desk, key: str, number: int) -> tuple[Kept, OneSession]:
    """One session, with a line in the trail. Raises: NotThereError, NotNowError."""
    kept = read_episode(desk, key, f"chart of session {number}")
    return kept, session_of(desk, kept.episode, number)


def last_number(desk: Desk, key: str, number: int) -> int:
    """Number of the latest entry of a session, 0 before there is one: whether there is anything new to read.

    It tells nothing of the patient, so nothing stands in the trail. Raises: NotThereError.
    """
    with desk.records.reading() as connection:
        entries = episode_of(connection, key).episode.of_session(number)
    return max((entry.number for entry in entries), default=0)


def session_of(desk: Desk, episode: Episode, number: int) -> OneSession:
    """Raises: NotThereError, NotNowError."""
    return _session(episode, number, plan_in_force(desk, episode), site_of(desk))


def open_session(desk: Desk, key: str, *, sent: str = "") -> int:
    """Open the next session of the plan. Raises: NotNowError; as ``enter``. Args: sent: key of the device."""
    with desk.records.reading() as connection:
        episode = episode_of(connection, key).episode
        before = sent_before(connection, sent)
    if before is not None and before.session is not None:
        return before.session
    episode.demand(Kind.OPENED, desk.author)
    to_come = sessions_of(desk, episode).to_come
    if not to_come:
        raise NotNowError("Every session of the signed plan was given. Review the course; the next plan follows.")
    number = len(episode.sessions) + 1
    enter(desk, key, Kind.OPENED, {"planned_session": to_come[0].number}, session=number, key=sent)
    return number


def enter_chart(
    desk: Desk,
    key: str,
    number: int,
    kind: Kind,
    body: Mapping[str, Any],
    *,
    happened_at: datetime | None = None,
    sent: str = "",
    second: Author | None = None,
    password: str = "",
) -> Entry:
    """One entry into the chart of a session.

    Args:
        sent: key of the device that sends it.
        second: the other person at the same device, where the entry needs one.
        password: of whoever signs the chart.
    Raises: NotNowError, NotYoursError; InvalidInputError for wrong values, and for a rate or dose past a ceiling.
    """
    with desk.records.reading() as connection:
        if (before := sent_before(connection, sent)) is not None:
            return before
        episode = episode_of(connection, key).episode
    plan, site = plan_in_force(desk, episode), site_of(desk)
    _demand_of_a_session(kind)
    by, typed = _by_both(desk, kind, body, second)
    episode.demand(kind, by.author, number)
    chart = _session(episode, number, plan, site).chart
    if kind is Kind.SESSION_SIGNED:
        demand_own_hand(desk, password, what="chart")

    def judge(now: Episode, entry: Entry) -> None:
        now.demand(kind, by.author, number)
        judge_entry(_session(now, number, plan, site).chart, entry, _ended_before(now, number))

    return enter(
        by,
        key,
        kind,
        with_pump_values(kind, typed, chart),
        session=number,
        happened_at=happened_at,
        key=sent,
        judge=judge,
    )


def correct(
    desk: Desk,
    key: str,
    number: int,
    wrong: int,
    body: Mapping[str, Any] | None,
    reason: str,
    *,
    happened_at: datetime | None = None,
    sent: str = "",
) -> Entry:
    """What should have stood in the place of an entry; None strikes it out.

    The entry stays in the record. A rate or dose is not held to a ceiling here: what was given is written down as it
    was, and the chart says that it went past the order.

    Args: wrong: number of the entry; happened_at: when it happened; as it was if None.
    Raises: NotThereError; NotNowError where the state of the session rests on the entry; as ``enter_chart``.
    """
    with desk.records.reading() as connection:
        episode = episode_of(connection, key).episode
    found = next((item for item in counted(episode.of_session(number)) if item.number == wrong), None)
    if found is None:
        raise NotThereError(f"Session {number} has no entry {wrong} that counts.")
    if body is None and found.kind in TURNS:
        raise NotNowError(f"'{found.kind}' is not struck out: the session rests on it. Correct its time or numbers.")
    chart = session_of(desk, episode, number).chart
    judge_correction(chart, found, happened_at or found.happened_at)
    right = None if body is None else checked_body(found.kind, with_pump_values(found.kind, body, chart))
    return enter(
        desk,
        key,
        Kind.CORRECTED,
        {"body": right, "reason": reason},
        session=number,
        happened_at=happened_at or found.happened_at,
        corrects=wrong,
        key=sent,
    )


def _session(episode: Episode, number: int, plan: PlanDocument, site: Site | None) -> OneSession:
    """Raises: NotThereError, NotNowError."""
    entries = episode.of_session(number)
    opened = next((entry for entry in entries if entry.kind is Kind.OPENED), None)
    if opened is None or not 1 <= number <= len(episode.sessions):
        raise NotThereError(f"Session {number} was not opened.")
    planned = next(item for item in planned_sessions(plan) if item.number == opened.body["planned_session"])
    order = session_order(plan, planned.number, site)
    chart = Chart.of(entries, episode.sessions[number - 1], order, check_items(plan))
    return OneSession(number, planned, chart)


def _ended_before(episode: Episode, number: int) -> datetime | None:
    """When the pump of an earlier session stopped last."""
    earlier = [
        entry.happened_at
        for before in range(1, number)
        for entry in counted(episode.of_session(before))
        if entry.kind is Kind.STOPPED
    ]
    return max(earlier, default=None)


def _by_both(desk: Desk, kind: Kind, body: Mapping[str, Any], second: Author | None) -> tuple[Desk, Mapping[str, Any]]:
    """Who enters, and what: the second check is entered by the second person, a waste names its witness."""
    if kind is Kind.SESSION_SIGNED:
        return desk, {"meaning": MEANING, "name": desk.author.name}
    if kind is Kind.DRUG_ACCOUNTED:
        witness = {"witness": second.key, "witness_name": second.name} if second else {}
        return desk, {**body, "witness": "", "witness_name": "", **witness}
    if kind is Kind.SECOND_CHECK and second is not None:
        return replace(desk, author=second), body
    return desk, body


def _demand_of_a_session(kind: Kind) -> None:
    if not RULES[kind].session_when:
        raise NotNowError(f"'{kind}' is not entered into a chart.")
