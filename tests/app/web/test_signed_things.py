"""What was signed or closed does not change, on any route: the routes are read from the app, none can be forgotten."""

import pytest

from sciaclinic.episode.kinds import Kind
from sciaclinic.episode.roles import Role
from sciaclinic.records.episodes import episode_of
from sciaclinic.services.clinic.entering import enter
from support.a_clinic import EXAMPLES, PASSWORD
from support.chart_session import VALUES
from support.signed_clinic import signed_clinic

OTHER = EXAMPLES / "likely_recovers.yaml"
SENT = {
    "/episodes/{key}/answers": {"json": {"path": "weight_kg", "value": 80, "after": 10**6}},
    "/episodes/{key}/patient-file": {"files": {"file": ("patient.yaml", OTHER.read_bytes(), "application/yaml")}},
    "/episodes/{key}/plan/compute": {},
    "/episodes/{key}/plan/sign": {"data": {"document": "0" * 64, "password": PASSWORD}},
    "/episodes/{key}/plan/withdraw": {"data": {"reason": "the patient moves away"}},
    "/episodes/{key}/plan/set-aside": {"data": {"rule": "older_than_75", "reason": "seen and judged"}},
    "/episodes/{key}/plan/take-back": {"data": {"rule": "older_than_75"}},
    "/episodes/{key}/together/weights": {"data": {}},
    "/episodes/{key}/together/goals": {"data": {"most_visits": "3"}},
    "/episodes/{key}/sessions": {"data": {}},
    "/episodes/{key}/sessions/{number}/entries": {"json": {"kind": "measured", "body": VALUES}},
    "/episodes/{key}/sessions/{number}/corrections": {"json": {"number": 1, "body": None, "reason": "mistyped"}},
    "/episodes/{key}/scores": {"data": {"leg_pain": "5"}},
    "/episodes/{key}/call": {"data": {"reached": "yes"}},
    "/episodes/{key}/review": {"data": {"decision": "stop", "reason": "no gain"}},
}
"""What each route that writes into an episode is sent."""
NO_ENTRY = {
    "/episodes/{key}/what-if",  # keeps nothing
    "/episodes/{key}/next-plan",  # begins another episode
    "/episodes/{key}/diary/read",  # a warning may be read whenever it comes
    "/episodes/{key}/diary",  # a link of the patient, which goes on from plan to plan
    "/episodes/{key}/diary/end",
}
AFTER_THE_PLAN = {
    "/episodes/{key}/plan/withdraw",
    "/episodes/{key}/sessions",
    "/episodes/{key}/sessions/{number}/corrections",
    "/episodes/{key}/scores",
    "/episodes/{key}/call",
    "/episodes/{key}/review",
}
"""Of them, those that go on while a plan is in force and the chart of its first session is signed."""


@pytest.fixture
def charted(tmp_path):
    clinic, charting = signed_clinic(tmp_path)
    charting.signed()
    yield clinic, charting
    clinic.close()


def _routes(app):
    paths = app.openapi()["paths"].items()
    found = {path for path, methods in paths if "post" in methods and path.startswith("/episodes/{key}")}
    assert found == set(SENT) | NO_ENTRY, "a new route is entered above"
    return sorted(set(SENT))


def _refused(clinic, charting, routes):
    """Every route is sent something; each says 409 and nothing is entered."""
    client = clinic.browser(Role.NURSE, Role.PHYSICIAN)
    before = _entries(clinic, charting)
    measured = next(entry.number for entry in before if entry.kind is Kind.MEASURED)
    answers = {}
    for route in routes:
        sent = {name: dict(value) if isinstance(value, dict) else value for name, value in SENT[route].items()}
        if route.endswith("corrections"):
            sent["json"]["number"] = measured
        address = route.replace("{key}", charting.key).replace("{number}", "1")
        answer = client.post(address, headers={"accept": "application/json"}, **sent)
        answers[route] = answer.status_code
    assert set(answers.values()) == {409}, answers
    assert _entries(clinic, charting) == before


def _entries(clinic, charting):
    with clinic.records.reading() as connection:
        return episode_of(connection, charting.key).episode.entries


def test_no_route_changes_what_a_signed_plan_and_a_signed_chart_rest_on(charted):
    clinic, charting = charted
    _refused(clinic, charting, [route for route in _routes(clinic.app) if route not in AFTER_THE_PLAN])


def test_no_route_writes_into_a_closed_episode(charted):
    clinic, charting = charted
    enter(charting.physician, charting.key, Kind.WITHDRAWN, {"reason": "the patient moves away"})
    _refused(clinic, charting, _routes(clinic.app))
