"""Follow-up, Today and evidence in a real browser: the main task of each, no width lost, nothing for axe."""

import pytest
from fastapi.testclient import TestClient

from sciaclinic.episode.kinds import Kind
from sciaclinic.records.episodes import episode_of
from sciaclinic.services.clinic.diary import begin_diary

PHONE = {"viewport": {"width": 390, "height": 844}}


@pytest.fixture(scope="module")
def episode(served):
    """Of a patient with a signed plan, whose diary warns."""
    key = served.clinic.signed_episode()
    token = begin_diary(served.clinic.desk(), key)
    phone = TestClient(served.clinic.app, headers={"origin": "http://testserver"})
    phone.post(f"/diary/{token}/pages", json={"key": "k" * 20, "body": {"leg_pain": 6, "phq9_item_9": 1}})
    return key


def _pages(episode):
    return ("/", f"/episodes/{episode}/follow-up", f"/episodes/{episode}/mechanism", "/evidence", "/evidence/claims")


def test_a_warning_leads_from_today_to_where_it_is_confirmed(served, open_page, episode):
    page = open_page("/")
    page.get_by_text("Thoughts of self-harm").click()
    page.get_by_label("What was done").fill("spoke with the patient; seen by a colleague today")
    page.get_by_role("button", name="Confirm that I have seen it").click()
    page.wait_for_load_state()
    assert page.get_by_text("The diary warns").count() == 0
    page.goto(served.address + "/")
    assert page.get_by_text("Warnings in diaries").count() == 0


def test_scores_are_entered_on_a_phone(served, open_page, episode):
    page = open_page(f"/episodes/{episode}/follow-up", **PHONE)
    page.get_by_text("Write down scores of a visit").click()
    page.get_by_label("Leg pain, day").fill("4")
    page.get_by_label("PHQ-9", exact=True).fill("12")
    page.get_by_role("button", name="Keep these scores").click()
    page.get_by_text("PHQ-9 12 of 27, moderate").wait_for()
    with served.clinic.records.reading() as connection:
        kept = episode_of(connection, episode).episode.last(Kind.OBSERVED)
    assert kept.body["leg_pain"] == 4


def test_evidence_is_found_by_what_is_typed(open_page, episode):
    page = open_page("/evidence/trials")
    page.get_by_label("Find").fill("pickering")
    rows = page.locator(".drawn tbody tr:visible")
    assert rows.count() == 1
    rows.get_by_role("link").click()
    page.wait_for_load_state()
    assert "pickering2020" in page.url


@pytest.mark.parametrize("number", range(5))
def test_nothing_is_wider_than_a_phone(open_page, episode, number):
    page = open_page(_pages(episode)[number], **PHONE)
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["viewport"]["width"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("number", range(5))
def test_axe_finds_nothing(open_page, episode, scheme, number):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    page = open_page(
        _pages(episode)[number], color_scheme=scheme, bypass_csp=True, viewport={"width": 1280, "height": 900}
    )
    for details in page.locator("details").all():
        details.evaluate("element => (element.open = true)")
    found = axe.run(page)
    assert found.violations_count == 0, found.generate_report()
