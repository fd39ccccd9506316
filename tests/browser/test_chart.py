"""The chart in a browser: entries wait on the device while there is no network, survive a reload, and are kept once."""

import pytest

from sciaclinic.episode.kinds import Kind
from sciaclinic.episode.roles import Role
from sciaclinic.records.episodes import episode_of


@pytest.fixture(scope="module")
def served(served_with_plan):
    return served_with_plan


@pytest.fixture(scope="module")
def running(served):
    """A session whose pump is running."""
    return served.charting.ready().start()


@pytest.fixture
def page(open_page, running):
    """Its chart on the nurse's device, ready to be loaded without a network."""
    opened = open_page(f"/episodes/{running.key}/sessions/1", Role.NURSE)
    opened.wait_for_selector("#chart[data-offline=ready]")
    return opened


def _measure(page, systolic, diastolic=80):
    page.fill(".measure [name=systolic_mmhg]", str(systolic))
    page.fill(".measure [name=diastolic_mmhg]", str(diastolic))
    page.click("text=Enter what was measured")


def _says(page, place, text):
    page.locator(place).filter(has_text=text).wait_for()


def _kept(served, charting, kind=Kind.MEASURED):
    with served.clinic.records.reading() as connection:
        entries = episode_of(connection, charting.key).episode.of_session(1)
    return [entry for entry in entries if entry.kind is kind]


def test_twenty_entries_without_a_network_are_kept_once_after_a_reload(served, page, running):
    before = len(_kept(served, running))
    page.context.set_offline(True)
    for number in range(20):
        _measure(page, 120 + number)
    page.wait_for_selector("#outbox[data-waiting='20']")
    assert "20 entries wait on this device" in page.inner_text("#outbox-says")
    page.reload()
    page.wait_for_selector("#outbox[data-waiting='20']")
    served.clinic.clock.turn(minutes=1)
    page.context.set_offline(False)
    page.wait_for_selector("#outbox[data-waiting='0']")
    found = _kept(served, running)[before:]
    assert [entry.body["systolic_mmhg"] for entry in found] == [120 + number for number in range(20)]
    assert len({entry.key for entry in found}) == 20
    times = [entry.happened_at for entry in found]
    assert times == sorted(times)
    assert found[19].at > found[19].happened_at, "both times are kept"
    page.reload()
    page.wait_for_selector("#outbox[data-waiting='0']")
    assert len(_kept(served, running)) == before + 20


def test_an_answer_that_is_lost_on_the_way_makes_no_second_entry(served, page, running):
    before = len(_kept(served, running))
    lost = []

    def lose(route):
        route.fetch()
        lost.append(route)
        route.abort()

    page.route("**/entries", lose, times=2)
    _measure(page, 118)
    page.wait_for_selector("#outbox[data-waiting='0']")
    _says(page, "#log", "118/80")
    assert len(lost) == 2
    assert len(_kept(served, running)) == before + 1


def test_pausing_without_a_network_shows_the_pause_and_its_buttons(served, page, running):
    page.context.set_offline(True)
    page.click("button:text-is('Pause')")
    page.wait_for_selector("button:text-is('Resume')")
    page.reload()
    page.wait_for_selector("button:text-is('Resume')")
    page.context.set_offline(False)
    page.wait_for_selector("#outbox[data-waiting='0']")
    page.wait_for_selector(".mode.paused")
    assert len(_kept(served, running, Kind.PAUSED)) == 1
    running.enter(Kind.RESUMED, {"entered": 1.4, "unit": "mL/h"})


def test_what_the_clinic_does_not_take_stays_in_sight_with_its_reason(served, page, running):
    page.context.set_offline(True)
    _measure(page, 141)
    page.fill("form[data-kind='rate set'] [name=entered]", "5.1")  # a step of the order that is not reached yet
    page.click("text=Set this rate")
    page.wait_for_selector("#outbox[data-waiting='2']")
    page.context.set_offline(False)
    page.wait_for_selector("#outbox[data-waiting='0']")
    assert "above the rate of the signed order" in page.inner_text("#outbox-list")
    assert _kept(served, running)[-1].body["systolic_mmhg"] == 141
    assert _kept(served, running, Kind.RATE_SET) == []
    page.click("text=Take it off this list")
    _says(page, "#outbox-says", "Every entry is kept.")


def test_the_back_button_comes_back_to_the_chart_as_it_is_now(served, page, running):
    _measure(page, 137)
    _says(page, "#log", "137/80")
    page.click("text=History")
    page.go_back()
    _says(page, "#log", "137/80")


def test_a_chart_is_forgotten_at_sign_out(served, page, running):
    page.click("text=Sign out")
    page.wait_for_url("**/sign-in")
    kept = page.evaluate("caches.open('sciatwin-chart').then((cache) => cache.keys()).then((keys) => keys.length)")
    assert kept == 0


def test_what_another_device_enters_is_seen_here(page, running):
    running.measure(systolic_mmhg=129, diastolic_mmhg=81)
    _says(page, "#log", "129/81")


def test_a_mistyped_value_is_corrected_with_a_reason_and_stays_in_the_log(served, page, running):
    number = running.measure(systolic_mmhg=210).number
    _says(page, "#now", "say: stop")
    page.click(f"button.correct[data-number='{number}']")
    page.fill("#correction [name=systolic_mmhg]", "120")
    page.fill("#correction [name='@reason']", "mistyped")
    page.click("text=Correct it")
    _says(page, "#log", "mistyped")
    _says(page, "#now", "say: continue")
    assert [entry.body["systolic_mmhg"] for entry in _kept(served, running) if entry.number == number] == [210]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 834])
def test_axe_finds_nothing_and_nothing_is_cut_off(open_page, running, scheme, width):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    for path in (f"/episodes/{running.key}/sessions", f"/episodes/{running.key}/sessions/1"):
        viewport = {"width": width, "height": 900}
        opened = open_page(path, Role.NURSE, color_scheme=scheme, viewport=viewport, bypass_csp=True)
        found = axe.run(opened)
        assert found.violations_count == 0, found.generate_report()
        wide = opened.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide == 0
