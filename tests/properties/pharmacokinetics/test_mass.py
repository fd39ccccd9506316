"""No drug is made or lost: what is in the body and what has left it add up to what was given."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sciatwin.pharmacokinetics.engine import LinearSystem, solve
from sciatwin.pharmacokinetics.parameters import draw
from sciatwin.pharmacokinetics.systems import build_system
from sciatwin.pharmacokinetics.which_model.library import MODELS
from sciatwin.regimen import Bolus, Infusion

checked = settings(deadline=None, derandomize=True, max_examples=60)

TIMES_H = np.array([0.0, 0.2, 1.0, 3.0, 5.5, 24.0, 100.0])
rates_per_h = st.just(0.0) | st.floats(1e-4, 200)
regimens = st.lists(
    st.builds(Bolus, start_h=st.floats(0, 10), dose_mg=st.floats(0.1, 300))
    | st.builds(Infusion, start_h=st.floats(0, 10), duration_h=st.floats(0.1, 30), dose_mg=st.floats(0.1, 300)),
    min_size=1,
    max_size=4,
)


@st.composite
def compartments(draw_value):
    """A random compartmental matrix; elimination is possible from every compartment."""
    states = draw_value(st.integers(1, 5))
    entries = draw_value(st.lists(rates_per_h, min_size=states * states, max_size=states * states))
    matrix = np.array(entries).reshape(states, states)
    eliminated = np.diag(matrix).copy()
    np.fill_diagonal(matrix, 0)
    np.fill_diagonal(matrix, -matrix.sum(axis=0) - eliminated)
    return matrix, eliminated


def _with_sink(matrix, eliminated):
    """The matrix with one more state, into which everything eliminated flows. Every state is an output, in mg."""
    states, individuals = matrix.shape[0] + 1, matrix.shape[2]
    rate = np.zeros((states, states, individuals))
    rate[:-1, :-1], rate[-1, :-1] = matrix, eliminated
    return LinearSystem(rate, 0, np.arange(states), np.ones((states, individuals)), tuple("x" * states))


def _given_mg(events):
    """Dose given up to each time, mg."""
    boluses = [event for event in events if isinstance(event, Bolus)]
    infusions = [event for event in events if isinstance(event, Infusion)]
    by_bolus = sum((event.start_h <= TIMES_H) * event.dose_mg for event in boluses)
    return by_bolus + sum(
        np.clip((TIMES_H - event.start_h) / event.duration_h, 0, 1) * event.dose_mg for event in infusions
    )


@checked
@given(system=compartments(), events=regimens)
def test_body_and_excreta_hold_all_that_was_given(system, events):
    matrix, eliminated = system
    amounts = solve(_with_sink(matrix[:, :, None], eliminated[:, None]), events, TIMES_H)[:, :, 0]
    total = _given_mg(events)
    np.testing.assert_allclose(amounts.sum(axis=0), total, rtol=1e-9, atol=1e-9 * total.max())


@checked
@given(system=compartments(), events=regimens)
def test_excreta_never_return(system, events):
    matrix, eliminated = system
    excreted = solve(_with_sink(matrix[:, :, None], eliminated[:, None]), events, TIMES_H)[-1, :, 0]
    assert np.all(np.diff(excreted) >= -1e-9 * excreted.max())


@pytest.mark.parametrize("key", MODELS)
@checked
@given(events=regimens)
def test_library_models_keep_every_milligram(key, events):
    model = MODELS[key]
    rate = build_system(model, draw(model, 74.0, 4, seed=8)).rate_per_h
    leaving = np.maximum(-rate.sum(axis=0), 0)
    amounts = solve(_with_sink(rate, leaving), events, TIMES_H)
    total = np.broadcast_to(_given_mg(events)[:, None], amounts.shape[1:])
    np.testing.assert_allclose(amounts.sum(axis=0), total, rtol=1e-9, atol=1e-9 * total.max())
