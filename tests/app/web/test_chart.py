"""Sessions and the chart by their routes: what is refused, what is kept once, and what nobody can change any more."""

from datetime import timedelta

import pytest

from sciaclinic.episode.kinds import Kind
from sciaclinic.episode.roles import Role
from sciaclinic.episode.rules import RULES
from sciaclinic.records.episodes import episode_of
from support.a_clinic import PASSWORD
from support.chart_session import ALDRETE, PADSS, PREPARED, VALUES, Charting
from support.signed_clinic import signed_clinic

JSON = {"accept": "application/json"}
RATE = {"entered": 1.4, "unit": "mL/h"}
BODIES = {
    Kind.CHECKED: {"item": "consent", "answer": "yes"},
    Kind.PREPARED: PREPARED,
    Kind.SECOND_CHECK: {"agrees": True},
    Kind.ABANDONED: {"reason": "no escort"},
    Kind.STARTED: RATE,
    Kind.RATE_SET: RATE,
    Kind.BOLUS_GIVEN: {"entered": 1, "unit": "mL"},
    Kind.MEASURED: VALUES,
    Kind.CHECK_MISSED: {"due_at": "2026-11-30T09:05:00Z", "reason": "emergency"},
    Kind.EVENT: {"what": "nausea or vomiting", "severity": "mild"},
    Kind.RESCUE_GIVEN: {"drug": "ondansetron", "dose": 4, "unit": "mg", "route": "by vein"},
    Kind.PAUSED: {"reason": "line"},
    Kind.RESUMED: RATE,
    Kind.STOPPED: {"cause": "complete"},
    Kind.RECOVERY_SCORED: {"scale": "Aldrete", "items": ALDRETE},
    Kind.DRUG_ACCOUNTED: {"wasted_mg": 1, "returned_mg": 0},
    Kind.LEFT: {"escort_seen": True, "advice_given": True},
    Kind.SESSION_SIGNED: {},
}
"""A right body of every kind of entry of a session."""


@pytest.fixture
def signed(tmp_path):
    made = signed_clinic(tmp_path)
    yield made
    made[0].close()


@pytest.fixture
def clinic(signed):
    return signed[0]


@pytest.fixture
def charting(signed):
    return signed[1]


def _entries(clinic, key):
    with clinic.records.reading() as connection:
        return episode_of(connection, key).episode.entries


def _send(client, charting, kind, body, **more):
    address = f"/episodes/{charting.key}/sessions/{charting.number}/entries"
    return client.post(address, json={"kind": str(kind), "body": body, **more}, headers=JSON)


def test_there_are_no_sessions_before_a_plan_is_signed(clinic):
    clinic.clock.turn(minutes=1)
    key, client = clinic.episode(), clinic.browser(Role.NURSE)
    assert "No plan is signed" in client.get(f"/episodes/{key}/sessions").text
    assert client.post(f"/episodes/{key}/sessions", headers=JSON).status_code == 409


def test_a_session_that_is_opened_twice_by_one_form_is_opened_once(clinic, charting):
    client = clinic.browser(Role.NURSE)
    for _ in range(2):
        answer = client.post(f"/episodes/{charting.key}/sessions", data={"sent": "one"})
        assert answer.url.path.endswith("/sessions/1")
        assert "Before the start" in answer.text


def test_planned_sessions_have_dates_once_the_first_was_given(clinic, charting):
    client = clinic.browser(Role.NURSE)
    assert "counts from the first session" in client.get(f"/episodes/{charting.key}/sessions").text
    charting.signed()
    text = clinic.browser(Role.NURSE).get(f"/episodes/{charting.key}/sessions").text
    assert "2026-12-03" in text, "session 2 is on day 3"
    assert "counts from the first session" not in text


def test_the_chart_asks_every_red_flag_and_says_what_is_open(clinic, charting):
    charting.open()
    page = clinic.browser(Role.NURSE).get(f"/episodes/{charting.key}/sessions/1").text
    assert "Saddle numbness?" in page
    assert "27 still speak against a start" in page
    assert "stop_systolic" not in page


def test_a_start_is_refused_by_name_until_nothing_is_open(clinic, charting):
    client = clinic.browser(Role.NURSE)
    charting.open()
    says = _send(client, charting, Kind.STARTED, RATE).json()["says"]
    assert "not prepared" in says
    assert "Consent" in says
    charting.check().prepare().measure()
    answer = _send(client, charting, Kind.STARTED, RATE)
    assert answer.status_code == 200
    assert answer.json()["state"] == "running"
    assert answer.json()["live"]["rate_mg_per_h"] == pytest.approx(7)


def test_a_rate_above_the_order_is_refused_with_a_way_out(clinic, charting):
    charting.ready().start()
    answer = _send(clinic.browser(Role.NURSE), charting, Kind.RATE_SET, {"entered": 80, "unit": "mg/h"})
    assert answer.status_code == 422
    assert "signs another plan" in answer.json()["says"]


def test_what_is_sent_twice_is_kept_once_whatever_has_happened_since(clinic, charting):
    client = clinic.browser(Role.NURSE)
    charting.ready()
    first = _send(client, charting, Kind.STARTED, RATE, key="start-1")
    again = _send(client, charting, Kind.STARTED, RATE, key="start-1")
    assert first.status_code == again.status_code == 200
    assert sum(entry.kind is Kind.STARTED for entry in _entries(clinic, charting.key)) == 1
    assert _send(client, charting, Kind.STARTED, RATE, key="start-2").status_code == 409


def test_both_times_are_kept(clinic, charting):
    charting.ready().start()
    clinic.clock.turn(minutes=40)
    happened = clinic.clock.now() - timedelta(minutes=30)
    answer = _send(
        clinic.browser(Role.NURSE), charting, Kind.MEASURED, VALUES, happened_at=happened.isoformat(), key="m"
    )
    assert "late: entered" in answer.json()["html"]["log"]
    kept = _entries(clinic, charting.key)[-1]
    assert (kept.at, kept.happened_at) == (clinic.clock.now(), happened)


def test_a_second_person_checks_at_the_same_device_with_her_own_password(clinic, charting):
    client = clinic.browser(Role.NURSE)
    clinic.browser(Role.PHYSICIAN)
    charting.open()
    assert _send(client, charting, Kind.PREPARED, PREPARED).status_code == 200
    own = {"login": "browser nurse", "password": PASSWORD}
    answer = _send(client, charting, Kind.SECOND_CHECK, {"agrees": True}, second=own)
    assert answer.status_code == 422
    wrong = {"login": "browser physician", "password": "another sentence"}
    assert _send(client, charting, Kind.SECOND_CHECK, {"agrees": True}, second=wrong).status_code == 422
    other = {"login": "browser physician", "password": PASSWORD}
    assert _send(client, charting, Kind.SECOND_CHECK, {"agrees": True}, second=other).status_code == 200
    kept = _entries(clinic, charting.key)[-1]
    assert kept.author.name == "Browser physician"
    assert PASSWORD not in str(kept.body)


def test_a_correction_points_at_what_it_corrects_and_leaves_it_there(clinic, charting):
    client = clinic.browser(Role.NURSE)
    charting.ready().start()
    wrong = charting.measure(systolic_mmhg=210)
    assert charting.chart.advised.advice == "stop"
    address = f"/episodes/{charting.key}/sessions/1/corrections"
    body = {**VALUES, "systolic_mmhg": 120}
    answer = client.post(address, json={"number": wrong.number, "body": body, "reason": "mistyped"}, headers=JSON)
    assert answer.status_code == 200
    assert charting.chart.advised.advice == "continue"
    kept = _entries(clinic, charting.key)
    assert kept[-1].corrects == wrong.number
    assert any(entry.number == wrong.number and entry.body["systolic_mmhg"] == 210 for entry in kept)
    assert "mistyped" in answer.json()["html"]["log"]


def test_what_a_session_rests_on_is_not_struck_out(clinic, charting):
    charting.ready().start()
    number = next(entry.number for entry in charting.chart.entries if entry.kind is Kind.STARTED)
    address = f"/episodes/{charting.key}/sessions/1/corrections"
    answer = clinic.browser(Role.NURSE).post(
        address, json={"number": number, "body": None, "reason": "mistake"}, headers=JSON
    )
    assert answer.status_code == 409


def test_the_second_session_waits_for_the_clinic_s_interval(clinic, charting):
    charting.signed()
    later = Charting(clinic, charting.key).ready()
    client = clinic.browser(Role.NURSE)
    assert "18 h between sessions" in _send(client, later, Kind.STARTED, RATE).json()["says"]
    clinic.clock.turn(hours=18)
    client = clinic.browser(Role.NURSE)
    assert _send(client, later, Kind.STARTED, RATE).status_code == 200


def test_an_abandoned_session_uses_up_none_of_the_plan(clinic, charting):
    charting.open()
    charting.enter(Kind.ABANDONED, {"reason": "no escort"})
    page = clinic.browser(Role.NURSE).get(f"/episodes/{charting.key}/sessions").text
    assert "Next: session 1 of 5" in page
    assert "abandoned before the pump" in page


def test_a_chart_is_signed_with_the_password_once_more(clinic, charting):
    charting.ready().start()
    charting.stop("the patient's wish")
    clinic.clock.turn(minutes=61)
    charting.recover().leave()
    charting.account()
    client = clinic.browser(Role.NURSE, Role.PHYSICIAN)
    assert _send(client, charting, Kind.SESSION_SIGNED, {}, password="another sentence").status_code == 422
    answer = _send(client, charting, Kind.SESSION_SIGNED, {}, password=PASSWORD)
    assert answer.json()["state"] == "signed"


def test_every_entry_of_a_session_is_refused_once_its_chart_is_signed(clinic, charting):
    charting.signed()
    client = clinic.browser(Role.NURSE, Role.PHYSICIAN)
    kinds = [kind for kind in Kind if RULES[kind].session_when]
    assert set(kinds) == set(BODIES)
    before = len(_entries(clinic, charting.key))
    for kind in kinds:
        assert _send(client, charting, kind, BODIES[kind]).status_code == 409, kind
    assert len(_entries(clinic, charting.key)) == before


def test_the_band_is_of_the_ordered_session(clinic, charting):
    charting.open()
    groups = clinic.browser(Role.NURSE).get(f"/episodes/{charting.key}/sessions/1/band").json()
    names = {curve["name"] for group in groups for curve in group["curves"]}
    assert names == {"systolic", "diastolic", "dissociation"}
    assert all(group["at"][-1] == pytest.approx(7.5, abs=0.3) for group in groups)


def test_recovery_is_scored_by_items_and_its_total_computed(clinic, charting):
    charting.ready().start()
    charting.stop()
    client = clinic.browser(Role.NURSE)
    answer = _send(client, charting, Kind.RECOVERY_SCORED, {"scale": "PADSS", "items": {**PADSS, "pain": 1}})
    assert "PADSS 9 of 10" in answer.json()["html"]["log"]
    assert _send(client, charting, Kind.RECOVERY_SCORED, {"scale": "PADSS", "total": 10}).status_code == 422


def test_the_worker_keeps_no_page_but_a_chart(clinic):
    text = clinic.browser(Role.NURSE).get("/chart-worker.js").text
    assert "__" not in text
    assert "/static/chart.js" in text
    assert "caches.delete(CHART)" in text
