"""Intake: saved as typed, judged at once, and two people at the same question are told of each other."""

import pytest
import yaml

from sciaclinic.episode.roles import Role
from sciaclinic.services.check_patient import check_patient
from sciaclinic.services.clinic.intake import _STAND_INS
from sciaclinic.services.context import Context
from sciatwin.eligibility import Verdict
from sciatwin.patient import Patient, read_patient
from sciatwin.questions import questions_of
from support.a_clinic import EXAMPLES


def _send(client, episode, path, value, after=10**6, **more):
    sent = {"path": path, "value": value, "after": after, **more}
    return client.post(f"/episodes/{episode}/answers", json=sent, headers={"accept": "application/json"})


def _new(client):
    answer = client.post("/patients", data={"name": "Somebody new", "number": "17", "form_key": client.form_key})
    return answer.url.path.split("/")[2]


def test_every_question_of_a_patient_stands_on_the_page_once(clinic):
    page = clinic.browser().get(f"/episodes/{clinic.episode()}/intake").text
    for path in questions_of(Patient):
        assert page.count(f'data-path="{path}"') == 1, path


def test_an_answer_is_kept_and_what_follows_comes_back(clinic):
    key, client = clinic.episode(), clinic.browser()
    answer = _send(client, key, "red_flags.saddle_numbness", "yes")
    assert "No dose may be given" in answer.json()["beside"]
    assert "cauda_equina" in client.get(f"/episodes/{key}/intake").text


def test_a_red_flag_is_said_before_anything_else_is_known(clinic):
    client = clinic.browser()
    answer = _send(client, _new(client), "red_flags.saddle_numbness", "yes").json()
    assert "Blocks already" in answer["beside"]
    assert "8 needed before" in answer["beside"]


def test_stand_ins_for_what_is_missing_speak_for_no_danger():
    answers = {path.rpartition(".")[2]: value for path, value in _STAND_INS.items()}
    sciatica = {name: answers.pop(name) for name in ("side", "duration_days", "leg_pain")}
    document = check_patient(Patient.model_validate({**answers, "sciatica": sciatica}), Context())
    assert not [item.rule for item in document.findings if item.answer is Verdict.BLOCK and item.holds == "yes"]


@pytest.mark.parametrize(("typed", "kept"), [(80, 80.0), ("80 kg", 80.0), ("176 lb", 79.83)])
def test_a_number_is_in_the_unit_beside_it_and_another_unit_is_read(clinic, typed, kept):
    key, client = clinic.episode(), clinic.browser()
    assert _send(client, key, "weight_kg", typed).json()["faults"] == {}
    file = yaml.safe_load(client.get(f"/episodes/{key}/patient.yaml").text)
    assert Patient.model_validate(file).weight_kg == pytest.approx(kept, rel=1e-3)


def test_what_is_wrong_is_kept_and_said(clinic):
    key, client = clinic.episode(), clinic.browser()
    answer = _send(client, key, "weight_kg", "heavy").json()
    assert any("weight" in field for field in answer["faults"])
    assert 'value="heavy"' in client.get(f"/episodes/{key}/intake").text


def test_two_people_at_one_question_are_told_of_each_other(clinic):
    key = clinic.episode()
    physician, nurse = clinic.browser(Role.PHYSICIAN), clinic.browser(Role.NURSE)
    seen = _send(nurse, key, "vitals.systolic_mmhg", 150).json()["number"]
    late = _send(physician, key, "vitals.systolic_mmhg", 120, after=0)
    assert late.status_code == 409
    assert "150" in late.json()["says"]
    assert "Browser nurse" in late.json()["says"]
    assert _send(physician, key, "vitals.systolic_mmhg", 120, after=seen).status_code == 200


def test_what_is_sent_twice_is_kept_once(clinic):
    key, client = clinic.episode(), clinic.browser()
    numbers = {_send(client, key, "age_yr", 50, key="one").json()["number"] for _ in range(3)}
    assert len(numbers) == 1


def test_no_answer_changes_after_the_signature(clinic):
    key, client = clinic.signed_episode(), clinic.browser()
    assert _send(client, key, "age_yr", 50).status_code == 409
    assert "no longer change" in client.get(f"/episodes/{key}/intake").text


def test_an_unknown_question_is_refused_by_name(clinic):
    answer = _send(clinic.browser(), clinic.episode(), "wieght", 1)
    assert answer.status_code == 422
    assert "wieght" in answer.json()["says"]


@pytest.mark.parametrize("example", ["typical", "blocked", "likely_recovers", "outside_models"])
def test_a_patient_file_goes_in_and_comes_out_as_it_was(clinic, example):
    client = clinic.browser()
    key = _new(client)
    file = EXAMPLES / f"{example}.yaml"
    sent = {"file": (file.name, file.read_bytes())}
    assert client.post(f"/episodes/{key}/patient-file", files=sent).status_code == 200
    out = yaml.safe_load(client.get(f"/episodes/{key}/patient.yaml").text)
    assert Patient.model_validate(out) == read_patient(file)


def test_a_file_that_cannot_be_read_changes_nothing_and_says_why(clinic):
    key, client = clinic.episode(), clinic.browser()
    before = client.get(f"/episodes/{key}/patient.yaml").text
    answer = client.post(f"/episodes/{key}/patient-file", files={"file": ("../../patient.yaml", b"age: 200 years")})
    assert answer.status_code == 422
    assert "age" in answer.text
    assert client.get(f"/episodes/{key}/patient.yaml").text == before


def test_what_is_typed_is_shown_as_text(clinic):
    key, client = clinic.episode(), clinic.browser()
    _send(client, key, "goals.in_own_words", "<script>alert(1)</script>\u202e")
    page = client.get(f"/episodes/{key}/intake").text
    assert "<script>alert" not in page
    assert "\u202e" not in page
