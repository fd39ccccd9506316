"""What sessions leave behind: nothing without the drug, one unit the day after the reference session, then fading."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sciatwin.response.outcomes import after_session
from support.arms_of_an_outcome import DAYS, REFERENCE, arm, central, draws

CENTRAL = central(after_session.PARAMETERS)


def _drive(visits, level, drawn=CENTRAL):
    return after_session.drive(arm(1.0, visits=visits, level=level), drawn)[:, 0]


def test_one_unit_is_the_day_after_the_reference_session():
    assert _drive([0], REFERENCE)[1] == pytest.approx(1.0)


def test_nothing_is_left_behind_before_the_session_or_by_an_inert_one():
    assert (_drive([14], REFERENCE)[:15] == 0).all()
    assert (_drive([0, 7], 0.0) == 0).all()
    assert (_drive([], 0.0) == 0).all()


def test_it_halves_with_its_half_life():
    drive = _drive([0], REFERENCE)
    halves = np.log(drive[1] / drive[11]) / np.log(2)
    assert 10 / halves == pytest.approx(CENTRAL["after a session/fading half-life"][0])


@given(dose=st.floats(0.05, 3), more=st.floats(1.01, 5))
def test_more_drug_leaves_more_but_never_in_proportion(dose, more):
    less, greater = (_drive([0], REFERENCE * size)[1] for size in (dose, dose * more))
    assert less < greater < more * less


def test_double_the_dose_adds_little_as_in_fava_2020():
    assert 1 < _drive([0], 2 * REFERENCE)[1] < 1.25


@given(count=st.integers(1, 20))
def test_repeated_sessions_add_up_to_a_limit(count):
    drawn = draws(50, after_session.PARAMETERS)
    levels = arm(np.ones((1, 50)), visits=np.arange(count), level=REFERENCE)
    filled = after_session._filled(levels, drawn["after a session/C50"], np.log(2) / 4.6 * np.ones(50))
    assert (filled >= 0).all()
    assert (filled < 1).all()


def test_each_further_session_adds_less():
    after = [_drive(np.arange(count), REFERENCE)[count] for count in range(1, 6)]
    steps = np.diff([0.0, *after])
    assert (steps > 0).all()
    assert (np.diff(steps) < 0).all()


def test_a_session_between_two_days_counts_from_the_next_day():
    drive = _drive([2.5], REFERENCE)
    assert (drive[:3] == 0).all()
    assert drive[3] == pytest.approx(0.5 ** ((0.5 - 1) / CENTRAL["after a session/fading half-life"][0]))
    assert len(drive) == len(DAYS)


@pytest.mark.parametrize("name", after_session.PARAMETERS)
def test_a_complex_step_passes_through_each_number(name):
    step = {**CENTRAL, name: CENTRAL[name] + 1e-30j}
    exact = _drive([0, 3], REFERENCE, step)[10].imag / 1e-30
    up, down = (_drive([0, 3], REFERENCE, {**CENTRAL, name: CENTRAL[name] + d})[10] for d in (1e-5, -1e-5))
    assert exact == pytest.approx((up - down) / 2e-5, rel=1e-6)
