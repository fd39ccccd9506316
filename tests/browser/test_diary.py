"""The diary on a phone of 360 px: warned at once, kept without a network, and sent once."""

import pytest

from sciaclinic.episode.kinds import Kind
from sciaclinic.records.episodes import episode_of
from sciaclinic.services.clinic.diary import begin_diary

PHONE = {"viewport": {"width": 360, "height": 740}}


def _episode(served):
    served.clinic.clock.turn(minutes=1)  # which makes the number of another patient
    return served.clinic.episode()


@pytest.fixture
def diary(served, chromium):
    """A page of somebody who is signed in nowhere, its diary, and what the clinic has of it."""
    key = _episode(served)
    token = begin_diary(served.clinic.desk(), key)
    context = chromium.new_context(**PHONE)
    page, errors = context.new_page(), []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(f"{served.address}/diary/{token}")

    def kept():
        with served.clinic.records.reading() as connection:
            entries = episode_of(connection, key).episode.entries
        return [item.body for item in entries if item.kind is Kind.DIARY]

    yield page, kept
    context.close()
    assert errors == []


def _choose(page, name, value):
    page.locator(f'input[name="{name}"][value="{value}"]').click()


def test_a_page_is_sent_with_three_touches(diary):
    page, kept = diary
    _choose(page, "leg_pain", 4)
    _choose(page, "sleep", 7)
    page.get_by_role("button").click()
    page.get_by_text("The clinic has your page").wait_for()
    assert [(body["leg_pain"], body["sleep"]) for body in kept()] == [(4, 7)]


def test_nothing_is_wider_than_the_phone(diary):
    page, _ = diary
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


@pytest.mark.parametrize(("name", "value"), [("phq9_item_9", 1), ("red_flags.saddle_numbness", "yes")])
def test_a_warning_shows_whom_to_call_at_once_without_a_network(diary, name, value):
    page, kept = diary
    page.context.set_offline(True)
    assert not page.locator("#alarm").is_visible()
    _choose(page, name, value)
    assert page.locator("#alarm").is_visible()
    assert "Nobody is reading this now" in page.locator("#alarm").inner_text()
    assert "nearest emergency department" in page.locator("#alarm").inner_text()
    assert kept() == []


def test_a_no_warns_of_nothing(diary):
    page, _ = diary
    _choose(page, "red_flags.saddle_numbness", "no")
    _choose(page, "phq9_item_9", 0)
    assert not page.locator("#alarm").is_visible()


def test_pages_wait_on_the_phone_and_are_each_sent_once(diary):
    page, kept = diary
    page.context.set_offline(True)
    for pain in (3, 5):
        _choose(page, "leg_pain", pain)
        page.get_by_role("button").click()
        page.get_by_text("will be sent by itself").wait_for()
    assert kept() == []
    page.context.set_offline(False)
    page.get_by_text("The clinic has your page").wait_for()
    page.reload()
    page.wait_for_load_state("networkidle")
    assert [body["leg_pain"] for body in kept()] == [3, 5]


def test_the_page_opens_again_without_a_network_and_keeps_what_was_typed(diary):
    page, kept = diary
    page.evaluate("navigator.serviceWorker.ready")
    page.wait_for_function("async () => (await caches.match(location.href)) !== undefined")
    _choose(page, "leg_pain", 6)
    page.context.set_offline(True)
    page.reload()
    assert page.locator('input[name="leg_pain"][value="6"]').is_checked()
    page.get_by_role("button").click()
    page.get_by_text("will be sent by itself").wait_for()
    page.reload()
    page.context.set_offline(False)
    page.reload()
    page.get_by_text("The clinic has your page").wait_for()
    assert [body["leg_pain"] for body in kept()] == [6]


def test_the_whole_page_can_be_filled_in_by_keyboard(diary):
    page, kept = diary
    page.locator('input[name="leg_pain"][value="0"]').focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    page.get_by_role("button").focus()
    page.keyboard.press("Enter")
    page.get_by_text("The clinic has your page").wait_for()
    assert kept()[0]["leg_pain"] == 2


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(served, chromium, scheme):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    key = _episode(served)
    context = chromium.new_context(color_scheme=scheme, bypass_csp=True, **PHONE)
    page = context.new_page()
    page.goto(f"{served.address}/diary/{begin_diary(served.clinic.desk(), key)}")
    _choose(page, "red_flags.saddle_numbness", "yes")
    found = axe.run(page)
    context.close()
    assert found.violations_count == 0, found.generate_report()
