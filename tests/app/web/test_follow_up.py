"""Follow-up: scores, the call, the review by a physician, and the next plan."""

import pytest

from sciaclinic.episode.kinds import Kind
from sciaclinic.episode.roles import Role
from sciaclinic.episode.states import EpisodeState
from sciaclinic.records.episodes import episode_of, episodes_of
from sciaclinic.services.clinic.next_plan import begin_next_plan
from sciaclinic.services.clinic.scales import SCALES, in_words
from sciaclinic.web.typed_form import body_of
from sciatwin.evidence.scale import band as band_of
from sciatwin.evidence.scale import scale
from sciatwin.observation.seen.questionnaire_score import HIGHEST, Questionnaire


@pytest.fixture
def episode(clinic):
    return clinic.signed_episode()


def _kept(clinic, key):
    with clinic.records.reading() as connection:
        return episode_of(connection, key)


def _last(clinic, key, kind):
    return _kept(clinic, key).episode.last(kind)


def test_scores_are_kept_with_their_scale_and_shown_with_range_and_band(clinic, episode):
    browser = clinic.browser(Role.NURSE)
    answer = browser.post(
        f"/episodes/{episode}/scores", data={"leg_pain": "4", "scores.phq9": "12", "scores.odi": "38,5", "note": ""}
    )
    assert answer.status_code == 200
    assert _last(clinic, episode, Kind.OBSERVED).body["scores"] == {"phq9": 12, "odi": 38.5}
    assert "PHQ-9 12 of 27, moderate" in answer.text
    assert "leg pain of the day 4 of 10" in answer.text


@pytest.mark.parametrize(
    "typed",
    [
        {"leg_pain": "11"},
        {"scores.phq9": "no"},
        {"scores.phq9": "28"},
        {"scores.phq9": "7.5"},
        {"leg_pain": "yes"},
        {"phq9_item_9": "4"},
        {"note": "nothing else"},
    ],
)
def test_a_wrong_score_is_refused_and_what_was_typed_stays(clinic, episode, typed):
    answer = clinic.browser().post(
        f"/episodes/{episode}/scores", data={"leg_pain_week": "7", **typed} if "note" not in typed else typed
    )
    assert answer.status_code == 422
    assert 'role="alert"' in answer.text
    assert "note" in typed or 'value="7"' in answer.text
    assert _last(clinic, episode, Kind.OBSERVED) is None


@pytest.mark.parametrize(
    ("key", "score", "band"),
    # PHQ-9: Kroenke 2001; GAD-7: Spitzer 2006; ISI: Morin; ODI: Fairbank
    [
        ("phq9", 9, "mild"),
        ("phq9", 10, "moderate"),
        ("phq9", 20, "severe"),
        ("gad7", 15, "severe"),
        ("isi", 14, "subthreshold"),
        ("odi", 20, "minimal"),
        ("odi", 20.5, "minimal"),
        ("odi", 21, "moderate"),
        ("odi", 41, "severe"),
    ],
)
def test_bands_are_those_of_the_scales(key, score, band):
    assert in_words(key, score).endswith(f", {band}")


def test_every_questionnaire_that_the_twin_reads_can_be_entered_and_has_a_licence():
    assert {scale.key for scale in SCALES} == set(Questionnaire)
    assert all(scale.licence for scale in SCALES)


@pytest.mark.parametrize("asked", SCALES, ids=lambda asked: asked.key)
def test_a_score_reads_in_the_clinic_as_in_the_evidence_at_every_edge(asked):
    known = scale(asked.key)
    assert asked.highest == known.highest == HIGHEST[asked.key]
    edges = [score for band in known.bands for score in (band.low, band.low + 0.5, band.high - 0.5, band.high)]
    for score in edges:
        assert asked.band(score) == band_of(known, score).name
    assert bool(edges) is bool(known.bands)
    assert known.licence.basis in asked.licence


def test_a_call_that_reached_nobody_is_kept(clinic, episode):
    clinic.browser(Role.NURSE).post(f"/episodes/{episode}/call", data={"reached": "no"})
    assert _last(clinic, episode, Kind.CALLED).body["reached"] is False


def test_a_call_asks_each_red_flag(clinic, episode):
    typed = {"reached": "yes", "leg_pain": "3", "red_flags.saddle_numbness": "yes", "side_effects.nausea": "no"}
    page = clinic.browser(Role.NURSE).post(f"/episodes/{episode}/call", data=typed)
    assert _last(clinic, episode, Kind.CALLED).body["red_flags"] == {"saddle_numbness": True}
    assert "new red flag: saddle numbness" in page.text


def test_only_a_physician_reviews(clinic, episode):
    typed = {"decision": "stop", "reason": "too little relief after two sessions"}
    assert clinic.browser(Role.NURSE).post(f"/episodes/{episode}/review", data=typed).status_code == 403
    assert clinic.browser(Role.PHYSICIAN).post(f"/episodes/{episode}/review", data=typed).status_code == 200
    assert _kept(clinic, episode).episode.state is EpisodeState.REVIEWED


def test_the_next_plan_begins_with_the_answers_and_asks_red_flags_and_consent_anew(clinic, episode):
    physician = clinic.browser(Role.PHYSICIAN)
    assert physician.post(f"/episodes/{episode}/next-plan", headers={"accept": "application/json"}).status_code == 409
    physician.post(f"/episodes/{episode}/review", data={"decision": "go on", "reason": "relief of three points"})
    answer = physician.post(f"/episodes/{episode}/next-plan")
    assert answer.url.path.endswith("/intake")
    before = _kept(clinic, episode)
    with clinic.records.reading() as connection:
        new = episodes_of(connection, before.patient)[0]
    assert before.episode.state is EpisodeState.CLOSED
    assert (new.number, new.episode.state) == (2, EpisodeState.DRAFT)
    old, taken = (
        {item.body["path"]: item.body["value"] for item in one.episode.entries if item.kind is Kind.ANSWERED}
        for one in (before, new)
    )
    gone = old.keys() - taken.keys()
    assert taken.items() <= old.items()
    assert gone
    assert all(path.startswith(("red_flags.", "consents_to_ketamine")) for path in gone if old[path] is not None)


def test_a_closed_course_takes_nothing_more(clinic, episode):
    physician = clinic.browser(Role.PHYSICIAN)
    physician.post(f"/episodes/{episode}/review", data={"decision": "stop", "reason": "no relief"})
    begin_next_plan(clinic.desk(), episode)
    for part, typed in (
        ("scores", {"leg_pain": "3"}),
        ("call", {"reached": "no"}),
        ("review", {"decision": "stop", "reason": "again"}),
    ):
        answer = physician.post(f"/episodes/{episode}/{part}", data=typed, headers={"accept": "application/json"})
        assert answer.status_code == 409, part


def test_the_link_is_shown_once_with_its_code(clinic, episode):
    browser = clinic.browser(Role.NURSE)
    page = browser.post(f"/episodes/{episode}/diary").text
    assert "<svg" in page
    assert "/diary/" in page
    assert "/diary/" not in browser.get(f"/episodes/{episode}/follow-up").text.replace(f"/episodes/{episode}/diary", "")


@pytest.mark.parametrize(
    ("form", "body"),
    [
        ({"a": " 4 ", "b": "", "form_key": "k"}, {"a": 4}),
        ({"a.b": "yes", "a.c": "no"}, {"a": {"b": True, "c": False}}),
        ({"n": "12", "x": "12"}, {"n": "12", "x": 12}),
        ({"x": "1,5"}, {"x": 1.5}),
        ({"x": "many"}, {"x": "many"}),
    ],
)
def test_a_form_is_read_as_it_was_typed(form, body):
    assert body_of(form, texts=frozenset({"n"})) == body
