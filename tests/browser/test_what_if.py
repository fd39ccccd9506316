"""What-if in a real browser: levers by mouse and keyboard, walls, pins, the address, and whoever is blocked."""

import time

import pytest

_PATIENCE_S = 20.0
_SAID = """() => {
  const place = document.getElementById("spoken");
  window.said = [];
  const told = () => window.said.push(place.textContent);
  new MutationObserver(told).observe(place, { childList: true, characterData: true, subtree: true });
}"""


@pytest.fixture(scope="module")
def episode(served):
    return served.clinic.episode()


@pytest.fixture
def what_if(open_page, episode):
    """The page with the answer of its first scenario on it."""

    def opened(query="", **context):
        page = open_page(f"/episodes/{episode}/what-if{query}", **context)
        _drawn(page)
        return page

    return opened


def _until(page, condition):
    """Wait until a condition holds; the page evaluates no text by itself, so the question is asked from here."""
    ends = time.monotonic() + _PATIENCE_S
    while not page.evaluate(condition):
        assert time.monotonic() < ends, f"never came true: {condition}"
        page.wait_for_timeout(20)


def _drawn(page, after=0):
    _until(page, f"Number(document.getElementById('pictures').dataset.shown) > {after}")


def _shown(page):
    return int(page.get_attribute("#pictures", "data-shown"))


def _order_says(page, text):
    _until(page, f"document.getElementById('order').textContent.includes({text!r})")


def _at_rest(page):
    """Levers have stopped, and what follows them has been said."""
    _until(page, "Number(pictures.dataset.shown) > Number(pictures.dataset.asked ?? 0)")


def _painted(page, chart):
    """Whether anything is drawn on a canvas of a chart."""
    return page.evaluate(
        """id => { const c = document.querySelector(`#${id} canvas`);
            return c.getContext("2d").getImageData(0, 0, c.width, c.height).data.some((byte) => byte > 0); }""",
        chart,
    )


def test_a_page_begins_with_its_answer_and_every_curve(what_if):
    page = what_if()
    assert page.inner_text("#headline").startswith("Of 100 patients like this one")
    for chart in ("pain", "doses", "levels", "block", "dissociation", "pressure", "rates"):
        assert _painted(page, f"chart-{chart}"), chart


def test_curves_follow_a_slider_that_is_dragged(what_if):
    page = what_if("?dose=0.3")
    box = page.locator("#dose-slider").bounding_box()
    y = box["y"] + box["height"] / 2
    before = page.inner_text("#order")
    page.mouse.move(box["x"] + 0.13 * box["width"], y)
    page.mouse.down()
    page.mouse.move(box["x"] + 0.10 * box["width"], y)
    _until(page, f"document.getElementById('order').textContent !== {before!r}")
    number = _shown(page)
    page.mouse.move(box["x"] + 0.07 * box["width"], y)
    _drawn(page, after=number)  # the button is still down
    page.mouse.up()
    assert float(page.input_value("#dose")) < 0.3


def test_a_slider_stops_at_a_wall_which_says_whose_it_is(what_if):
    page = what_if("?dose=0.5")
    page.wait_for_selector('[data-lever="dose"] .hatches span')
    page.focus("#dose-slider")
    page.keyboard.press("End")
    assert page.input_value("#dose") == "0.54"  # 40 mg in an hour for 74 kg
    says = page.inner_text("#dose-wall")
    assert "40 mg" in says
    assert "this clinic's limit" in says
    assert "not signed" in says
    page.keyboard.press("ArrowLeft")
    assert page.input_value("#dose") == "0.53"
    assert "Not past here" not in page.inner_text("#dose-wall")


def test_a_number_past_a_limit_stays_as_typed_and_the_last_curves_stay(what_if):
    page = what_if("?dose=0.5")
    headline, canvas = page.inner_text("#headline"), "document.querySelector('#chart-levels canvas').toDataURL()"
    drawn = page.evaluate(canvas)
    page.fill("#dose", "3")
    page.wait_for_selector("#crossed:not([hidden])")
    assert "published ceiling" in page.inner_text("#crossed")
    assert "last scenario within the limits" in page.inner_text("#crossed")
    assert page.input_value("#dose") == "3"
    assert page.inner_text("#headline") == headline
    assert page.evaluate(canvas) == drawn
    page.fill("#dose", "0.4")
    page.wait_for_selector("#crossed", state="hidden")


def test_what_is_no_number_is_said_beside_its_field(what_if):
    page = what_if()
    page.fill("#minutes", "soon")
    assert "Write a number in min" in page.inner_text("#minutes-wall")


def test_a_reload_restores_the_scenario_and_the_pins_and_the_address_names_nobody(what_if):
    page = what_if("?dose=0.5")
    page.click('[data-pin="a"] .pin')
    page.fill("#sessions", "3")
    page.check('input[value="three"]')
    _until(page, "location.search.includes('sessions=3') && location.search.includes('rhythm=three')")
    assert "a=0.5_40_5_1_every_0_0.5" in page.url
    for word in ("Example", "typical", "name", "born"):
        assert word not in page.url
    page.reload()
    _drawn(page)
    assert page.input_value("#sessions") == "3"
    assert page.is_checked('input[value="three"]')
    assert "37\u00a0mg" in page.inner_text('[data-pin="a"] .pinned')
    page.wait_for_selector("#table-rows thead th:nth-child(3)")
    assert page.inner_text("#table-rows thead").split() == ["What", "Now", "A"]


def test_a_pin_is_gone_back_to_and_removed(what_if):
    page = what_if("?dose=0.3")
    page.click('[data-pin="b"] .pin')
    page.fill("#dose", "0.2")
    _at_rest(page)
    page.click('[data-pin="b"] .back')
    assert page.input_value("#dose") == "0.3"
    page.click('[data-pin="b"] .remove')
    _until(page, "!location.search.includes('b=')")


def test_a_published_regimen_is_one_click_away(what_if):
    page = what_if()
    page.click("text=French four-day")
    assert page.input_value("#dose") == "0.7"
    assert page.input_value("#minutes") == "120"
    _order_says(page, "4 sessions")


def test_what_is_read_aloud_is_said_once_the_lever_has_stopped(what_if):
    page = what_if("?dose=0.5")
    page.evaluate(_SAID)
    page.focus("#dose-slider")
    for _ in range(12):
        page.keyboard.press("ArrowLeft")
        page.wait_for_timeout(60)
    _at_rest(page)
    said = page.evaluate("window.said")
    assert len(said) == 1
    assert said[0].startswith("Of 100 patients")


def test_late_answers_are_dropped(what_if):
    """An answer that is held back comes after a newer one, and changes nothing."""
    page = what_if("?dose=0.5")
    held = []

    def hold(route):
        if '"dose":0.1' in route.request.post_data and not held:
            held.append(route)
        else:
            route.continue_()

    page.route("**/what-if", hold)
    page.fill("#dose", "0.1")
    page.wait_for_timeout(150)
    page.fill("#dose", "0.4")
    _order_says(page, "29.6")
    held[0].continue_()
    page.wait_for_timeout(500)
    assert "29.6" in page.inner_text("#order")


def test_the_network_is_cut_and_comes_back(what_if):
    page = what_if("?dose=0.5")
    page.route("**/what-if", lambda route: route.abort())
    page.fill("#dose", "0.4")
    page.wait_for_selector("text=The clinic cannot be reached")
    page.unroute("**/what-if")
    _order_says(page, "29.6")


def test_whoever_is_blocked_sees_why_and_the_untreated_course_alone(open_page, served):
    page = open_page(f"/episodes/{served.clinic.episode('blocked')}/what-if")
    _drawn(page)
    assert "No dose may be given" in page.inner_text("main")
    assert page.query_selector("#dose-slider") is None
    assert _painted(page, "chart-pain")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_nothing_stands_in_the_way_of_those_who_see_or_move_less(what_if, scheme, width):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    page = what_if(color_scheme=scheme, viewport={"width": width, "height": 900})
    _at_rest(page)
    found = axe.run(page)
    assert found.violations_count == 0, found.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
