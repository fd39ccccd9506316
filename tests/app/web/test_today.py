"""Today: what is due stands there from its hour on, leads to where it is done, and goes when it is done."""

import pytest

from sciaclinic.episode.kinds import Kind
from sciaclinic.episode.roles import Role
from sciaclinic.services.clinic.diary import begin_diary
from sciaclinic.services.clinic.entering import enter
from sciaclinic.services.clinic.planning import propose
from sciaclinic.services.clinic.today import today_of
from support.given_session import begin, end, give


@pytest.fixture
def episode(clinic):
    return clinic.signed_episode()


def _today(clinic):
    return today_of(clinic.desk())


def test_an_empty_clinic_says_how_to_begin(clinic):
    page = clinic.browser().get("/").text
    assert "No patients yet" in page
    assert 'href="/patients/new"' in page


def test_a_signed_plan_waits_until_its_first_session(clinic, episode):
    assert [line.page for line in _today(clinic).to_begin] == ["sessions"]
    begin(clinic, episode, mg_per_h=55)
    assert not _today(clinic).to_begin


def test_who_is_infused_stands_there_with_the_next_check(clinic, episode):
    number = begin(clinic, episode, mg_per_h=55)
    (line,) = _today(clinic).under_way
    assert (line.page, line.is_overdue) == (f"sessions/{number}", False)
    assert line.check_at > clinic.clock.now()
    assert "next check due" in clinic.browser(Role.NURSE).get("/").text
    clinic.clock.turn(hours=1)
    assert _today(clinic).under_way[0].is_overdue
    assert "overdue, was due" in clinic.browser(Role.NURSE).get("/").text
    end(clinic, episode, number)
    assert not _today(clinic).under_way


@pytest.mark.parametrize(("hours", "due", "overdue"), [(23, False, False), (25, True, False), (49, True, True)])
def test_a_call_is_due_after_a_day_and_overdue_after_two(clinic, episode, hours, due, overdue):
    give(clinic, episode)
    clinic.clock.turn(hours=hours)
    lines = _today(clinic).calls
    assert bool(lines) is due
    assert any(line.is_overdue for line in lines) is overdue


def test_a_call_that_reached_nobody_leaves_it_due(clinic, episode):
    give(clinic, episode)
    clinic.clock.turn(hours=30)
    enter(clinic.desk(), episode, Kind.CALLED, {"reached": False})
    assert _today(clinic).calls
    enter(clinic.desk(), episode, Kind.CALLED, {"reached": True})
    assert not _today(clinic).calls


def test_a_review_is_due_when_the_patients_goal_says(clinic, episode):
    give(clinic, episode)
    clinic.clock.turn(days=27)
    assert not _today(clinic).reviews
    clinic.clock.turn(days=2)
    assert _today(clinic).reviews
    enter(clinic.desk(), episode, Kind.REVIEWED, {"decision": "stop", "reason": "no relief"})
    assert not _today(clinic).reviews


def test_a_plan_waits_for_a_signature_until_an_answer_changes_it(clinic):
    key = clinic.episode()
    assert [line.page for line in _today(clinic).drafts] == ["intake"]
    propose(clinic.desk(), key, draws=100)
    today = _today(clinic)
    assert [line.page for line in today.to_sign] == ["plan"]
    assert not today.drafts


def test_a_diary_that_went_quiet_is_looked_after(clinic, episode):
    begin_diary(clinic.desk(), episode)
    assert not _today(clinic).quiet
    clinic.clock.turn(days=4)
    assert [line.says for line in _today(clinic).quiet] == ["no page for 4 days"]


def test_where_nothing_is_due_that_is_said(clinic, episode):
    give(clinic, episode)
    clinic.clock.turn(hours=1)
    assert _today(clinic).is_clear
    assert "Nothing waits" in clinic.browser().get("/").text
