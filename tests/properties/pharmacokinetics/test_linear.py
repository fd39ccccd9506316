"""Kinetics are linear: doses superpose, shift and scale, never give negative drug and never less drug for more dose."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sciatwin.pharmacokinetics.engine import solve
from sciatwin.pharmacokinetics.parameters import draw
from sciatwin.pharmacokinetics.systems import EffectSite, build_system
from sciatwin.pharmacokinetics.which_model.library import MODELS
from sciatwin.regimen import Bolus, Infusion

checked = settings(deadline=None, derandomize=True, max_examples=40)
every_model = pytest.mark.parametrize("key", MODELS)

TIMES_H = np.array([0.0, 0.1, 0.5, 1.0, 2.0, 4.0, 7.5, 24.0, 72.0])
PEOPLE = 3

doses_mg = st.floats(0.01, 500)
starts_h = st.integers(0, 48 * 60).map(lambda minutes: minutes / 60)
durations_h = st.integers(3, 24 * 60).map(lambda minutes: minutes / 60)
boluses = st.builds(Bolus, start_h=starts_h, dose_mg=doses_mg)
infusions = st.builds(Infusion, start_h=starts_h, duration_h=durations_h, dose_mg=doses_mg)
regimens = st.lists(boluses | infusions, min_size=1, max_size=5)


def _people(key):
    model = MODELS[key]
    site = EffectSite(name="effect site", analyte=model.dosed, rate_per_h=4.0)
    return build_system(model, draw(model, 74.0, PEOPLE, seed=5), effect_sites=(site,))


def _scaled(event, factor):
    if isinstance(event, Bolus):
        return Bolus(start_h=event.start_h, dose_mg=event.dose_mg * factor)
    return Infusion(start_h=event.start_h, duration_h=event.duration_h, dose_mg=event.dose_mg * factor)


def _later(event, hours):
    if isinstance(event, Bolus):
        return Bolus(start_h=event.start_h + hours, dose_mg=event.dose_mg)
    return Infusion(start_h=event.start_h + hours, duration_h=event.duration_h, dose_mg=event.dose_mg)


def _assert_close(actual, expected, rtol):
    np.testing.assert_allclose(actual, expected, rtol=rtol, atol=rtol * 1e-3 * expected.max())


@every_model
@checked
@given(events=regimens)
def test_doses_superpose(key, events):
    people = _people(key)
    together = solve(people, events, TIMES_H)
    one_by_one = sum(solve(people, [event], TIMES_H) for event in events)
    _assert_close(together, one_by_one, 1e-9)


@every_model
@checked
@given(events=regimens, factor=st.floats(0.01, 100))
def test_levels_are_proportional_to_dose(key, events, factor):
    people = _people(key)
    scaled = solve(people, [_scaled(event, factor) for event in events], TIMES_H)
    _assert_close(scaled, factor * solve(people, events, TIMES_H), 1e-12)


@every_model
@checked
@given(events=regimens, hours=st.integers(0, 60 * 24 * 30).map(lambda minutes: minutes / 60))
def test_levels_shift_with_the_regimen(key, events, hours):
    people = _people(key)
    later = solve(people, [_later(event, hours) for event in events], TIMES_H + hours)
    _assert_close(later, solve(people, events, TIMES_H), 1e-7)


@every_model
@checked
@given(events=regimens)
def test_no_level_is_negative(key, events):
    assert solve(_people(key), events, TIMES_H).min() >= 0


@every_model
@checked
@given(events=regimens, which=st.integers(0, 4), factor=st.floats(1, 10))
def test_more_of_a_dose_never_lowers_a_level(key, events, which, factor):
    people = _people(key)
    raised = [_scaled(event, factor) if i == which % len(events) else event for i, event in enumerate(events)]
    less, more = solve(people, events, TIMES_H), solve(people, raised, TIMES_H)
    assert np.all(more >= less * (1 - 1e-12))


@every_model
@checked
@given(event=boluses | infusions)
def test_nothing_is_in_the_body_before_the_first_dose(key, event):
    levels = solve(_people(key), [event], TIMES_H)
    assert np.all(levels[:, event.start_h > TIMES_H] == 0)


@every_model
def test_no_dose_gives_no_level(key):
    assert np.all(solve(_people(key), [], TIMES_H) == 0)
