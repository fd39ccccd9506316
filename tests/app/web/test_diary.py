"""The diary: without login or name, sent once, and a warning heads Today until somebody confirms it."""

from datetime import timedelta

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import select

from sciaclinic.episode.entry import Entry
from sciaclinic.episode.kinds import Kind
from sciaclinic.episode.roles import Role
from sciaclinic.records.audit import acts_on
from sciaclinic.records.episodes import episode_of
from sciaclinic.records.tables import diary_links
from sciaclinic.services.clinic.clinic_site import set_site, site_of
from sciaclinic.services.clinic.contacts import contacts_of
from sciaclinic.services.clinic.diary import begin_diary, confirm_read, end_diary, unread_warnings
from sciaclinic.services.clinic.diary_questions import RED_FLAGS, due_now
from sciaclinic.services.clinic.next_plan import begin_next_plan
from sciaclinic.web.rate_limit import RateLimit
from sciatwin.eligibility.rule import RuleGroup
from sciatwin.eligibility.rulebook import rulebook
from sciatwin.patient.complaint import RedFlags
from support.a_clinic import AClinic

OWN = {"origin": "http://testserver", "accept": "application/json"}


@pytest.fixture
def episode(clinic):
    return clinic.episode()


@pytest.fixture
def token(clinic, episode):
    return begin_diary(clinic.desk(), episode)


@pytest.fixture
def phone(clinic):
    return TestClient(clinic.app, headers=OWN)


def _send(phone, token, body, key="a-key-of-the-phone", **changed):
    return phone.post(f"/diary/{token}/pages", json={"key": key, "body": body, **changed})


def _entries(clinic, episode):
    with clinic.records.reading() as connection:
        return [item for item in episode_of(connection, episode).episode.entries if item.kind is Kind.DIARY]


def test_the_page_opens_without_login_and_says_no_name(clinic, phone, token):
    page = phone.get(f"/diary/{token}")
    assert page.status_code == 200
    assert "Example" not in page.text
    assert not page.cookies
    assert "set-cookie" not in page.headers


def test_each_red_flag_is_asked_by_itself(phone, token):
    page = phone.get(f"/diary/{token}").text
    for name in RED_FLAGS:
        assert page.count(f'name="red_flags.{name}"') == 2
        assert name in RedFlags.model_fields


def test_every_flag_of_an_emergency_is_asked_in_the_diary():
    """Where a rule sends the patient to an emergency, what it rests on can begin at home."""
    urgent = [rule for rule in rulebook() if rule.group is RuleGroup.RED_FLAGS and rule.referral]
    emergencies = " ".join(str(rule.condition) for rule in urgent if rule.referral.urgency == "emergency")
    named = [name for name in RedFlags.model_fields if name in emergencies]
    assert named
    of_the_history = {"immunosuppression", "intravenous_drug_use"}  # beside fever, which is asked
    assert set(named) - of_the_history <= {*RED_FLAGS, "worsening_in_the_last_two_weeks"}


def test_the_record_holds_no_token(clinic, token):
    with clinic.records.reading() as connection:
        rows = connection.execute(select(diary_links)).all()
    assert rows
    assert token not in str(rows)


def test_a_page_is_kept_once_however_often_it_is_sent(clinic, phone, episode, token):
    assert _send(phone, token, {"leg_pain": 4, "sleep": 6}).status_code == 200
    assert _send(phone, token, {"leg_pain": 4, "sleep": 6}).status_code == 200
    (entry,) = _entries(clinic, episode)
    assert entry.body["leg_pain"] == 4
    assert entry.author.roles == {Role.PATIENT}


def test_a_page_that_waited_without_a_network_has_both_times(clinic, phone, episode, token):
    yesterday = clinic.clock.now() - timedelta(days=1)
    _send(phone, token, {"leg_pain": 4}, at=yesterday.isoformat())
    (entry,) = _entries(clinic, episode)
    assert entry.happened_at == yesterday
    assert entry.at == clinic.clock.now()
    assert entry.is_late


def test_a_phone_whose_clock_runs_ahead_is_still_heard(clinic, phone, episode, token):
    ahead = clinic.clock.now() + timedelta(days=400)
    assert _send(phone, token, {"red_flags": {"saddle_numbness": True}}, at=ahead.isoformat()).status_code == 200
    assert _entries(clinic, episode)[0].happened_at == clinic.clock.now()


@pytest.mark.parametrize(
    "body",
    [{}, {"leg_pain": 11}, {"leg_pain": 3.5}, {"red_flags": {"nothing": True}}, {"name": "somebody"}, {"note": ""}],
)
def test_what_is_no_page_is_refused(clinic, phone, episode, token, body):
    assert _send(phone, token, body).status_code == 422
    assert not _entries(clinic, episode)


@pytest.mark.parametrize(
    "body", [{"phq9_item_9": 1}, {"phq9_item_9": 3}, *({"red_flags": {name: True}} for name in RED_FLAGS)]
)
def test_a_warning_heads_today_until_somebody_confirms_it(clinic, phone, episode, token, body):
    _send(phone, token, body)
    (entry,) = _entries(clinic, episode)
    browser = clinic.browser(Role.NURSE)
    assert "Warnings in diaries" in browser.get("/").text
    answer = browser.post(
        f"/episodes/{episode}/diary/read", data={"page": entry.number, "done": "called; in good hands"}
    )
    assert answer.status_code == 200
    assert "Warnings in diaries" not in browser.get("/").text


def test_a_warning_stands_on_every_page_of_the_patient_and_outlives_the_course(clinic, phone, episode, token):
    _send(phone, token, {"red_flags": {"saddle_numbness": True}})
    browser = clinic.browser()
    new = begin_next_plan(clinic.desk(), episode)
    for page in (f"/episodes/{episode}/intake", f"/episodes/{new}/intake", f"/episodes/{new}/history"):
        assert f'href="/episodes/{episode}/follow-up#warnings"' in browser.get(page).text, page
    (entry,) = _entries(clinic, episode)
    browser.post(f"/episodes/{episode}/diary/read", data={"page": entry.number, "done": "sent for a scan"})
    assert "The diary warns" not in browser.get(f"/episodes/{new}/intake").text


def test_a_link_goes_on_into_the_next_course(clinic, phone, episode, token):
    new = begin_next_plan(clinic.desk(), episode)
    assert _send(phone, token, {"leg_pain": 4}).status_code == 200
    assert not _entries(clinic, episode)
    assert len(_entries(clinic, new)) == 1


@pytest.mark.parametrize("body", [{"phq9_item_9": 0}, {"leg_pain": 10}, {"red_flags": dict.fromkeys(RED_FLAGS, False)}])
def test_an_answer_that_is_none_warns_of_nothing(clinic, phone, episode, token, body):
    _send(phone, token, body)
    with clinic.records.reading() as connection:
        assert not unread_warnings(episode_of(connection, episode))


def test_whom_to_call_is_on_the_page_before_anything_is_sent(clinic, phone, token):
    site = site_of(clinic.desk())
    session = site.session.model_copy(update={"patient_telephone": "555 0100, day and night"})
    set_site(clinic.desk(), site.model_copy(update={"session": session}))
    page = phone.get(f"/diary/{token}").text
    assert 'href="tel:5550100"' in page
    assert "Nobody is reading this now" in page
    assert "nearest emergency department" in page


def test_a_clinic_without_a_telephone_still_says_whom_to_call(phone, token):
    page = phone.get(f"/diary/{token}").text
    assert "tel:" not in page
    assert page.count("nearest emergency department") == 2


def test_a_link_ends_after_its_time_and_shows_whom_to_call(clinic, phone, token):
    clinic.clock.turn(days=91)
    page = phone.get(f"/diary/{token}")
    assert page.status_code == 410
    assert "nearest emergency department" in page.text
    assert _send(phone, token, {"leg_pain": 4}).status_code == 410


def test_a_link_can_be_ended_and_a_new_one_ends_the_old(clinic, phone, episode, token):
    other = begin_diary(clinic.desk(), episode)
    assert phone.get(f"/diary/{token}").status_code == 410
    assert phone.get(f"/diary/{other}").status_code == 200
    end_diary(clinic.desk(), episode)
    assert phone.get(f"/diary/{other}").status_code == 410


def test_a_link_of_another_clinic_opens_nothing(clinic, token, tmp_path):
    (tmp_path / "other").mkdir()
    other = AClinic(tmp_path / "other")
    stranger = TestClient(other.app, headers=OWN)
    assert stranger.get(f"/diary/{token}").status_code == 404
    assert _send(stranger, token, {"leg_pain": 4}).status_code == 404
    other.close()


@pytest.mark.parametrize("headers", [{"origin": "http://elsewhere.example"}, {"origin": "null"}, {}])
def test_no_other_site_sends_a_page(clinic, episode, token, headers):
    stranger = TestClient(clinic.app, headers={"accept": "application/json", **headers})
    assert _send(stranger, token, {"leg_pain": 4}).status_code == 403
    assert not _entries(clinic, episode)


def test_who_tries_out_links_is_stopped(clinic, phone):
    answers = [phone.get(f"/diary/{number:032}").status_code for number in range(40)]
    assert answers[0] == 404
    assert answers[-1] == 429


def test_a_diary_that_sends_without_end_is_slowed_and_the_others_are_not(clinic, phone, token):
    answers = [_send(phone, token, {"leg_pain": 4}, key=f"{number:032}").status_code for number in range(70)]
    assert answers[0] == 200
    assert answers[-1] == 429
    assert phone.get(f"/diary/{begin_diary(clinic.desk(), clinic.episode('likely_recovers'))}").status_code == 200


def test_a_limit_forgets_what_is_long_ago():
    now = [0.0]
    limit = RateLimit(2, 10, clock=lambda: now[0])
    assert [limit.allows("a") for _ in range(3)] == [True, True, False]
    assert limit.allows("b")
    now[0] = 11
    assert limit.allows("a")


def test_the_trail_says_what_the_diary_did(clinic, phone, episode, token):
    phone.get(f"/diary/{token}")
    _send(phone, token, {"phq9_item_9": 2})
    with clinic.records.reading() as connection:
        acts = acts_on(connection, episode_of(connection, episode).patient)
    assert {act.action for act in acts if act.user == "diary"} == {"diary opened", "diary page kept, with a warning"}
    assert token not in str(acts)


def test_a_page_is_confirmed_in_its_own_episode_only(clinic, phone, episode, token):
    _send(phone, token, {"phq9_item_9": 2})
    (entry,) = _entries(clinic, episode)
    other = clinic.episode("likely_recovers")
    browser = clinic.browser()
    assert browser.post(f"/episodes/{other}/diary/read", data={"page": entry.number, "done": "seen"}).status_code == 404
    confirm_read(clinic.desk(), episode, entry.number, "called")
    with clinic.records.reading() as connection:
        assert not unread_warnings(episode_of(connection, episode))


def _at(clinic, kind, days_ago, **body):
    at = clinic.clock.now() - timedelta(days=days_ago)
    return Entry(kind=kind, author=clinic.desk().author, at=at, happened_at=at, body=body)


@pytest.mark.parametrize(("days_ago", "is_due"), [(1, False), (13, False), (15, True)])
def test_thoughts_of_self_harm_are_asked_every_two_weeks(clinic, days_ago, is_due):
    asked = _at(clinic, Kind.OBSERVED, days_ago, phq9_item_9=0)
    assert due_now([asked], clinic.clock.now()).item_9 is is_due


def test_side_effects_are_asked_in_the_days_after_a_session(clinic):
    now = clinic.clock.now()
    assert due_now([_at(clinic, Kind.STOPPED, 1)], now).side_effects
    assert not due_now([_at(clinic, Kind.STOPPED, 5)], now).side_effects
    assert not due_now([], now).side_effects


@pytest.mark.parametrize(
    ("text", "dial"),
    [("555 0100, day and night", "5550100"), ("+41 44 555 01 00", "+41445550100"), ("ask at the desk", "")],
)
def test_a_telephone_is_dialled_by_its_digits(clinic, text, dial):
    clinic.episode()
    site = site_of(clinic.desk())
    session = site.session.model_copy(update={"patient_telephone": text})
    (contact,) = contacts_of(site.model_copy(update={"session": session}))
    assert (contact.text, contact.dial) == (text, dial)
