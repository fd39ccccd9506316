"""Where an episode and each of its sessions stand."""

from enum import StrEnum


class EpisodeState(StrEnum):
    """DRAFT: answers and proposals may change. SIGNED: a plan is in force. GIVEN: a session has begun. REVIEWED: a
    physician has judged the result. CLOSED: nothing more is entered; another plan is another episode."""

    DRAFT = "draft"
    SIGNED = "signed"
    GIVEN = "given"
    REVIEWED = "reviewed"
    CLOSED = "closed"


class SessionState(StrEnum):
    """CHECKING: before the pump. RUNNING and PAUSED: on the pump. RECOVERING: after it. LEFT: gone home.
    SIGNED: the chart is complete and is only corrected by entries that point at what they correct."""

    CHECKING = "checking"
    RUNNING = "running"
    PAUSED = "paused"
    RECOVERING = "recovering"
    LEFT = "left"
    SIGNED = "signed"


UNDER_WAY = frozenset({SessionState.CHECKING, SessionState.RUNNING, SessionState.PAUSED, SessionState.RECOVERING})
"""A session in which somebody is in the chair, or about to be."""
