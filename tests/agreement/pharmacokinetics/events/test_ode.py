"""Random lists of events over random compartments give what SciPy's DOP853 gives, stepped from change to change.

The stepper here shares nothing with the solver. It first writes every input out (additional doses, lags, steady
states as earlier doses) and cuts the list into courses at resets; then it integrates. Times are multiples of 1/8 h,
so that what coincides does so exactly.
"""

from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from scipy.integrate import solve_ivp

from sciatwin.pharmacokinetics.events import (
    Carry,
    Dose,
    Kinetics,
    Modelled,
    Observation,
    OtherEvent,
    Reset,
    SteadyInfusion,
    SteadyState,
    rate_matrix,
    solve_events,
)

NAMES = ("depot", "central", "shallow", "deep")
RTOL, ATOL = 1e-12, 1e-13
AGREE = 1e-8  # of the largest amount


@dataclass(frozen=True)
class Input:
    """One arrival: an amount at once, or a rate until ``end_h``. ``order`` is its place among records of its time."""

    time_h: float
    order: int
    compartment: int
    amount_mg: float = 0.0
    rate_mg_per_h: float = 0.0
    end_h: float = 0.0


def integrated(events, kinetics, carry):
    """Amounts after each event, shape (events, compartments)."""
    rows, begin = [], 0
    for end in range(1, len(events) + 1):
        if end == len(events) or _starts_anew(events[end]):
            rows += _course(events[begin:end], kinetics[begin:end], carry)
            begin = end
    return np.array(rows)


def _starts_anew(event):
    replaces = getattr(event, "steady_state", None) is SteadyState.REPLACE
    return isinstance(event, Reset) or replaces or getattr(event, "reset_first", False)


def _course(events, kinetics, carry):
    inputs = [one for row, event in enumerate(events) for one in _inputs(row, event, events, kinetics, carry)]
    steady = {row: _steady(event, kinetics[row]) for row, event in enumerate(events)}
    inputs += [one for row, (_, running) in steady.items() for one in running]
    state, time_h, rows = np.zeros(len(NAMES)), events[0].time_h, []
    for row, event in enumerate(events):
        held = kinetics[row] if carry is Carry.BACKWARD else kinetics[max(row - 1, 0)]
        marks = {one.time_h for one in inputs} | {one.end_h for one in inputs} | {event.time_h}
        for mark in sorted(mark for mark in marks if time_h < mark <= event.time_h):
            state = _stepped(state, time_h, mark, inputs, held)
            time_h = mark
            arrived = [one for one in inputs if one.time_h == mark and one.order < 0]
            state += sum((one.amount_mg * np.eye(len(NAMES))[one.compartment] for one in arrived), np.zeros(len(NAMES)))
        state = state + steady[row][0]
        for one in inputs:
            if one.order == row:
                state[one.compartment] += one.amount_mg
        rows.append(state.copy())
    return rows


def _stepped(state, begin_h, end_h, inputs, kinetics):
    rate = np.zeros(len(NAMES))
    for one in inputs:
        if one.time_h <= begin_h and end_h <= one.end_h:
            rate[one.compartment] += one.rate_mg_per_h
    return _solution(kinetics.rate_per_h, state, rate, end_h - begin_h)


def _solution(matrix, state, rate, length_h):
    solution = solve_ivp(
        lambda _, x: matrix @ x + rate, (0, length_h), state, "DOP853", rtol=RTOL, atol=ATOL * max(1, state.max())
    )
    assert solution.success
    return solution.y[:, -1]


def _inputs(row, event, events, kinetics, carry):
    """Arrivals of one record: its own, and the additional ones."""
    if not isinstance(event, Dose):
        return
    lag_h = kinetics[row].lag_h.get(event.compartment, 0.0)
    for index in range(event.additional + 1):
        time_h = event.time_h + lag_h + index * event.interval_h
        own = time_h == event.time_h
        if own or time_h <= events[-1].time_h:
            at = kinetics[row] if own else _in_force(time_h, events, kinetics, carry)
            yield _arrival(event, time_h, row if own else -1, at)


def _in_force(time_h, events, kinetics, carry):
    """Parameters for what arrives between records: of the first record not before it, or of the last one before."""
    later = next(row for row, event in enumerate(events) if event.time_h >= time_h)
    at_record = events[later].time_h == time_h
    return kinetics[later] if carry is Carry.BACKWARD or at_record else kinetics[later - 1]


def _arrival(dose, time_h, order, kinetics):
    place = NAMES.index(dose.compartment)
    amount = dose.amount_mg * kinetics.bioavailability_fraction.get(dose.compartment, 1.0)
    if dose.rate_mg_per_h is None and dose.duration_h is None and dose.modelled is Modelled.NOTHING:
        return Input(time_h, order, place, amount_mg=amount)
    if dose.duration_h is not None or dose.modelled is Modelled.DURATION:
        duration_h = dose.duration_h or kinetics.modelled_duration_h[dose.compartment]
        rate = amount / duration_h
    else:
        rate = dose.rate_mg_per_h or kinetics.modelled_rate_mg_per_h[dose.compartment]
        duration_h = amount / rate
    return Input(time_h, order, place, rate_mg_per_h=rate, end_h=time_h + duration_h)


def _steady(event, kinetics):
    """Amounts that the earlier doses of a steady state left, and those of their infusions that still run."""
    if isinstance(event, SteadyInfusion):
        inflow = event.rate_mg_per_h * np.eye(len(NAMES))[NAMES.index(event.compartment)]
        return np.linalg.lstsq(kinetics.rate_per_h, -inflow)[0], []
    if not isinstance(event, Dose) or event.steady_state is SteadyState.NONE:
        return np.zeros(len(NAMES)), []
    lag_h = kinetics.lag_h.get(event.compartment, 0.0)
    past = [
        replace(_arrival(event, event.time_h + lag_h - index * event.interval_h, -2, kinetics), amount_mg=0.0)
        for index in range(1, 200)
    ]
    running = [replace(one, time_h=event.time_h) for one in past if one.end_h > event.time_h]
    return _periodic(event, kinetics, lag_h), running


def _periodic(dose, kinetics, lag_h):
    """State at the record, from the map of one interval that ends at the record, each column of it integrated."""
    interval_h, identity = dose.interval_h, np.eye(len(NAMES))
    one = _arrival(dose, -interval_h + lag_h, 0, kinetics)
    arrivals = [replace(one, time_h=one.time_h - j * interval_h, end_h=one.end_h - j * interval_h) for j in range(200)]
    nothing = np.zeros(len(NAMES))
    columns = [_solution(kinetics.rate_per_h, column, nothing, interval_h) for column in identity]
    marks = sorted({-interval_h, 0.0, one.time_h} | {a.end_h for a in arrivals if -interval_h < a.end_h < 0})
    forced = nothing
    for begin, end in pairwise(marks):
        forced = forced + (one.amount_mg * identity[one.compartment] if begin == one.time_h else 0)
        forced = _stepped(forced, begin, end, arrivals, kinetics)
    met = np.abs(forced) > 0
    state = np.zeros(len(NAMES))
    there = np.ix_(met, met)
    state[met] = np.linalg.solve(identity[there] - np.array(columns).T[there], forced[met])
    return state


def eighths(low, high):
    return st.integers(low * 8, high * 8).map(lambda count: count / 8)


@st.composite
def kinetics_of_one(draw):
    ka = draw(st.floats(0.05, 3))
    ke = draw(st.sampled_from([ka, ka * (1 + 1e-9), ka * (1 - 1e-6), 0.02, 0.3, 1.7]))
    flows = {("depot", "central"): ka, ("central", None): ke}
    for peripheral in NAMES[2:]:
        out, back = draw(st.sampled_from([(0.0, 0.0), (0.0, 0.4), (1.5, 0.4), (0.3, 0.05), (ka, ke)]))
        flows |= {("central", peripheral): out, (peripheral, "central"): back}
    by_name = {name: draw(st.floats(0.2, 1.5)) for name in NAMES}
    return Kinetics(
        compartments=NAMES,
        rate_per_h=rate_matrix(NAMES, flows),
        bioavailability_fraction={name: draw(st.sampled_from([0.0, 0.3, 1.0, 1.7])) for name in ("depot", "central")},
        lag_h={name: draw(st.sampled_from([0.0, 0.125, 1.0, 2.5])) for name in ("depot", "central")},
        modelled_rate_mg_per_h={"depot": 6.0, "central": 9.0},  # the same for all: the stepper holds it constant
        modelled_duration_h={name: 5 * value for name, value in by_name.items()},
    )


@st.composite
def doses(draw, time_h):
    form = draw(st.sampled_from(["bolus", "rate", "duration", Modelled.RATE, Modelled.DURATION]))
    value = draw(st.floats(0.5, 12))
    return Dose(
        time_h=time_h,
        amount_mg=draw(st.floats(1, 60)),
        compartment=draw(st.sampled_from(["depot", "central"])),
        rate_mg_per_h=value if form == "rate" else None,
        duration_h=value if form == "duration" else None,
        modelled=form if isinstance(form, Modelled) else Modelled.NOTHING,
        additional=draw(st.integers(0, 3)),
        interval_h=draw(eighths(3, 9)),
        steady_state=draw(st.sampled_from([SteadyState.NONE, SteadyState.NONE, *SteadyState])),
        reset_first=draw(st.booleans()) and draw(st.booleans()),
    )


@st.composite
def event_lists(draw):
    times_h = sorted(draw(st.lists(eighths(0, 30), min_size=2, max_size=7)))
    events = []
    for time_h in times_h:
        kind = draw(st.sampled_from(["dose", "dose", "dose", "observe", "other", "reset", "steady"]))
        if kind == "dose":
            events.append(draw(doses(time_h)))
        elif kind == "steady":
            steady = draw(st.sampled_from([SteadyState.REPLACE, SteadyState.ADD]))
            events.append(SteadyInfusion(time_h=time_h, compartment="central", rate_mg_per_h=7.0, steady_state=steady))
        else:
            events.append({"observe": Observation, "other": OtherEvent, "reset": Reset}[kind](time_h=time_h))
    return [*events, Observation(time_h=times_h[-1] + draw(eighths(0, 20)))]


@settings(max_examples=150, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(event_lists(), st.lists(kinetics_of_one(), min_size=1, max_size=3), st.sampled_from(Carry))
def test_any_events_agree_with_an_ode_solver(events, some_kinetics, carry):
    """With several kinetics, parameters change at every record."""
    kinetics = [some_kinetics[row % len(some_kinetics)] for row in range(len(events))]
    expected = integrated(events, kinetics, carry)
    amounts = solve_events(events, kinetics, carry=carry)
    assert np.max(np.abs(amounts - expected)) <= AGREE * max(expected.max(), 1.0)
