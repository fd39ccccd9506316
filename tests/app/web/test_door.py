"""Coming in: a first user, sign-in with a lock, and nothing at all for those who are not signed in."""

import pytest
from fastapi.testclient import TestClient

from sciaclinic.episode.roles import Role
from support.a_clinic import PASSWORD, AClinic

OPEN_TO_ALL = {"/sign-in", "/first-user", "/sign-out", "/sheet.css"}
"""A diary is opened by the token in its address instead: test_diary.py."""


def _first(client, **changed):
    typed = {"login": "first", "name": "First physician", "password": PASSWORD}
    return client.post("/first-user", data={**typed, **changed})


def test_the_first_page_of_an_empty_clinic_makes_the_first_user(clinic):
    client = TestClient(clinic.app)
    assert "Nobody works here yet" in client.get("/").text
    assert _first(client).url.path == "/"
    assert "No patients yet" in client.get("/").text


def test_a_short_password_is_refused_and_what_was_typed_stays(clinic):
    answer = _first(TestClient(clinic.app), password="short")
    assert answer.status_code == 422
    assert "12" in answer.text
    assert 'value="First physician"' in answer.text


def test_there_is_one_first_user_only(clinic):
    _first(TestClient(clinic.app))
    assert _first(TestClient(clinic.app), login="second").status_code == 422


def test_five_wrong_passwords_lock_a_name_for_a_quarter_of_an_hour(clinic):
    client = TestClient(clinic.app)
    _first(client)
    client.cookies.clear()
    for _ in range(5):
        assert client.post("/sign-in", data={"login": "first", "password": "wrong"}).status_code == 401
    assert client.post("/sign-in", data={"login": "first", "password": PASSWORD}).status_code == 401
    clinic.clock.turn(minutes=16)
    assert client.post("/sign-in", data={"login": "first", "password": PASSWORD}).url.path == "/"


def test_a_login_ends_after_two_idle_hours(clinic):
    client = clinic.browser()
    clinic.clock.turn(hours=1, minutes=59)
    assert client.get("/patients").url.path == "/patients"
    clinic.clock.turn(hours=2, minutes=1)
    assert client.get("/patients").url.path == "/sign-in"


def _routes(app):
    paths = app.openapi()["paths"].items()
    found = [
        (method.upper(), path)
        for path, methods in paths
        if path not in OPEN_TO_ALL and "/diary/{token}" not in path and path != "/diary/worker.js"
        for method in methods
    ]
    assert len(found) > 8
    return found


def test_every_page_needs_somebody_who_is_signed_in(clinic):
    clinic.browser()
    stranger = TestClient(clinic.app, follow_redirects=False)
    routes = _routes(clinic.app)
    for method, path in routes:
        answer = stranger.request(method, path.replace("{key}", "0" * 32))
        assert answer.status_code in (303, 401, 403), (method, path)
        assert answer.status_code != 303 or answer.headers["location"] == "/sign-in"


def test_no_form_of_another_site_is_taken(clinic):
    client = clinic.browser()
    del client.headers["X-Form-Key"]
    for method, path in _routes(clinic.app):
        if method not in ("GET", "HEAD"):
            answer = client.request(method, path.replace("{key}", "0" * 32), headers={"accept": "application/json"})
            assert answer.status_code == 403, (method, path)
            assert "form" in answer.json()["says"]


@pytest.mark.parametrize("role", [Role.RESEARCHER, Role.ADMINISTRATOR])
def test_who_treats_nobody_reads_no_patient(clinic, role):
    client = clinic.browser(role)
    answer = client.get("/patients")
    assert answer.status_code == 403
    assert "physician" in answer.text


def test_every_answer_carries_the_headers_that_keep_a_browser_safe(clinic):
    headers = clinic.browser().get("/patients").headers
    assert "script-src 'self'" in headers["content-security-policy"]
    assert headers["cache-control"] == "no-store"
    assert headers["x-content-type-options"] == "nosniff"


def test_two_clinics_know_nothing_of_each_other(clinic, tmp_path):
    (tmp_path / "other").mkdir()
    other = AClinic(tmp_path / "other")
    client = clinic.browser()
    stranger = TestClient(other.app, cookies=client.cookies)
    assert stranger.get("/patients").url.path == "/sign-in"
    other.close()
