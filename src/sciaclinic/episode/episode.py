"""An episode, folded from its entries."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from sciaclinic.episode.entry import Author, Entry
from sciaclinic.episode.kinds import Kind
from sciaclinic.episode.rules import RULES, Rule
from sciaclinic.episode.states import UNDER_WAY, EpisodeState, SessionState
from sciatwin.errors import UserError


class NotNowError(UserError):
    """What is signed, given or closed does not change; the message names the state and the way out."""

    exit_code = 20


class NotYoursError(UserError):
    """The role of whoever enters does not allow it."""

    exit_code = 21


@dataclass(frozen=True)
class Episode:
    """Where an episode stands after its entries.

    Attributes:
        entries: in their order.
        sessions: state of each session, the first of them session 1.
    """

    entries: tuple[Entry, ...] = ()
    state: EpisodeState = EpisodeState.DRAFT
    sessions: tuple[SessionState, ...] = field(default=())

    @classmethod
    def of(cls, entries: Iterable[Entry]) -> "Episode":
        """The episode that kept entries make. Each was judged when it was entered, by the rules of that day."""
        episode = cls()
        for entry in entries:
            episode = episode._after(entry)
        return episode

    def with_entry(self, entry: Entry) -> "Episode":
        """One entry more. Raises: NotNowError, NotYoursError."""
        self.demand(entry.kind, entry.author, entry.session)
        return self._after(entry)

    def _after(self, entry: Entry) -> "Episode":
        rule = RULES[entry.kind]
        return replace(
            self,
            entries=(*self.entries, entry),
            state=rule.then or self.state,
            sessions=self._sessions_after(rule, entry.session),
        )

    def demand(self, kind: Kind, author: Author, session: int | None = None) -> None:
        """Pass if ``author`` may enter ``kind`` now. Raises: NotNowError, NotYoursError."""
        rule = RULES[kind]
        if not rule.roles & author.roles:
            may = " or ".join(sorted(rule.roles))
            raise NotYoursError(f"'{kind}' is entered by a {may}; you are signed in as {_roles_of(author)}.")
        if self.state not in rule.when:
            raise NotNowError(f"'{kind}' cannot be entered: the episode is {self.state}. {_WAY_OUT[self.state]}")
        if rule.session_when is not None:
            self._demand_session(kind, rule, session)

    def _demand_session(self, kind: Kind, rule: Rule, session: int | None) -> None:
        if not rule.session_when:
            if open_now := [n for n, state in enumerate(self.sessions, 1) if state in UNDER_WAY]:
                raise NotNowError(f"Session {open_now[0]} is not over: end it before another one is opened.")
            return
        if session is None or not 1 <= session <= len(self.sessions):
            raise NotNowError(f"'{kind}' belongs to a session that was opened; there is no session {session}.")
        state = self.sessions[session - 1]
        if state not in rule.session_when:
            raise NotNowError(f"'{kind}' cannot be entered: session {session} is {state}. {_SESSION_WAY_OUT[state]}")

    def _sessions_after(self, rule: Rule, session: int | None) -> tuple[SessionState, ...]:
        if rule.session_then is None:
            return self.sessions
        if not rule.session_when:
            return (*self.sessions, rule.session_then)
        changed = list(self.sessions)
        changed[(session or 0) - 1] = rule.session_then
        return tuple(changed)

    def of_session(self, session: int) -> tuple[Entry, ...]:
        """Its entries, corrections among them."""
        return tuple(entry for entry in self.entries if entry.session == session)

    def last(self, kind: Kind) -> Entry | None:
        """The latest entry of a kind, as it was corrected; None if there is none."""
        return next((entry for entry in reversed(self.entries) if entry.kind is kind), None)


def _roles_of(author: Author) -> str:
    return " and ".join(sorted(author.roles)) or "nobody"


_WAY_OUT = {
    EpisodeState.DRAFT: "Sign a plan first.",
    EpisodeState.SIGNED: "A plan is in force; withdraw it with a reason, or begin the next plan after a review.",
    EpisodeState.GIVEN: "Sessions were given under the signed plan; a review ends it and the next plan follows.",
    EpisodeState.REVIEWED: "It was reviewed; close it and begin the next plan.",
    EpisodeState.CLOSED: "Begin the next plan.",
}
_SESSION_WAY_OUT = {
    SessionState.CHECKING: "The pump has not been started.",
    SessionState.RUNNING: "The pump is running.",
    SessionState.PAUSED: "The pump is paused; resume or stop it first.",
    SessionState.RECOVERING: "The pump has been stopped.",
    SessionState.LEFT: "The patient has gone home; correct an entry instead, with a reason.",
    SessionState.SIGNED: "Its chart is signed; correct an entry instead, with a reason.",
}
