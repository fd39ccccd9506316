"""Plan and Together in a real browser: from no plan to a signed one, on a screen and a phone, by day and by night."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from sciaclinic.records.episodes import episode_of
from sciaclinic.services.clinic import planning
from sciaclinic.services.clinic.clinic_site import set_site, site_of
from support.a_clinic import PASSWORD

_PATIENCE_MS = 60_000


@pytest.fixture(scope="module")
def episode(served):
    return served.clinic.episode()


@pytest.fixture(scope="module")
def signable(served):
    """An episode with a plan that waits for its signature."""
    served.clinic.clock.turn(minutes=1)  # each example patient is another one by the minute
    key, desk = served.clinic.episode(), served.clinic.desk()
    set_site(desk, site_of(desk).model_copy(update={"signed_by": "medical director"}))
    planning.propose(desk, key, draws=200)
    return key


def test_a_plan_is_computed_while_the_page_says_how_far_it_is(open_page, episode):
    page = open_page(f"/episodes/{episode}/plan")
    page.set_default_timeout(_PATIENCE_MS)
    page.click("text=Compute the plan")
    assert page.locator("#computing").is_visible()
    assert page.locator("#compute button").is_disabled()
    page.wait_for_selector(".plan-answer h1")
    assert "trial of infusion" in page.inner_text(".plan-answer h1")
    assert page.locator("#sign").is_visible()


def test_a_physician_signs_with_her_password_and_reads_what_she_signed(open_page, signable):
    page = open_page(f"/episodes/{signable}/plan")
    page.set_default_timeout(_PATIENCE_MS)
    page.fill("#sign-password", "not the password")
    page.press("#sign-password", "Enter")
    page.wait_for_selector("#sign-wrong")
    assert page.evaluate("document.activeElement.id") == "sign-password"
    page.fill("#sign-password", PASSWORD)
    page.press("#sign-password", "Enter")
    page.wait_for_selector(".signed")
    assert "order it" in page.inner_text(".signed .meaning")
    assert page.locator("#compute").count() == 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_plan_and_patient_page_fit_the_screen_and_break_no_rule_of_access(open_page, episode, served, width, scheme):
    if not planning.computed_plans(_episode(served, episode)):
        planning.propose(served.clinic.desk(), episode, draws=200)
    shown = {"viewport": {"width": width, "height": 900}, "color_scheme": scheme}
    page = open_page(f"/episodes/{episode}/together", **shown)
    page.set_default_timeout(_PATIENCE_MS)
    for path in ("together?language=de", "plan", "decision-aid"):
        page.goto(f"{served.address}/episodes/{episode}/{path}")
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
        found = Axe().run(page).response["violations"]
        assert [(item["id"], item["nodes"][0]["html"]) for item in found] == [], path


def _episode(served, key):
    with served.clinic.records.reading() as connection:
        return episode_of(connection, key).episode
