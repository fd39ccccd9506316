"""Who may enter what, and when: one table, which the tests walk through."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from sciaclinic.episode.kinds import Kind
from sciaclinic.episode.roles import CARERS, Role
from sciaclinic.episode.states import UNDER_WAY, EpisodeState, SessionState

_PHYSICIAN = frozenset({Role.PHYSICIAN})
_DRAFT = frozenset({EpisodeState.DRAFT})
_IN_FORCE = frozenset({EpisodeState.SIGNED, EpisodeState.GIVEN})
_OPEN = frozenset(EpisodeState) - {EpisodeState.CLOSED}
_CHECKING = frozenset({SessionState.CHECKING})
_RUNNING = frozenset({SessionState.RUNNING})
_PUMP = frozenset({SessionState.RUNNING, SessionState.PAUSED})
_AFTER = frozenset({SessionState.RECOVERING})
_LEFT = frozenset({SessionState.LEFT})


@dataclass(frozen=True, kw_only=True)
class Rule:
    """One kind of entry.

    Attributes:
        roles: who may enter it.
        when, session_when: states in which it may be entered; ``session_when`` is None for entries of no session, and
            empty for the one that opens a session.
        then, session_then: the state after it; None leaves the state as it is.
    """

    roles: frozenset[Role]
    when: frozenset[EpisodeState]
    then: EpisodeState | None = None
    session_when: frozenset[SessionState] | None = None
    session_then: SessionState | None = None


def _in_session(
    when: frozenset[SessionState], then: SessionState | None = None, *, episode_then: EpisodeState | None = None
) -> Rule:
    return Rule(roles=CARERS, when=_IN_FORCE, then=episode_then, session_when=when, session_then=then)


RULES: Mapping[Kind, Rule] = MappingProxyType(
    {
        Kind.ANSWERED: Rule(roles=CARERS, when=_DRAFT),
        Kind.PROPOSED: Rule(roles=_PHYSICIAN, when=_DRAFT),
        Kind.WEIGHED: Rule(roles=CARERS, when=_DRAFT),
        Kind.PLAN_SIGNED: Rule(roles=_PHYSICIAN, when=_DRAFT, then=EpisodeState.SIGNED),
        Kind.WITHDRAWN: Rule(roles=_PHYSICIAN, when=_IN_FORCE, then=EpisodeState.CLOSED),
        Kind.LEARNED: Rule(roles=CARERS, when=_OPEN),
        Kind.REVIEWED: Rule(roles=_PHYSICIAN, when=_IN_FORCE, then=EpisodeState.REVIEWED),
        Kind.CLOSED: Rule(
            roles=_PHYSICIAN, when=frozenset({EpisodeState.DRAFT, EpisodeState.REVIEWED}), then=EpisodeState.CLOSED
        ),
        Kind.CALLED: Rule(roles=CARERS, when=_OPEN - _DRAFT),
        Kind.OBSERVED: Rule(roles=CARERS, when=_OPEN - _DRAFT),
        Kind.DIARY: Rule(roles=frozenset({Role.PATIENT}), when=_OPEN),  # a patient's link goes on from plan to plan
        Kind.DIARY_READ: Rule(roles=CARERS, when=frozenset(EpisodeState)),
        Kind.OPENED: _in_session(frozenset(), SessionState.CHECKING),
        Kind.CHECKED: _in_session(_CHECKING),
        Kind.PREPARED: _in_session(_CHECKING),
        Kind.SECOND_CHECK: _in_session(_CHECKING),
        Kind.ABANDONED: _in_session(_CHECKING, SessionState.LEFT),
        Kind.STARTED: _in_session(_CHECKING, SessionState.RUNNING, episode_then=EpisodeState.GIVEN),
        Kind.RATE_SET: _in_session(_RUNNING),
        Kind.BOLUS_GIVEN: _in_session(_RUNNING),
        Kind.MEASURED: _in_session(UNDER_WAY),
        Kind.CHECK_MISSED: _in_session(UNDER_WAY - _CHECKING),
        Kind.EVENT: _in_session(UNDER_WAY),
        Kind.RESCUE_GIVEN: _in_session(UNDER_WAY),
        Kind.PAUSED: _in_session(_RUNNING, SessionState.PAUSED),
        Kind.RESUMED: _in_session(frozenset({SessionState.PAUSED}), SessionState.RUNNING),
        Kind.STOPPED: _in_session(_PUMP, SessionState.RECOVERING),
        Kind.RECOVERY_SCORED: _in_session(_AFTER),
        Kind.DRUG_ACCOUNTED: _in_session(_AFTER | _LEFT),
        Kind.LEFT: _in_session(_AFTER, SessionState.LEFT),
        Kind.SESSION_SIGNED: Rule(
            roles=_PHYSICIAN, when=_IN_FORCE, session_when=_LEFT, session_then=SessionState.SIGNED
        ),
        Kind.CORRECTED: Rule(roles=CARERS, when=_OPEN - _DRAFT),
    }
)
