"""Who may enter what, and when: the whole table, state by state and role by role."""

from datetime import UTC, datetime
from itertools import product

import pytest

from sciaclinic.episode.bodies import BODIES
from sciaclinic.episode.entry import Author, Entry
from sciaclinic.episode.episode import Episode, NotNowError, NotYoursError
from sciaclinic.episode.kinds import Kind
from sciaclinic.episode.roles import Role
from sciaclinic.episode.rules import RULES
from sciaclinic.episode.states import EpisodeState, SessionState

_NOW = datetime(2026, 11, 30, 9, 0, tzinfo=UTC)
_SIGNED = EpisodeState.SIGNED

WAY_OF_AN_EPISODE = [
    (Kind.ANSWERED, None, EpisodeState.DRAFT),
    (Kind.PROPOSED, None, EpisodeState.DRAFT),
    (Kind.PLAN_SIGNED, None, EpisodeState.SIGNED),
    (Kind.OPENED, 1, EpisodeState.SIGNED),
    (Kind.CHECKED, 1, EpisodeState.SIGNED),
    (Kind.PREPARED, 1, EpisodeState.SIGNED),
    (Kind.SECOND_CHECK, 1, EpisodeState.SIGNED),
    (Kind.STARTED, 1, EpisodeState.GIVEN),
    (Kind.PAUSED, 1, EpisodeState.GIVEN),
    (Kind.RESUMED, 1, EpisodeState.GIVEN),
    (Kind.STOPPED, 1, EpisodeState.GIVEN),
    (Kind.RECOVERY_SCORED, 1, EpisodeState.GIVEN),
    (Kind.LEFT, 1, EpisodeState.GIVEN),
    (Kind.SESSION_SIGNED, 1, EpisodeState.GIVEN),
    (Kind.REVIEWED, None, EpisodeState.REVIEWED),
    (Kind.CLOSED, None, EpisodeState.CLOSED),
]


def _entry(kind, *roles, session=None):
    author = Author(key="k", name="somebody", roles=frozenset(roles or Role))
    return Entry(kind=kind, author=author, at=_NOW, happened_at=_NOW, session=session)


def test_an_episode_goes_its_way_to_the_end():
    episode = Episode()
    for kind, session, state in WAY_OF_AN_EPISODE:
        episode = episode.with_entry(_entry(kind, session=session))
        assert episode.state is state
    assert episode.sessions == (SessionState.SIGNED,)


@pytest.mark.parametrize(("kind", "state"), list(product(Kind, EpisodeState)))
def test_an_entry_is_taken_in_its_states_and_refused_in_all_others(kind, state):
    rule = RULES[kind]
    sessions = () if not rule.session_when else (next(iter(rule.session_when)),)
    episode = Episode((), state, sessions)
    entry = _entry(kind, session=1 if sessions else None)
    if state in rule.when:
        assert episode.with_entry(entry).state is (rule.then or state)
    else:
        with pytest.raises(NotNowError, match=r"\. "):
            episode.with_entry(entry)


@pytest.mark.parametrize(("kind", "state"), [(k, s) for k in Kind for s in SessionState if RULES[k].session_when])
def test_an_entry_of_a_session_is_taken_in_its_states_and_refused_in_all_others(kind, state):
    rule = RULES[kind]
    episode = Episode((), next(iter(rule.when)), (state,))
    if state in rule.session_when:
        assert episode.with_entry(_entry(kind, session=1)).sessions == (rule.session_then or state,)
    else:
        with pytest.raises(NotNowError):
            episode.with_entry(_entry(kind, session=1))


@pytest.mark.parametrize(("kind", "role"), list(product(Kind, Role)))
def test_only_the_roles_of_a_kind_may_enter_it(kind, role):
    rule = RULES[kind]
    sessions = () if not rule.session_when else (next(iter(rule.session_when)),)
    episode = Episode((), next(iter(rule.when)), sessions)
    entry = _entry(kind, role, session=1 if sessions else None)
    if role in rule.roles:
        episode.with_entry(entry)
    else:
        with pytest.raises(NotYoursError, match="signed in as"):
            episode.with_entry(entry)


def test_nothing_is_entered_into_a_closed_episode_but_that_a_diary_was_read():
    assert [kind for kind in Kind if EpisodeState.CLOSED in RULES[kind].when] == [Kind.DIARY_READ]


def test_answers_and_proposals_stand_still_once_a_plan_is_signed():
    for kind in (Kind.ANSWERED, Kind.PROPOSED, Kind.WEIGHED):
        with pytest.raises(NotNowError, match="in force"):
            Episode((), _SIGNED, ()).with_entry(_entry(kind))


def test_a_second_session_waits_for_the_first():
    with pytest.raises(NotNowError, match="Session 1 is not over"):
        Episode((), _SIGNED, (SessionState.PAUSED,)).with_entry(_entry(Kind.OPENED, session=2))


def test_every_kind_has_a_rule():
    assert set(RULES) == set(Kind)
    assert set(BODIES) <= set(Kind)
