"""What the record tells the twin: sessions as the pump gave them, all that was seen, and the plan that knows of it."""

import time
from datetime import timedelta
from itertools import pairwise

import pytest
from hypothesis import given as hypothesis_given
from hypothesis import settings
from hypothesis import strategies as st

from sciaclinic.episode.entry import Author, Entry
from sciaclinic.episode.infused import infused
from sciaclinic.episode.kinds import Kind
from sciaclinic.episode.roles import Role
from sciaclinic.records.episodes import episodes_of
from sciaclinic.services.clinic.entering import enter
from sciaclinic.services.clinic.given import OneGiven
from sciaclinic.services.clinic.intake import answer, intake_of
from sciaclinic.services.clinic.learning import learn_now, newest_learned
from sciaclinic.services.clinic.next_plan import begin_next_plan
from sciaclinic.services.clinic.planning import demand_plan
from sciaclinic.services.clinic.told import told_by_record
from sciaclinic.web.pages import follow_up
from sciatwin.analytes import Drug
from sciatwin.observation import (
    Decided,
    Event,
    OxygenSaturation,
    PainScore,
    Period,
    Pressure,
    QuestionnaireScore,
    Review,
    Sedation,
    SelfHarmThoughts,
    SeriousEvent,
    SideEffectSeen,
)
from support.a_clinic import TurnedClock
from support.given_session import begin, end, give, kept, run

START = TurnedClock().at


@pytest.fixture
def episode(clinic):
    return clinic.signed_episode()


def _told(clinic, key):
    return told_by_record(clinic.desk(), kept(clinic, key))


def test_nothing_is_told_before_a_session_is_over(clinic, episode):
    assert _told(clinic, episode) is None
    begin(clinic, episode, mg_per_h=55)
    clinic.clock.turn(minutes=10)
    assert _told(clinic, episode) is None


def test_a_session_is_told_as_the_pump_gave_it(clinic, episode):
    give(clinic, episode, mg=37, minutes=40)
    (session,) = _told(clinic, episode).observations.sessions
    assert session.start_h == 0
    assert session.duration_h == pytest.approx(2 / 3)
    assert session.dose_mg == pytest.approx(37)
    assert session.drug is Drug.RACEMIC_KETAMINE


def test_a_pause_is_no_dose_and_no_visit_of_its_own(clinic, episode):
    number = begin(clinic, episode, mg_per_h=60)
    clinic.clock.turn(minutes=10)
    enter(clinic.desk(), episode, Kind.PAUSED, {"reason": "pressure of 175/95 mmHg"}, session=number)
    clinic.clock.turn(minutes=20)
    run(clinic, episode, number, Kind.RESUMED, 30)
    clinic.clock.turn(minutes=20)
    end(clinic, episode, number)
    observations = _told(clinic, episode).observations
    assert [item.dose_mg for item in observations.sessions] == pytest.approx([10, 10])
    assert len(observations.visits_h) == 1


def test_a_second_session_counts_its_hours_from_the_first(clinic, episode):
    give(clinic, episode)
    clinic.clock.turn(days=3)
    give(clinic, episode)
    first, second = _told(clinic, episode).observations.sessions
    assert second.start_h - first.start_h == pytest.approx(72 + 1 + 2 / 3)


def test_a_correction_counts_and_what_was_struck_out_does_not(clinic, episode):
    number = begin(clinic, episode, mg_per_h=60)
    started = kept(clinic, episode).episode.last(Kind.STARTED)
    wrong = enter(clinic.desk(), episode, Kind.MEASURED, {"saturation_percent": 50}, session=number)
    clinic.clock.turn(minutes=30)
    end(clinic, episode, number)
    half = {**started.body, "rate_ml_per_h": 6.0, "entered": 30.0}
    for entry, body in ((started, half), (wrong, None)):
        enter(
            clinic.desk(),
            episode,
            Kind.CORRECTED,
            {"reason": "read wrongly", "body": body},
            session=number,
            corrects=entry.number,
            happened_at=entry.happened_at,
        )
    observations = _told(clinic, episode).observations
    assert observations.sessions[0].dose_mg == pytest.approx(15)
    assert not observations.of_kind(OxygenSaturation)


_MINUTES = st.integers(min_value=0, max_value=240)


@hypothesis_given(
    turns=st.lists(st.tuples(_MINUTES, st.sampled_from(("rate", "pause")), st.integers(0, 40)), max_size=6),
    boluses=st.lists(st.tuples(_MINUTES, st.floats(0.1, 3)), max_size=3),
    seconds=st.integers(min_value=1, max_value=4 * 3600),
)
@settings(max_examples=60, deadline=None)
def test_the_parts_of_a_session_hold_all_that_was_given(turns, boluses, seconds):
    """Whatever the pump did: no milligram is lost or made, no part overlaps, none is shorter than a model takes."""
    end_at = timedelta(seconds=seconds)
    entries = [_of_the_pump(Kind.STARTED, timedelta(0), rate=10)]
    for minute, kind, rate in sorted(turns):
        at = timedelta(minutes=minute)
        if at < end_at:
            entries.append(_of_the_pump(Kind.PAUSED if kind == "pause" else Kind.RATE_SET, at, rate=rate))
    entries += [_bolus(timedelta(minutes=minute), ml) for minute, ml in boluses if timedelta(minutes=minute) < end_at]
    entries.append(_of_the_pump(Kind.STOPPED, end_at))
    pump = infused(entries, 5.0)
    session = OneGiven("episode", 1, Drug.RACEMIC_KETAMINE, pump)
    parts = tuple(session.parts(START))
    assert sum(part.dose_mg for part in parts) == pytest.approx(pump.given_mg(pump.ended_at), abs=1e-9)
    for earlier, later in pairwise(parts):
        assert later.start_h >= earlier.end_h - 1e-9
    assert all(0 <= part.bolus_mg <= part.dose_mg + 1e-12 for part in parts)


def _of_the_pump(kind, at, rate=0.0):
    author = Author(key="n", name="a nurse", roles=frozenset({Role.NURSE}))
    body = {"rate_ml_per_h": float(rate), "reason": "as ordered"}
    return Entry(kind=kind, author=author, at=START + at, happened_at=START + at, body=body)


def _bolus(at, ml):
    author = Author(key="n", name="a nurse", roles=frozenset({Role.NURSE}))
    return Entry(kind=Kind.BOLUS_GIVEN, author=author, at=START + at, happened_at=START + at, body={"bolus_ml": ml})


def test_everything_that_was_seen_is_told_with_its_hour(clinic, episode):
    number = begin(clinic, episode, mg_per_h=55)
    clinic.clock.turn(minutes=30)
    values = {
        "systolic_mmhg": 131,
        "diastolic_mmhg": 81,
        "pulse_per_min": 74,
        "sedation_moaas": 4,
        "pain": 3,
        "nausea": "mild",
    }
    enter(clinic.desk(), episode, Kind.MEASURED, values, session=number)
    clinic.clock.turn(minutes=10)
    end(clinic, episode, number)
    clinic.clock.turn(days=2)
    scores = {"leg_pain": 4, "scores": {"phq9": 12}, "phq9_item_9": 1, "event": "seizure"}
    enter(clinic.desk(), episode, Kind.OBSERVED, scores)
    clinic.clock.turn(hours=1)
    enter(clinic.desk(), episode, Kind.CALLED, {"reached": True, "side_effects": {"dizziness": False, "nausea": False}})
    enter(clinic.desk(Role.PHYSICIAN), episode, Kind.REVIEWED, {"decision": "stop", "reason": "a seizure"})
    seen = _told(clinic, episode).observations
    (pressure,) = seen.of_kind(Pressure)
    assert (pressure.time_h, pressure.systolic_mmhg, pressure.heart_rate_per_min) == (0.5, 131, 74)
    assert seen.of_kind(Sedation)[0].depth_fraction == pytest.approx(0.2)
    assert [(item.period, item.score) for item in seen.of_kind(PainScore)] == [(Period.NOW, 3), (Period.DAY, 4)]
    assert seen.of_kind(QuestionnaireScore)[0].score == 12
    assert seen.of_kind(SelfHarmThoughts)[0].phq9_item_9 == 1
    assert [item.event for item in seen.of_kind(SeriousEvent)] == [Event.SEIZURE]
    assert {(item.effect, item.seen) for item in seen.of_kind(SideEffectSeen)} == {
        ("nausea", True),
        ("dizziness", False),
    }
    assert seen.of_kind(Review)[0].decided is Decided.STOP


def test_what_was_learned_is_kept_shown_and_grows_old_with_the_next_score(clinic, episode):
    give(clinic, episode)
    clinic.clock.turn(days=3)
    enter(clinic.desk(), episode, Kind.OBSERVED, {"leg_pain": 5})
    browser = clinic.browser()
    assert "Learn from what was seen" in browser.get(f"/episodes/{episode}/follow-up").text
    learn_now(clinic.desk(), episode, draws=150)
    page = browser.get(f"/episodes/{episode}/follow-up").text
    assert newest_learned(clinic.desk(), kept(clinic, episode)).document.advice.headline in page
    assert "<svg" in page
    assert "Learn from what was seen" not in page
    enter(clinic.desk(), episode, Kind.OBSERVED, {"leg_pain": 4})
    assert "Something was entered since" in browser.get(f"/episodes/{episode}/follow-up").text


def test_learning_is_begun_from_the_page_and_goes_on_in_the_background(clinic, episode, monkeypatch):
    monkeypatch.setattr(follow_up, "learn_now", lambda desk, key: learn_now(desk, key, draws=60))
    give(clinic, episode)
    browser = clinic.browser()
    for _ in range(600):
        said = browser.get(f"/episodes/{episode}/learned/work", headers={"accept": "application/json"}).json()
        if said["ready"]:
            break
        time.sleep(0.05)
    assert said == {"ready": True, "refused": ""}
    assert newest_learned(clinic.desk(), kept(clinic, episode)).is_up_to_date


def test_the_next_plan_knows_what_was_given_and_starts_from_the_values_before_it(clinic, episode):
    desk = clinic.desk()
    give(clinic, episode)
    clinic.clock.turn(days=3)
    give(clinic, episode)
    clinic.clock.turn(days=25)
    enter(desk, episode, Kind.REVIEWED, {"decision": "go on", "reason": "three points of relief"})
    new = begin_next_plan(desk, episode)
    for path, value in (("sciatica.leg_pain", 3), ("questionnaires.phq9", 4)):
        before = intake_of(kept(clinic, new).episode, desk).asked_by.get(path)
        answer(desk, new, path=path, value=value, after=before.number if before else 0)
    assert "2 sessions of earlier courses" in clinic.browser().get(f"/episodes/{new}/follow-up").text
    _, request = demand_plan(desk, new)
    start = intake_of(kept(clinic, episode).episode, desk).draft.finished()
    assert request.go_on
    assert len(request.observations.sessions) == 2
    assert request.patient.sciatica.leg_pain == start.sciatica.leg_pain
    assert request.patient.days_since_ketamine_course == start.days_since_ketamine_course
    assert request.observations.of_kind(PainScore)[-1].score == 3
    assert request.observations.of_kind(PainScore)[-1].period is Period.WEEK
    assert request.observations.of_kind(QuestionnaireScore)[-1].score == 4


def test_a_first_plan_knows_of_no_sessions(clinic):
    _, request = demand_plan(clinic.desk(), clinic.episode())
    assert request.observations is None


def test_sessions_of_another_patient_are_not_told(clinic, episode):
    give(clinic, episode)
    other = clinic.episode("likely_recovers")
    assert _told(clinic, other) is None
    with clinic.records.reading() as connection:
        assert len(episodes_of(connection, kept(clinic, other).patient)) == 1
