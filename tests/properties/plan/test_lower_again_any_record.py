"""Whatever was given and seen, no later course that passes reaches the rate, dose or level at which it was seen."""

import math

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from sciatwin.analytes import Drug
from sciatwin.observation import GivenSession, Observations, SideEffect, SideEffectSeen
from sciatwin.observation.seen.dissociation import Dissociation
from sciatwin.observation.seen.pressure import Pressure
from sciatwin.observation.seen.sedation import Sedation
from sciatwin.plan.next_step import StopValues, dangers_seen
from sciatwin.plan.next_step.lower_again import LowerAgain
from sciatwin.regimen import Regimen, Session

checked = settings(deadline=None, derandomize=True, max_examples=300)

rates_mg_per_h = st.sampled_from([2.0, 5.0, 7.4, 15.0, 25.9, 40.0])
durations_h = st.sampled_from([0.25, 0.5, 2 / 3, 1.0, 4.0])
pauses_h = st.sampled_from([0.0, 0.0, 0.25, 1.0])
weights_kg = st.sampled_from([45.0, 74.0, 130.0])

TIMED = (
    lambda time_h: Pressure(time_h=time_h, systolic_mmhg=165, diastolic_mmhg=95),
    lambda time_h: Dissociation(time_h=time_h, cadss=30),
    lambda time_h: Sedation(time_h=time_h, scale="MOAA/S", score=2, awake_score=5, deepest_score=0),
)


@st.composite
def visits(draw):
    """Up to three visits, each of up to four steps with pauses between them, as a record holds them."""
    sessions, at_h = [], 0.0
    for _ in range(draw(st.integers(1, 3))):
        for _ in range(draw(st.integers(1, 4))):
            length_h, rate = draw(durations_h), draw(rates_mg_per_h)
            drug = Drug.RACEMIC_KETAMINE
            sessions.append(GivenSession(start_h=at_h, duration_h=length_h, dose_mg=rate * length_h, drug=drug))
            at_h += length_h + draw(pauses_h)
        at_h = 24 * math.ceil(at_h / 24) + draw(st.sampled_from([0.0, 24.0, 48.0]))
        at_h += 24.0 * (at_h - sessions[-1].end_h < 5)
    return tuple(sessions)


@st.composite
def records(draw):
    """What was given, with one to three dangers at any time of it or after it."""
    sessions = draw(visits())
    last_h = sessions[-1].end_h + 30
    times_h = draw(st.lists(st.integers(0, int(last_h * 12)), min_size=1, max_size=3, unique=True))
    seen = [draw(st.sampled_from(TIMED))(count / 12) for count in times_h]
    if draw(st.booleans()):
        last = len(Observations((), sessions).visits_h) - 1
        index = draw(st.integers(0, last))
        asked_h = Observations((), sessions).visits_h[index][1] + draw(st.sampled_from([0.0, 20.0, 200.0]))
        effect = SideEffectSeen(time_h=asked_h, session_index=index, effect=SideEffect.PSYCHOTOMIMETIC, seen=True)
        seen.append(effect)
    return Observations(tuple(seen), sessions)


@st.composite
def plans(draw, weight_kg):
    """Visits of one or two steps, weeks after all records; some with a bolus."""
    sessions = []
    for visit in range(draw(st.integers(1, 2))):
        at_h = 24.0 * (40 + 2 * visit)
        for rate in draw(st.lists(st.floats(0.2, 45.0), min_size=1, max_size=2)):
            length_h = draw(durations_h)
            bolus_mg = draw(st.sampled_from([0.0, 0.0, 0.0, 0.01, 10.0]))
            step = Session(
                start_h=at_h,
                rate_mg_per_kg_h=rate / weight_kg,
                duration_h=length_h,
                bolus_mg_per_kg=bolus_mg / weight_kg,
            )
            sessions.append(step)
            at_h += length_h
    return Regimen(sessions=tuple(sessions))


def _given_mg(sessions, start_h, time_h):
    """Of the visit that starts at an hour, by a time: added up minute by minute of the record."""
    grid_h = np.arange(start_h, time_h, 1 / 720) + 1 / 1440
    rate = sum(np.where((grid_h > s.start_h) & (grid_h < s.end_h), s.dose_mg / s.duration_h, 0.0) for s in sessions)
    return float(np.sum(rate) / 720)


def _bound(patient, record, weight_kg):
    return LowerAgain.of(record.regimen(weight_kg), dangers_seen(patient, record, StopValues()))


@checked
@given(data=st.data(), record=records(), weight_kg=weights_kg)
def test_what_passes_stays_below_every_rate_and_dose_at_which_a_danger_was_seen(
    typical_patient, data, record, weight_kg
):
    bound = _bound(typical_patient, record, weight_kg)
    planned = data.draw(plans(weight_kg))
    assume(not bound.crossed_by(planned))
    highest = max(step.rate_mg_per_kg_h for step in planned.sessions) * weight_kg
    most_mg = max(visit.dose_mg_per_kg for visit in planned.by_visit) * weight_kg
    assert all(step.bolus_mg_per_kg == 0 for step in planned.sessions)
    for danger in record.observed:
        start_h, end_h = _visit_of(danger, record)
        by_then = [s for s in record.sessions if start_h <= s.start_h < max(_seen_h(danger, end_h), start_h + 0.01)]
        assert highest < max(s.dose_mg / s.duration_h for s in by_then)
        running = [s for s in by_then if s.start_h + 0.01 < danger.time_h < s.end_h - 0.01]
        if running and not isinstance(danger, SideEffectSeen):
            assert highest < running[0].dose_mg / running[0].duration_h
        given_mg = _given_mg(record.sessions, start_h, min(_seen_h(danger, end_h), end_h))
        if given_mg > 0:  # at the very start nothing had been given: nothing could be planned below that
            assert most_mg < given_mg


def _visit_of(danger, record):
    if isinstance(danger, SideEffectSeen):
        return record.visits_h[danger.session_index]
    return [visit for visit in record.visits_h if visit[0] <= danger.time_h + 1e-3][-1]


def _seen_h(danger, end_h):
    return end_h if isinstance(danger, SideEffectSeen) else danger.time_h


@checked
@given(
    rate=rates_mg_per_h,
    seen_after=st.sampled_from([0.1, 0.3, 0.5, 1.0]),
    length_h=durations_h,
    planned_rate=st.floats(0.1, 1.0),
    planned_h=st.floats(0.1, 12.0),
    half_lives_h=st.tuples(st.floats(0.02, 1.0), st.floats(1.0, 12.0)),
    share=st.floats(0.0, 1.0),
)
def test_no_constant_rate_that_passes_reaches_the_level_at_which_a_danger_was_seen(
    typical_patient, rate, seen_after, length_h, planned_rate, planned_h, half_lives_h, share
):
    """For any drug whose response to a dose only falls (two exponentials): a lower rate that runs longer included."""
    seen_h = seen_after * length_h
    session = GivenSession(start_h=0.0, duration_h=length_h, dose_mg=rate * length_h, drug=Drug.RACEMIC_KETAMINE)
    record = Observations((Dissociation(time_h=seen_h, cadss=30),), (session,))
    planned = Regimen.on_days([7], rate_mg_per_kg_h=planned_rate * rate / 74, duration_h=planned_h)
    assume(not _bound(typical_patient, record, 74.0).crossed_by(planned))

    def level(mg_per_h, hours):
        fast, slow = (math.log(2) / half_life for half_life in half_lives_h)
        return mg_per_h * (
            share * (1 - math.exp(-fast * hours)) / fast + (1 - share) * (1 - math.exp(-slow * hours)) / slow
        )

    assert level(planned_rate * rate, planned_h) < level(rate, seen_h)


@checked
@given(record=records(), weight_kg=weights_kg)
def test_what_is_seen_besides_never_lets_more_through(typical_patient, record, weight_kg):
    whole = _bound(typical_patient, record, weight_kg)
    for left_out in record.observed:
        fewer = Observations(tuple(item for item in record.observed if item is not left_out), record.sessions)
        part = _bound(typical_patient, fewer, weight_kg)
        assert whole.most_rate_mg_per_kg_h <= part.most_rate_mg_per_kg_h * (1 + 1e-9)


@pytest.mark.parametrize("weight_kg", [45.0, 130.0])
def test_a_bound_is_of_the_mg_that_ran_whatever_the_weight_in_the_file(typical_patient, weight_kg):
    """Records are in mg, so are pumps: a corrected weight changes neither."""
    session = GivenSession(start_h=0.0, duration_h=2.0, dose_mg=40.0, drug=Drug.S_KETAMINE)
    record = Observations((Dissociation(time_h=2.0, cadss=30),), (session,))
    assert _bound(typical_patient, record, weight_kg).most_rate_mg_per_kg_h * weight_kg == pytest.approx(15.0)
