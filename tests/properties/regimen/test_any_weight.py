"""A regimen in mg per kg gives the same drug whichever way it is counted."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sciatwin.analytes import Drug
from sciatwin.errors import RegimenError
from sciatwin.regimen import Regimen, Session

checked = settings(deadline=None, derandomize=True, max_examples=80)

weights_kg = st.floats(30, 200)
rates = st.floats(0.01, 2)
durations_h = st.floats(0.1, 24)
boluses = st.just(0.0) | st.floats(0.01, 0.35)


@st.composite
def regimens(draw):
    sessions, start_h = [], 0.0
    for _ in range(draw(st.integers(0, 6))):
        duration_h = draw(durations_h)
        sessions.append(
            Session(
                start_h=start_h,
                rate_mg_per_kg_h=draw(rates),
                duration_h=duration_h,
                bolus_mg_per_kg=draw(boluses),
            )
        )
        start_h += duration_h + draw(st.floats(0, 200))
    return Regimen(sessions=tuple(sessions))


@checked
@given(regimen=regimens(), weight_kg=weights_kg)
def test_events_hold_the_whole_course(regimen, weight_kg):
    total = sum(event.dose_mg for event in regimen.events(weight_kg))
    assert total == pytest.approx(regimen.total_mg(weight_kg), rel=1e-12)


@checked
@given(regimen=regimens(), weight_kg=weights_kg, factor=st.floats(0.3, 3))
def test_doses_are_proportional_to_weight(regimen, weight_kg, factor):
    one, other = regimen.events(weight_kg), regimen.events(weight_kg * factor)
    assert [e.dose_mg * factor for e in one] == pytest.approx([e.dose_mg for e in other], rel=1e-12)


@checked
@given(regimen=regimens(), weight_kg=weights_kg)
def test_a_session_is_an_injection_of_a_minute_and_an_infusion_at_its_rate(regimen, weight_kg):
    events = iter(regimen.events(weight_kg))
    for session in regimen.sessions:
        if session.bolus_mg_per_kg:
            injection = next(events)
            assert (injection.start_h, injection.duration_h) == (session.start_h, pytest.approx(1 / 60))
            assert injection.dose_mg == pytest.approx(session.bolus_mg_per_kg * weight_kg)
        infusion = next(events)
        assert (infusion.start_h, infusion.duration_h) == (session.start_h, session.duration_h)
        assert infusion.rate_mg_per_h == pytest.approx(session.rate_mg_per_kg_h * weight_kg)
    assert next(events, None) is None


@checked
@given(dose=st.floats(0.36, 5), duration_h=durations_h, count=st.integers(1, 12), bolus=boluses, weight_kg=weights_kg)
def test_repeat_counts_the_bolus_into_the_dose_of_a_session(dose, duration_h, count, bolus, weight_kg):
    regimen = Regimen.repeat(dose_mg_per_kg=dose, duration_h=duration_h, count=count, every_h=24, bolus_mg_per_kg=bolus)
    assert len(regimen.sessions) == count
    pause_h = 24 - duration_h
    if abs(pause_h - 4) > 0.01:  # sessions less than 4 h apart are one visit
        assert regimen.visits == (count if pause_h > 4 else 1)
    assert regimen.total_mg(weight_kg) == pytest.approx(count * dose * weight_kg, rel=1e-12)
    assert [session.start_h for session in regimen.sessions] == pytest.approx([24 * i for i in range(count)])


@checked
@given(duration_h=st.floats(1, 24), overlap_h=st.floats(1e-3, 0.9))
def test_sessions_never_overlap(duration_h, overlap_h):
    with pytest.raises(RegimenError, match="overlap"):
        Regimen.repeat(dose_mg_per_kg=1, duration_h=duration_h, count=2, every_h=duration_h - overlap_h)


def test_racemic_ketamine_is_half_of_each_mirror_image():
    assert (Drug.RACEMIC_KETAMINE.s_fraction, Drug.RACEMIC_KETAMINE.r_fraction) == (0.5, 0.5)
    assert (Drug.S_KETAMINE.s_fraction, Drug.S_KETAMINE.r_fraction) == (1.0, 0.0)
