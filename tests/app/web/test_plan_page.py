"""Plan: computed beside the page, signed with the password under the checksum of its text, printed as it was signed."""

import hashlib
import html
import io
import re
import threading

import pypdf
import pytest

from sciaclinic.episode.kinds import Kind
from sciaclinic.episode.roles import Role
from sciaclinic.records.episodes import episode_of
from sciaclinic.services.clinic import drawn_plan, planning
from sciaclinic.services.clinic.clinic_site import set_site, site_of
from sciaclinic.services.clinic.intake import answer
from sciaclinic.services.clinic.plan_bench import PlanBench
from support.a_clinic import PASSWORD

JSON = {"accept": "application/json"}
pytestmark = pytest.mark.usefixtures("quick_plans")


def _episode(clinic, key):
    with clinic.records.reading() as connection:
        return episode_of(connection, key).episode


def _signable(clinic):
    """An episode whose newest plan has nothing open."""
    key, desk = clinic.episode(), clinic.desk()
    set_site(desk, site_of(desk).model_copy(update={"signed_by": "medical director"}))
    return key, planning.propose(desk, key).sha256


def _sign(client, key, sha256, password=PASSWORD, **headers):
    return client.post(f"/episodes/{key}/plan/sign", data={"document": sha256, "password": password}, headers=headers)


def _compute(clinic, client, key):
    assert client.post(f"/episodes/{key}/plan/compute", headers=JSON).status_code == 202
    clinic.app.state.plan_bench.wait(key)
    return client.get(f"/episodes/{key}/plan")


@pytest.mark.parametrize(
    ("example", "says"),
    [
        ("typical", "Time-limited trial of infusion"),
        ("likely_recovers", "No infusion"),
        ("blocked", "no ketamine"),
    ],
)
def test_a_plan_is_computed_for_whoever_is_asked_about(clinic, example, says):
    client, key = clinic.browser(), clinic.episode(example)
    assert "No plan yet" in client.get(f"/episodes/{key}/plan").text
    page = _compute(clinic, client, key).text
    assert says in html.unescape(page)
    assert page.count("<h1>") == 1
    assert client.get(f"/episodes/{key}/plan.pdf").content.startswith(b"%PDF")


@pytest.fixture
def slow_plan(monkeypatch):
    """A plan takes until the test lets it be finished."""
    finished, make_plan = threading.Event(), planning.make_plan

    def slow(request, context):
        finished.wait(60)
        return make_plan(request, context)

    monkeypatch.setattr(planning, "make_plan", slow)
    yield finished
    finished.set()


def test_a_second_press_starts_no_second_plan_and_the_pages_answer_meanwhile(clinic, slow_plan):
    client, key = clinic.browser(), clinic.episode()
    for _ in range(3):
        client.post(f"/episodes/{key}/plan/compute", headers=JSON)
    assert "is being computed" in client.get(f"/episodes/{key}/plan").text
    assert client.get(f"/episodes/{key}/plan/progress").json()["running"] is True
    slow_plan.set()
    clinic.app.state.plan_bench.wait(key)
    assert len(planning.computed_plans(_episode(clinic, key))) == 1
    assert client.get(f"/episodes/{key}/plan/progress").json()["running"] is False


def test_without_its_answers_nothing_is_computed_and_the_page_says_which(clinic):
    client, key = clinic.browser(), clinic.episode()
    answer(clinic.desk(), key, path="weight_kg", value=None, after=10**6)
    said = client.post(f"/episodes/{key}/plan/compute")
    assert said.status_code == 422
    assert "weight" in said.text


def test_a_nurse_reads_a_plan_but_neither_computes_nor_signs_it(clinic):
    key, sha256 = _signable(clinic)
    nurse = clinic.browser(Role.NURSE)
    assert sha256 in nurse.get(f"/episodes/{key}/plan.json").headers["content-disposition"] + sha256
    assert _sign(nurse, key, sha256).status_code == 403
    assert nurse.post(f"/episodes/{key}/plan/compute").status_code == 403
    assert _episode(clinic, key).last(Kind.PLAN_SIGNED) is None


def test_what_is_signed_is_the_text_that_is_kept(clinic):
    key, sha256 = _signable(clinic)
    client = clinic.browser()
    assert "I have read this plan with the patient and order it." in client.get(f"/episodes/{key}/plan").text
    page = _sign(client, key, sha256).text
    assert sha256 in page
    assert "does not change any more" in page
    signed = _episode(clinic, key).last(Kind.PLAN_SIGNED)
    text = client.get(f"/episodes/{key}/plan.json").content
    assert hashlib.sha256(text).hexdigest() == signed.body["document"] == sha256


def test_a_wrong_password_signs_nothing_and_five_lock_the_name(clinic):
    key, sha256 = _signable(clinic)
    client = clinic.browser()
    for _ in range(5):
        said = _sign(client, key, sha256, "not the password")
        assert said.status_code == 422
        assert "not the password with which you signed in" in said.text
        assert f'action="/episodes/{key}/plan/sign"' in said.text
    assert "five were wrong" in _sign(client, key, sha256).text
    assert _episode(clinic, key).last(Kind.PLAN_SIGNED) is None
    clinic.clock.turn(minutes=16)
    assert _sign(client, key, sha256).status_code == 200
    assert _episode(clinic, key).last(Kind.PLAN_SIGNED) is not None


@pytest.mark.parametrize("change", ["answer", "clinic", "another plan"])
def test_a_plan_that_something_has_overtaken_is_not_signed(clinic, change):
    key, sha256 = _signable(clinic)
    desk = clinic.desk()
    if change == "answer":
        answer(desk, key, path="goals.most_visits", value=3, after=0)
    elif change == "clinic":
        set_site(desk, site_of(desk).model_copy(update={"signed_by": "somebody else"}))
    else:
        clinic.clock.turn(minutes=1)
        planning.propose(desk, key)
    client = clinic.browser()
    assert _sign(client, key, sha256).status_code == 409
    if change != "another plan":
        assert "has changed since" in client.get(f"/episodes/{key}/plan").text.replace("have changed", "has changed")


def test_an_answer_given_while_a_plan_is_computed_overtakes_it(clinic, monkeypatch):
    key, _ = _signable(clinic)
    desk = clinic.desk()
    make_plan = planning.make_plan

    def slow(request, context):
        document = make_plan(request, context)
        answer(desk, key, path="goals.most_visits", value=3, after=0)
        return document

    monkeypatch.setattr(planning, "make_plan", slow)
    sha256 = planning.propose(desk, key).sha256
    assert _sign(clinic.browser(), key, sha256).status_code == 409


def test_nobody_signs_under_limits_that_nobody_signed(clinic):
    key = clinic.episode()
    sha256 = planning.propose(clinic.desk(), key).sha256
    client = clinic.browser()
    assert "/clinic#sign-limits" in client.get(f"/episodes/{key}/plan").text
    assert _sign(client, key, sha256).status_code == 409
    assert client.post("/clinic/sign-limits", data={"password": "not the password"}).status_code == 422
    assert client.post("/clinic/sign-limits", data={"password": PASSWORD}).status_code == 200
    assert site_of(clinic.desk()).signed_by == "Browser administrator-physician, 2026-11-30"
    assert _sign(client, key, sha256).status_code == 409  # the clinic has changed since
    sha256 = planning.propose(clinic.desk(), key).sha256
    assert _sign(client, key, sha256).status_code == 200


def test_limits_are_signed_by_a_physician_only(clinic):
    clinic.episode()
    assert clinic.browser(Role.NURSE).post("/clinic/sign-limits", data={"password": PASSWORD}).status_code == 403
    assert (
        clinic.browser(Role.ADMINISTRATOR).post("/clinic/sign-limits", data={"password": PASSWORD}).status_code == 403
    )


def _words(paper):
    return " ".join(" ".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(paper)).pages).split())


def test_the_paper_is_the_same_each_time_and_carries_the_signature_once_signed(clinic):
    key, sha256 = _signable(clinic)
    client = clinic.browser()
    draft = client.get(f"/episodes/{key}/plan.pdf").content
    assert sha256[:32] not in _words(draft)
    _sign(client, key, sha256)
    signed = client.get(f"/episodes/{key}/plan.pdf").content
    drawn_plan._paper.cache_clear()
    clinic.clock.turn(minutes=45)
    assert client.get(f"/episodes/{key}/plan.pdf").content == signed
    words = _words(signed)
    for said in (
        sha256[:32],
        sha256[32:],
        "Browser administrator-physician",
        "2026-11-30 09:00 UTC",
        "and order it",
        "typical",
    ):
        assert said in words


def test_a_signed_plan_is_withdrawn_by_a_physician_with_a_reason(clinic):
    key = clinic.signed_episode()
    assert clinic.browser(Role.NURSE).post(f"/episodes/{key}/plan/withdraw", data={"reason": "no"}).status_code in (
        403,
        422,
    )
    client = clinic.browser()
    assert client.post(f"/episodes/{key}/plan/withdraw", data={"reason": ""}).status_code == 422
    page = client.post(f"/episodes/{key}/plan/withdraw", data={"reason": "moved to another clinic"}).text
    assert "moved to another clinic" in page
    assert client.post(f"/episodes/{key}/plan/compute").status_code == 409


def test_a_rule_is_set_aside_with_a_reason_under_the_name_of_a_physician(clinic):
    key, desk = clinic.episode(), clinic.desk()
    answer(desk, key, path="conditions.porphyria", value="yes", after=10**6)
    client = clinic.browser()
    planning.propose(desk, key)
    assert 'name="rule" value="porphyria"' in client.get(f"/episodes/{key}/plan").text
    address = f"/episodes/{key}/plan/set-aside"
    assert client.post(address, data={"rule": "porphyria", "reason": "short"}).status_code == 422
    assert client.post(address, data={"rule": "no-such-rule", "reason": "a reason that is long"}).status_code == 409
    nurse = clinic.browser(Role.NURSE)
    assert nurse.post(address, data={"rule": "porphyria", "reason": "a reason that is long"}).status_code == 403
    client.post(address, data={"rule": "porphyria", "reason": "cutaneous form, agreed with haematology"})
    kept = planning.intake.patient_of(_episode(clinic, key), desk).overrides
    assert [(item.rule, item.by, f"{item.date}") for item in kept] == [
        ("porphyria", "Browser administrator-physician", "2026-11-30")
    ]
    assert "An answer has changed" in client.get(f"/episodes/{key}/plan").text
    client.post(f"/episodes/{key}/plan/take-back", data={"rule": "porphyria"})
    assert planning.intake.patient_of(_episode(clinic, key), desk).overrides == ()


def test_only_plans_of_this_course_are_shown_here(clinic):
    key, sha256 = _signable(clinic)
    other = clinic.episode("likely_recovers")
    client = clinic.browser()
    assert client.get(f"/episodes/{key}/plan.json?document={sha256}").status_code == 200
    for name in ("plan", "plan.pdf", "plan.json"):
        assert client.get(f"/episodes/{other}/{name}?document={sha256}").status_code == 404


def test_a_plan_that_could_not_be_computed_says_why(clinic, monkeypatch):
    def broken(request, context):
        raise ZeroDivisionError

    monkeypatch.setattr(planning, "make_plan", broken)
    key = clinic.episode()
    bench = PlanBench()
    bench.start(clinic.desk(), key)
    bench.wait(key)
    assert "could not be computed" in bench.progress(key).says
    assert not bench.progress(key).running


def test_every_form_of_the_page_carries_the_key(clinic):
    key, _ = _signable(clinic)
    page = clinic.browser().get(f"/episodes/{key}/plan").text
    forms = re.findall(r'<form method="post" action="/episodes.*?</form>', page, re.DOTALL)
    assert forms
    assert all('name="form_key"' in form for form in forms)


def test_two_plans_stand_beside_each_other_with_what_differs(clinic):
    key, first = _signable(clinic)
    desk = clinic.desk()
    answer(desk, key, path="goals.most_visits", value=2, after=10**6)
    clinic.clock.turn(minutes=5)
    second = planning.propose(desk, key).sha256
    client = clinic.browser()
    page = client.get(f"/episodes/{key}/plan/compare?one={first}&other={second}").text
    marked = re.findall(r'<tr class="marked"><th scope="row">(.*?) <span class="mark">differs', page)
    assert "Infusion" in marked
    assert any("visits" in label for label in marked)
    assert "Any side effect" not in " ".join(re.findall(r"<h2>(.*?)</h2>", page))
    same = client.get(f"/episodes/{key}/plan/compare?one={first}&other={first}").text
    assert "differs</span>" not in same
    assert client.get(f"/episodes/{key}/plan/compare?one={first}&other={'0' * 64}").status_code == 404
