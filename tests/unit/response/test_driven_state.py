"""Slow states meet their closed forms on any grid, never grow, and carry exact derivatives."""

import numpy as np
import pytest

from sciatwin.errors import ModelError
from sciatwin.response.driven_state import follow, hill_fraction, over_people, refined

RANDOM = np.random.default_rng(3)
GROWING_STEPS_H = refined(np.array([0.0, 1.0, 24.0, 700.0]), [5.0])


def _pairs(end_h, pairs):
    return np.linspace(0.0, end_h, 2 * pairs + 1)


def _constant(times_h, gain, loss, start):
    """x(t) where nothing changes; the loss may be 0."""
    decay = np.exp(-loss * times_h[:, None])
    filled = -np.expm1(-loss * times_h[:, None]) / np.where(loss > 0, loss, 1)
    return start * decay + gain * np.where(loss > 0, filled, times_h[:, None])


@pytest.mark.parametrize("varies", [False, True], ids=["given once", "given for every time"])
def test_constant_gain_and_loss_are_exact_for_any_speed_and_step(varies):
    loss = np.array([0.0, 1e-15, 1e-9, 1e-4, 0.01, 0.25, 1.0, 3.0, 40.0, 1e4])
    gain, start = np.linspace(0.5, 2, 10), np.linspace(7, 0, 10)
    expected = _constant(GROWING_STEPS_H, gain, loss, start)
    shape = (len(GROWING_STEPS_H), 10) if varies else (10,)
    found = follow(GROWING_STEPS_H, np.broadcast_to(gain, shape), np.broadcast_to(loss, shape), start)
    assert np.all(np.abs(found - expected) <= 1e-12 * np.abs(expected).max(axis=0))


@pytest.mark.parametrize("loss", [0.0, 0.02, 0.9, 1.1, 30.0])
def test_a_gain_that_is_a_parabola_is_exact(loss):
    times_h = _pairs(12.0, 5)
    a, b, c = 3.0, -0.4, 0.1  # gain of the state 1 + a t + b t² for loss > 0; then a parabola itself
    state = 1 + a * times_h + b * times_h**2
    gain = a + 2 * b * times_h + loss * state
    if loss == 0:
        state, gain = 1 + a * times_h + b * times_h**2 + c * times_h**3, a + 2 * b * times_h + 3 * c * times_h**2
    found = follow(times_h, gain[:, None], loss, 1.0)[:, 0]
    assert found == pytest.approx(state, rel=1e-12, abs=1e-12)


def test_a_steady_state_stays():
    loss = 0.01 + RANDOM.random(100)
    found = follow(GROWING_STEPS_H, 3 * loss, loss, 3.0)
    assert found == pytest.approx(np.full_like(found, 3.0), rel=1e-13)


def test_a_fast_state_goes_to_gain_over_loss():
    times_h = _pairs(2000.0, 10)
    loss = np.array([1.0, 1e3, 1e6])
    gain = loss * (1 + times_h[:, None] / 1000)
    found = follow(times_h, gain, loss, 50.0)[1:]
    assert found == pytest.approx(np.broadcast_to(gain[1:] / loss, found.shape), rel=2e-3)
    assert found[:, 2] == pytest.approx(gain[1:, 2] / loss[2], rel=1e-8)


def test_without_gain_a_state_only_falls_however_wild_the_loss_and_long_the_step():
    loss = 10.0 ** RANDOM.uniform(-6, 6, (len(GROWING_STEPS_H), 500))
    loss[RANDOM.random(loss.shape) < 0.3] = 0
    found = follow(GROWING_STEPS_H, 0.0, loss, 1.0)
    assert np.all(np.diff(found, axis=0) <= 1e-15)
    assert np.all(found >= 0)


def test_a_step_far_too_long_stays_bounded():
    loss = 10.0 ** RANDOM.uniform(-3, 3, (len(GROWING_STEPS_H), 500))
    found = follow(GROWING_STEPS_H, loss, loss, 1.0)  # 1 throughout
    halves_h = np.diff(GROWING_STEPS_H).max()
    assert np.all(np.abs(found) <= 14 * 1e3 * halves_h)
    assert np.all(np.isfinite(found))


def _moving(times_h):
    """A state 2 + cos(t) with a moving loss, and its gain."""
    loss = 0.6 + 0.5 * np.sin(1.3 * times_h)
    state = 2 + np.cos(times_h)
    return -np.sin(times_h) + loss * state, loss, state


def _moving_error(pairs):
    times_h = _pairs(10.0, pairs)
    gain, loss, state = _moving(times_h)
    return np.abs(follow(times_h, gain[:, None], loss[:, None], state[0])[:, 0] - state).max()


@pytest.mark.parametrize("pairs", [40, 80])
def test_half_the_step_has_a_sixteenth_of_the_error(pairs):
    assert _moving_error(2 * pairs) < _moving_error(pairs) / 15


def test_a_level_that_steps_up_and_down_is_met_after_refining():
    """A site that fills from 0 to 6 h and empties again at 5 per h blocks a state; ∫ level has a closed form."""
    rate, loss_at_one, end_h = 5.0, 0.3, 6.0
    wanted_h = np.array([0.0, 3.0, 6.0, 7.0, 48.0])
    nodes = refined(wanted_h, [0.0, end_h])

    def level_and_integral(t):
        full, left = -np.expm1(-rate * np.minimum(t, end_h)), np.maximum(t - end_h, 0)
        integral = np.minimum(t, end_h) - full / rate + full * -np.expm1(-rate * left) / rate
        return full * np.exp(-rate * left), integral

    level, _ = level_and_integral(nodes)
    found = follow(nodes, 0.0, loss_at_one * level[:, None], 1.0)[np.searchsorted(nodes, wanted_h), 0]
    expected = np.exp(-loss_at_one * level_and_integral(wanted_h)[1])
    assert found == pytest.approx(expected, abs=2e-6)


def test_two_parts_follow_as_the_whole():
    times_h = _pairs(8.0, 8)
    gain, loss, _ = (values[:, None] for values in _moving(times_h))
    whole = follow(times_h, gain, loss, 0.2)
    first = follow(times_h[:9], gain[:9], loss[:9], 0.2)
    second = follow(times_h[8:], gain[8:], loss[8:], first[-1])
    assert np.concatenate([first, second[1:]]) == pytest.approx(whole, rel=1e-13)


def _chain(times_h, kon, koff, kout, c50):
    """Level → Hill → sensitisation → pain, as the twin chains them."""
    level = times_h[:, None] * np.exp(-0.4 * times_h[:, None])
    inhibition = hill_fraction(level, c50, 1.7)
    sensitisation = follow(times_h, kon, kon + koff * inhibition, 1.0)
    return follow(times_h, kout * 7 * sensitisation * (1 - 0.8 * inhibition), kout, 7.0)


@pytest.mark.parametrize("varied", range(4))
def test_the_complex_step_gives_the_derivative(varied):
    times_h = _pairs(30.0, 60)
    point = np.array([0.02, 0.3, 0.25, 0.4])
    step = np.zeros(4)
    step[varied] = 1e-4 * point[varied]
    central = (_chain(times_h, *(point + step)) - _chain(times_h, *(point - step))) / (2 * step[varied])
    tiny = point.astype(complex)
    tiny[varied] += 1e-30j
    complex_course = _chain(times_h, *tiny)
    exact = complex_course.imag / 1e-30
    assert np.all(np.abs(exact - central) <= 1e-6 * np.abs(central).max())
    assert complex_course.real == pytest.approx(_chain(times_h, *point), rel=1e-13)


@pytest.mark.parametrize("loss", [1e-6, 0.3, 0.999, 1.001, 5.0])
def test_the_complex_step_is_exact_for_constant_loss(loss):
    times_h = _pairs(1.0, 1) * 2  # one pair of half-steps of 1 h, so that loss × step is the loss
    found = follow(times_h, 0.0, loss + 1e-30j, 2.0).imag[:, 0] / 1e-30
    assert found == pytest.approx(-2 * times_h * np.exp(-loss * times_h), rel=1e-13)


def test_people_and_workers_do_not_change_a_state():
    times_h = _pairs(20.0, 30)
    gain, loss = RANDOM.random((2, len(times_h), 150))
    start = RANDOM.random(150)
    together = follow(times_h, gain, loss, start)
    assert np.array_equal(together, follow(times_h, gain, loss, start, workers=3))
    alone = np.hstack([follow(times_h, gain[:, [i]], loss[:, [i]], start[i]) for i in range(150)])
    assert together == pytest.approx(alone, rel=1e-14)


def test_shapes_broadcast():
    times_h = _pairs(20.0, 30)
    people, moving = RANDOM.random(3), RANDOM.random((len(times_h), 1))
    full = np.broadcast_to(people, (len(times_h), 3)), np.broadcast_to(moving, (len(times_h), 3))
    expected = follow(times_h, *full, np.ones(3))
    assert follow(times_h, people, moving, 1.0) == pytest.approx(expected, rel=1e-12)
    assert follow(times_h, *full[::-1], 1.0) == pytest.approx(follow(times_h, moving, people, 1.0), rel=1e-12)
    assert follow(times_h, 1.0, 1.0, 1.0).shape == (len(times_h), 1)
    assert follow(times_h[:1], 1.0, 1.0, people) == pytest.approx(people[None])


def test_a_given_array_is_filled():
    times_h, out = _pairs(1.0, 4), np.empty((9, 2))
    assert follow(times_h, 1.0, np.array([0.1, 0.2]), 0.0, out=out) is out
    with pytest.raises(ModelError, match="out needs shape"):
        follow(times_h, 1.0, np.array([0.1, 0.2 + 1e-20j]), 0.0, out=out)


@pytest.mark.parametrize(
    ("times_h", "gain", "loss", "start", "message"),
    [
        ([0.0, 1.0], 1.0, 1.0, 1.0, "odd number"),
        ([0.0, 1.0, 1.0], 1.0, 1.0, 1.0, "increasing"),
        ([0.0, 1.0, 3.0], 1.0, 1.0, 1.0, "equal half-steps"),
        ([0.0, 1.0, 2.0], np.ones(3), np.ones(2), 1.0, "people are the last axis"),
        ([0.0, 1.0, 2.0], np.ones((2, 3)), 1.0, 1.0, "need shape"),
        ([0.0, 1.0, 2.0], 1.0, 1.0, np.ones((3, 2)), "need shape"),
    ],
)
def test_what_does_not_fit_is_named(times_h, gain, loss, start, message):
    with pytest.raises(ModelError, match=message):
        follow(np.array(times_h), gain, loss, start)


def test_hill_fraction_is_a_half_at_c50_and_none_without_drug():
    assert hill_fraction(np.array([0.0, 5.0, 1e-200, 1e200]), 5.0, 2.5) == pytest.approx([0, 0.5, 0, 1], abs=1e-15)
    assert hill_fraction(np.array([0.0, 5.0 + 0j]), 5.0, 2.5) == pytest.approx([0, 0.5])
    levels = RANDOM.random((7, 3))
    assert hill_fraction(levels, 0.4, np.ones(3)) == pytest.approx(levels / (0.4 + levels), rel=1e-14)
    assert float(hill_fraction(2.0, 1.0, 3.0)) == pytest.approx(8 / 9)


def test_hill_fraction_may_replace_its_level():
    levels = np.array([[0.0, 1.0], [2.0, 3.0]])
    expected = hill_fraction(levels, 2.0, 1.5)
    assert hill_fraction(levels, 2.0, 1.5, out=levels) is levels
    assert np.array_equal(levels, expected)


@pytest.mark.parametrize("workers", [1, 2, 3])
def test_every_person_is_met_once(workers):
    met = np.zeros(1000, dtype=int)

    def meet(block):
        met[block] += 1

    over_people(meet, 1000, block=64, workers=workers)
    assert np.all(met == 1)


def test_an_error_in_a_block_is_raised():
    def fail(block):
        raise ModelError(f"from {block.start}")

    with pytest.raises(ModelError, match="from"):
        over_people(fail, 1000)
