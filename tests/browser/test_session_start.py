"""A session in a browser, from its first check to the running pump."""

import pytest

from sciaclinic.episode.roles import Role


@pytest.fixture(scope="module")
def served(served_with_plan):
    return served_with_plan


def test_a_session_goes_from_its_first_check_to_the_running_pump(served, open_page):
    charting = served.charting
    served.clinic.browser(Role.PHYSICIAN)
    page = open_page(f"/episodes/{charting.key}/sessions", Role.NURSE)
    page.click("text=Open session 1")
    page.wait_for_url("**/sessions/1")
    page.wait_for_load_state()
    for form in page.query_selector_all("form.check"):
        if note := form.query_selector("[name=note]"):
            note.fill("as said")
        if value := form.query_selector("[name=value]"):
            value.fill("74")
        item = form.get_attribute("data-item")
        answer = "no" if item.startswith("red_flags") or item == "pregnancy" else "yes"
        form.query_selector(f"[value={answer}]").check()
    for name, value in {"systolic_mmhg": 124, "diastolic_mmhg": 76, "pulse_per_min": 70}.items():
        page.fill(f".measure [name={name}]", str(value))
    page.fill(".measure [name=saturation_percent]", "98")
    page.fill(".measure [name=breathing_per_min]", "14")
    page.click("text=answers readily")
    page.click("text=Enter what was measured")
    prepared = "form[data-kind=prepared]"
    for name, value in {"vial_lot": "A17", "vial_expires": "2031-05-31", "drawn_ml": "2.76"}.items():
        page.fill(f"{prepared} [name={name}]", value)
    page.fill(f"{prepared} [name=filled_ml]", "27.6")
    page.fill(f"{prepared} [name=concentration_mg_per_ml]", "5")
    page.click("text=Prepared by me")
    page.wait_for_selector("#outbox[data-waiting='0']")
    page.locator(".start").filter(has_text="not checked by a second person").wait_for()
    second = "form[data-kind='second check']"
    page.fill(f"{second} [name='@login']", "browser physician")
    page.fill(f"{second} [name='@password']", "a sentence that is long")
    page.check(f"{second} [value=true]")
    page.click("text=Checked by a second person")
    page.wait_for_selector("text=Nothing speaks against a start")
    page.click("text=Start the pump for")
    page.wait_for_selector(".mode.running")
    assert "1.4 mL/h" in page.inner_text("#now")
    assert "7 mg/h" in page.inner_text("#now")
