"""Many people who meet any events, solved at once, are each as the event solver has them alone."""

from dataclasses import replace

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from sciatwin.pharmacokinetics.engine import LinearSystem
from sciatwin.pharmacokinetics.events import (
    Dose,
    DosedSystem,
    Kinetics,
    Modelled,
    Observation,
    Reset,
    SteadyInfusion,
    SteadyState,
    rate_matrix,
    solve_events,
)
from sciatwin.pharmacokinetics.events.course import course_of
from sciatwin.pharmacokinetics.events.shared import solve_course, solve_kinds, states_of

SETTINGS = settings(max_examples=120, deadline=None, derandomize=True)
NAMES = ("depot", "central", "peripheral")
CENTRAL = 1
PEOPLE = 3


@st.composite
def dose_events(draw, time_h):
    if draw(st.integers(0, 9)) == 0:
        rate = draw(st.sampled_from([None, 2.0]))
        compartment = draw(st.sampled_from(NAMES))
        return SteadyInfusion(time_h=time_h, compartment=compartment, rate_mg_per_h=rate)
    form = draw(st.sampled_from(["bolus", "rate", "duration", Modelled.RATE, Modelled.DURATION]))
    return Dose(
        time_h=time_h,
        amount_mg=draw(st.floats(0.1, 100)),
        compartment=draw(st.sampled_from(NAMES)),
        rate_mg_per_h=draw(st.floats(1, 100)) if form == "rate" else None,
        duration_h=draw(st.floats(0.05, 20)) if form == "duration" else None,
        modelled=form if isinstance(form, Modelled) else Modelled.NOTHING,
        additional=draw(st.integers(0, 3)),
        interval_h=draw(st.floats(2.5, 12)),
        steady_state=draw(st.sampled_from(list(SteadyState))),
        reset_first=draw(st.booleans()),
    )


@st.composite
def records(draw):
    """Doses, resets and observations, at negative times too, several at one time, ending with an observation."""
    events, time_h = [], draw(st.floats(-5, 5))
    for _ in range(draw(st.integers(1, 8))):
        time_h += draw(st.sampled_from([0.0, 0.5, 1.0, 3.7]))
        kind = draw(st.sampled_from(["dose", "dose", "see", "see", "reset"]))
        events.append(
            draw(dose_events(time_h))
            if kind == "dose"
            else Observation(time_h=time_h)
            if kind == "see"
            else Reset(time_h=time_h)
        )
    return (*events, Observation(time_h=time_h + draw(st.floats(0, 30))))


def _bodies(draw):
    """Flows of each person."""
    return [
        rate_matrix(
            NAMES,
            {
                ("depot", "central"): draw(st.floats(0.05, 3)),
                ("central", None): draw(st.floats(0.02, 3)),
                ("central", "peripheral"): draw(st.floats(0, 3)),
                ("peripheral", "central"): draw(st.floats(0.02, 2)),
            },
        )
        for _ in range(PEOPLE)
    ]


def _system(flows):
    return LinearSystem(
        np.stack(flows, axis=-1),
        CENTRAL,
        np.array([CENTRAL]),
        np.ones((1, PEOPLE)),
        ("c",),
        {"depot": 0, "peripheral": 2},
    )


@st.composite
def systems(draw, alike):
    flows = _bodies(draw)
    lags = st.sampled_from([0.0, 0.4, 2.0])
    fates = {
        "lag_h": {name: [draw(lags) for _ in range(PEOPLE)] for name in NAMES},
        "bioavailability_fraction": {name: [draw(st.floats(0.05, 2)) for _ in range(PEOPLE)] for name in NAMES},
        "modelled_rate_mg_per_h": {name: [draw(st.floats(0.5, 50)) for _ in range(PEOPLE)] for name in NAMES},
        "modelled_duration_h": {name: [draw(st.floats(0.1, 20)) for _ in range(PEOPLE)] for name in NAMES},
    }
    if alike:
        fates = {name: {key: values[:1] * PEOPLE for key, values in by_name.items()} for name, by_name in fates.items()}
    return flows, fates


def _alone(flows, fates, events, scale):
    seen = [isinstance(event, Observation) for event in events]
    levels = []
    for person, rate in enumerate(flows):
        fate = {name: {key: values[person] for key, values in given.items()} for name, given in fates.items()}
        own = [
            replace(event, amount_mg=event.amount_mg * scale[person]) if isinstance(event, Dose) else event
            for event in events
        ]
        levels.append(solve_events(own, Kinetics(compartments=NAMES, rate_per_h=rate, **fate))[seen, CENTRAL])
    return np.stack(levels, axis=-1)


@SETTINGS
@given(records(), systems(alike=False))
def test_people_whose_doses_fare_differently_are_as_each_alone(events, drawn):
    flows, fates = drawn
    arrays = {name: {key: np.array(values) for key, values in given.items()} for name, given in fates.items()}
    dosed = DosedSystem(system=_system(flows), dose_compartment="central", **arrays)
    together = solve_kinds(dosed, events, np.ones(PEOPLE))
    alone = _alone(flows, fates, events, np.ones(PEOPLE))
    np.testing.assert_allclose(together, alone, rtol=1e-9, atol=1e-9 * (1 + np.abs(alone).max()))


@SETTINGS
@given(records(), systems(alike=True), st.lists(st.floats(0.1, 10), min_size=PEOPLE, max_size=PEOPLE))
def test_people_who_share_a_course_are_as_each_alone_with_their_dose(events, drawn, scale):
    flows, fates = drawn
    plain = [
        replace(event, modelled=Modelled.NOTHING, rate_mg_per_h=None) if isinstance(event, Dose) else event
        for event in events
        if not isinstance(event, SteadyInfusion)
    ]
    fate = {name: {key: values[0] for key, values in given.items()} for name, given in fates.items()}
    system = _system(flows)
    states = states_of(system) | {"central": CENTRAL}
    together = solve_course(system, states, course_of(plain, fate), np.array(scale))
    alone = _alone(flows, fates, plain, scale)
    np.testing.assert_allclose(together, alone, rtol=1e-9, atol=1e-9 * (1 + np.abs(alone).max()))
