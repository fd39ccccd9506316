"""Evidence in the browser: the same documents as on the command line, for everybody who is signed in."""

import time

import pytest

from sciaclinic.episode.roles import Role
from sciaclinic.services.answer_claims import answer_claims
from sciaclinic.services.context import Context
from sciaclinic.services.show_models import list_models
from sciaclinic.web.long_work import LongWork
from sciatwin.errors import ModelError

PARTS = ("claims", "trials", "forest", "models", "sources", "estimates", "validation")


@pytest.mark.parametrize("part", PARTS)
def test_every_part_is_drawn_inside_the_pages(clinic, part):
    page = clinic.browser(Role.RESEARCHER).get(f"/evidence/{part}")
    assert page.status_code == 200
    assert page.text.count("<h1>") == 1
    assert 'aria-label="Map"' in page.text


def test_each_promise_stands_there_with_its_answer(clinic):
    browser = clinic.browser()
    listed = browser.get("/evidence/claims").text
    document = answer_claims(None, Context())
    for claim in document.claims:
        assert f'href="/evidence/claims/{claim.key}"' in listed
    one = document.claims[0]
    assert one.promise.split("'")[0] in browser.get(f"/evidence/claims/{one.key}").text.replace("&#39;", "'")


@pytest.mark.parametrize("address", ["trials/pickering2020", "forest/ketamine_lasting_relief"])
def test_one_item_is_drawn(clinic, address):
    page = clinic.browser().get(f"/evidence/{address}")
    assert page.status_code == 200
    assert 'class="answer' in page.text


@pytest.mark.parametrize("part", ["claims", "trials", "forest", "models"])
def test_a_list_leads_to_its_items(clinic, part):
    page = clinic.browser().get(f"/evidence/{part}").text
    assert page.count(f'<a href="/evidence/{part}/') > 2
    assert "Look at one" not in page


def test_every_model_that_runs_has_a_page_and_the_forest_a_figure(clinic):
    browser = clinic.browser()
    key = next(model.key for model in list_models(Context()).models if model.drug)
    assert browser.get(f"/evidence/models/{key}").status_code == 200
    assert "<svg" in browser.get("/evidence/forest/ketamine_lasting_relief").text


@pytest.mark.parametrize(
    "address", ["nothing", "claims/nothing", "trials/nothing", "sources/nothing", "validation/nothing/work"]
)
def test_what_is_not_there_is_said(clinic, address):
    answer = clinic.browser().get(f"/evidence/{address}", headers={"accept": "application/json"})
    if address.startswith("validation"):
        for _ in range(200):
            if answer.json()["ready"]:
                break
            time.sleep(0.05)
            answer = clinic.browser().get(f"/evidence/{address}", headers={"accept": "application/json"})
        assert "nothing" in answer.json()["refused"]
    else:
        assert answer.status_code == 404
        assert answer.json()["says"]


def _until_ready(working, key, job):
    for _ in range(400):
        if (found := working.begin(key, job)).is_ready:
            return found
        time.sleep(0.01)
    raise AssertionError("it is never ready")


def test_long_work_is_done_once_and_kept():
    working, done = LongWork(), []

    def job():
        done.append(1)
        return "<p>done</p>"

    assert not working.begin("a", job).is_ready
    assert _until_ready(working, "a", job).html == "<p>done</p>"
    working.begin("a", job)
    assert len(done) == 1


def test_long_work_that_is_refused_says_why_and_may_be_tried_again():
    working, tries = LongWork(), []

    def job():
        tries.append(1)
        raise ModelError("no such model")

    working.begin("a", job)
    for _ in range(400):
        if (found := working.result("a")) and found.is_ready:
            break
        time.sleep(0.01)
    assert found.refused == "no such model"
    working.begin("a", job)
    for _ in range(400):
        if len(tries) == 2:
            break
        time.sleep(0.01)
    assert len(tries) == 2


def test_the_mechanism_of_an_episode_without_a_plan_says_where_to_begin(clinic):
    key, browser = clinic.episode(), clinic.browser()
    assert "No plan yet" in browser.get(f"/episodes/{key}/mechanism").text
    assert browser.get(f"/episodes/{key}/mechanism/work", headers={"accept": "application/json"}).status_code == 409
