"""One episode from the first start to the second plan, in a browser; its pictures stand in the tutorial and the README.

``make pictures`` keeps them in docs/tutorials/pictures; otherwise they go where tests write.
"""

import os
from pathlib import Path

import pytest

from sciaclinic.episode.roles import Role
from sciaclinic.episode.states import EpisodeState
from sciaclinic.records.episodes import episode_of
from sciaclinic.services.clinic.clinic_site import set_site
from sciaclinic.services.clinic.intake import answer
from sciaclinic.services.clinic.planning import proposed_plan
from sciatwin.patient import Patient
from sciatwin.plan import read_site
from sciatwin.questions import questions_of
from support.a_clinic import EXAMPLES, PASSWORD
from support.chart_session import Charting

pytestmark = pytest.mark.slow
_A_PLAN_MS = 120_000


@pytest.fixture
def picture(tmp_path):
    folder = Path(os.environ.get("SCIATWIN_PICTURES") or tmp_path)

    def taken(page, name):
        page.wait_for_timeout(400)  # curves are drawn
        page.screenshot(path=folder / f"{name}.png")

    return taken


@pytest.fixture
def physician(open_page):
    return open_page("/patients")


def _episode(served, key):
    with served.clinic.records.reading() as connection:
        return episode_of(connection, key).episode


def test_from_a_new_patient_to_the_second_plan(served, physician, open_page, picture):
    clinic, page = served.clinic, physician
    set_site(clinic.desk(), read_site(EXAMPLES / "site_outpatient.yaml"))

    # Intake.
    page.click("text=Add a patient")
    page.fill("[name=name]", "Example: typical")
    page.fill("[name=number]", "EX-1")
    page.fill("[name=allergies]", "none known")
    page.click("text=Add and begin the intake")
    page.set_input_files("[name=file]", EXAMPLES / "typical.yaml")
    page.click("text=Take its answers")
    page.wait_for_selector("text=Nothing about the patient is open")
    key = page.url.split("/")[4]
    page.click("text=Red flags, 1 of 2")
    picture(page, "intake")

    # What-if.
    page.click("nav >> text=What-if")
    page.wait_for_selector("text=Of 100 patients like this one")
    picture(page, "what-if")

    # Plan: the clinic's limits have to be signed first.
    page.goto(f"{served.address}/clinic")
    page.fill("#limits-password", PASSWORD)
    page.click("text=Sign these limits")
    page.goto(f"{served.address}/episodes/{key}/plan")
    page.click("text=Compute the plan")
    page.wait_for_selector("#sign-password", timeout=_A_PLAN_MS)
    picture(page, "plan")
    page.click("nav >> text=Together")
    page.locator("h2", has_text="Who has less pain").evaluate("heading => heading.scrollIntoView()")
    page.mouse.wheel(0, -140)  # out from under the banner
    picture(page, "together")
    page.goto(f"{served.address}/episodes/{key}/plan")
    page.fill("#sign-password", PASSWORD)
    page.click("button:has-text('Sign this plan')")
    page.wait_for_selector("text=course 1: signed")
    assert _episode(served, key).state is EpisodeState.SIGNED

    # Session 1: opened and begun; half an hour is charted by a nurse.
    nurse = open_page(f"/episodes/{key}/sessions", Role.NURSE)
    nurse.click("text=Open session 1")
    nurse.wait_for_selector("#chart")
    picture(nurse, "checks")
    charting = Charting(clinic, key)
    charting.number = 1
    charting.check().prepare().measure()
    charting.start()
    for minutes, systolic in ((10, 128), (10, 133), (10, 131)):
        clinic.clock.turn(minutes=minutes)
        charting.measure(systolic_mmhg=systolic, dissociation=2, pain=5)
    nurse.reload()
    nurse.wait_for_selector("button:text-is('Pause')")
    picture(nurse, "chart")
    charting.stop("the patient's wish")
    clinic.clock.turn(minutes=61)
    charting.recover().leave()
    charting.account()
    charting.sign()

    # Follow-up: scores of three days, what was learned, a review. Nobody stays signed in overnight.
    for pain in (6, 6, 5):
        clinic.clock.turn(days=1)
        page = open_page(f"/episodes/{key}/follow-up")
        page.click("text=Write down scores of a visit")
        page.fill("#scores-leg_pain", str(pain))
        page.click("text=Keep these scores")
        page.wait_for_load_state()
    page.click("text=Learn from what was seen")
    page.wait_for_selector("#learned", timeout=_A_PLAN_MS)
    picture(page, "follow-up")
    page.check("[name=decision][value=change]")
    page.fill("#reason", "Little relief at this dose.")
    page.click("text=Keep this review")
    page.wait_for_selector("text=course 1: reviewed")

    # The next plan knows what was given.
    page.click("text=Close this course and begin the next plan")
    page.wait_for_selector("text=course 2: draft")
    second = page.url.split("/")[4]
    asked_anew = [path for path in questions_of(Patient) if path.startswith("red_flags.")]
    for path, value in [(path, "no") for path in asked_anew] + [("consents_to_ketamine", "yes")]:
        answer(clinic.desk(), second, path=path, value=value, after=10**6)
    page.goto(f"{served.address}/episodes/{second}/plan")
    page.click("text=Compute the plan")
    page.wait_for_selector("text=Compute the plan anew", timeout=_A_PLAN_MS)
    picture(page, "second-plan")
    assert _episode(served, key).state is EpisodeState.CLOSED
    plan = proposed_plan(clinic.desk(), _episode(served, second))
    assert not plan.document.history.given.is_none
