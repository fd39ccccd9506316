"""What holds for any doses in any linear body: mass, superposition, repetition, shifts of time; and files keep bits."""

from dataclasses import replace

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from sciatwin.pharmacokinetics.events import (
    Carry,
    Censoring,
    DataRecord,
    DataSet,
    Dose,
    Evid,
    Kinetics,
    Layout,
    Modelled,
    Observation,
    SteadyState,
    amounts_at,
    rate_matrix,
    read_nonmem,
    solve_events,
    write_nonmem,
)
from sciatwin.pharmacokinetics.events.columns import LONGEST_H, MOST_ADDITIONAL
from sciatwin.pharmacokinetics.events.data_set import plain_id

SETTINGS = settings(max_examples=80, deadline=None, derandomize=True)
NAMES = ("depot", "central", "peripheral")
TIMES_H = np.array([0.0, 0.3, 1.0, 2.5, 6.0, 11.0, 24.0, 25.0, 60.0])

rates = st.one_of(st.just(0.0), st.floats(1e-3, 3))


@st.composite
def bodies(draw, ke=st.floats(0.02, 3)):  # noqa: B008  (a strategy is a description, not a value)
    flows = {
        ("depot", "central"): draw(st.floats(0.05, 3)),
        ("central", None): draw(ke),
        ("central", "peripheral"): draw(rates),
        ("peripheral", "central"): draw(st.floats(0.02, 2)),
    }
    return Kinetics(
        compartments=NAMES,
        rate_per_h=rate_matrix(NAMES, flows),
        lag_h={name: draw(st.sampled_from([0.0, 0.4, 2.0])) for name in NAMES},
        bioavailability_fraction={name: draw(st.floats(0.05, 2)) for name in NAMES},
        modelled_rate_mg_per_h={name: draw(st.floats(0.5, 50)) for name in NAMES},
        modelled_duration_h={name: draw(st.floats(0.1, 20)) for name in NAMES},
    )


@st.composite
def doses(draw, steady=st.just(SteadyState.NONE)):  # noqa: B008
    form = draw(st.sampled_from(["bolus", "rate", "duration", Modelled.RATE, Modelled.DURATION]))
    return Dose(
        time_h=draw(st.floats(0, 5)),
        amount_mg=draw(st.floats(0.1, 100)),
        compartment=draw(st.sampled_from(NAMES)),
        rate_mg_per_h=draw(st.floats(1, 100)) if form == "rate" else None,
        duration_h=draw(st.floats(0.05, 20)) if form == "duration" else None,
        modelled=form if isinstance(form, Modelled) else Modelled.NOTHING,
        additional=draw(st.integers(0, 3)),
        interval_h=draw(st.floats(2.5, 12)),
        steady_state=draw(steady),
    )


def in_order(some):
    return sorted(some, key=lambda dose: dose.time_h)


@SETTINGS
@given(st.lists(doses(), min_size=1, max_size=4), bodies(ke=st.just(0.0)))
def test_what_came_in_stays_where_nothing_leaves(some, body):
    total = sum(
        dose.amount_mg * body.bioavailability_fraction[dose.compartment] * (1 + dose.additional) for dose in some
    )
    amounts = amounts_at(in_order(some), body, np.array([5000.0]))
    # Rounding grows with rate × time: up to 6 per hour over 5000 h, each with 2e-16.
    np.testing.assert_allclose(amounts.sum(), total, rtol=1e-10)


@SETTINGS
@given(st.lists(doses(), min_size=1, max_size=4), bodies())
def test_doses_add_up(some, body):
    together = amounts_at(in_order(some), body, TIMES_H)
    apart = sum(amounts_at([dose], body, TIMES_H) for dose in some)
    np.testing.assert_allclose(together, apart, rtol=1e-9, atol=1e-12)


@SETTINGS
@given(doses(), bodies())
def test_additional_doses_are_the_same_as_separate_ones(dose, body):
    separate = [
        replace(dose, time_h=dose.time_h + index * dose.interval_h, additional=0)
        for index in range(dose.additional + 1)
    ]
    np.testing.assert_allclose(
        amounts_at([dose], body, TIMES_H), amounts_at(separate, body, TIMES_H), rtol=1e-9, atol=1e-12
    )


@SETTINGS
@given(doses(), bodies(), st.floats(-3, 300))
def test_a_shift_of_all_times_changes_nothing(dose, body, shift_h):
    shifted = replace(dose, time_h=dose.time_h + shift_h)
    times_h = np.array([0.3, 2.5, 9.1]) + dose.time_h + 1e-3
    there, here = amounts_at([shifted], body, times_h + shift_h), amounts_at([dose], body, times_h)
    at_a_jump = np.isclose(times_h, dose.time_h + body.lag_h[dose.compartment])
    np.testing.assert_allclose(there[~at_a_jump], here[~at_a_jump], rtol=1e-9, atol=1e-9 * here.max())


@SETTINGS
@given(doses(steady=st.just(SteadyState.REPLACE)), bodies(ke=st.floats(0.1, 3)))
def test_a_steady_state_is_the_limit_of_many_doses(series, body):
    """The slowest body here declines by a third in a day; 3000 h before are enough for 1e-9."""
    series = replace(series, time_h=3000.0, additional=2)
    before = int(3000 / series.interval_h)
    many = replace(
        series,
        time_h=series.time_h - before * series.interval_h,
        additional=before + 2,
        steady_state=SteadyState.NONE,
    )
    times_h = np.array([0.01, 1.0, 2.1, 6.6, 13.0, 30.0]) + 3000
    expected = amounts_at([many], body, times_h)
    np.testing.assert_allclose(amounts_at([series], body, times_h), expected, rtol=1e-8, atol=1e-9 * expected.max())


@SETTINGS
@given(st.lists(doses(), min_size=1, max_size=3), bodies(), st.sampled_from(Carry))
def test_records_without_a_change_of_parameters_change_nothing(some, body, carry):
    """However many records cut the time, and whichever rule carries equal parameters."""
    final = Observation(time_h=TIMES_H[-1])
    cuts = [Observation(time_h=time_h) for time_h in TIMES_H]
    once = solve_events([*in_order(some), final], body)[-1]
    often = solve_events(in_order([*some, *cuts]), [body] * (len(some) + len(cuts)), carry=carry)[-1]
    np.testing.assert_allclose(often, once, rtol=1e-10, atol=1e-13)


LAYOUT = Layout(
    time_unit="min",
    amount_unit="µg",
    observed_unit="ng/mL",
    compartments=NAMES,
    dose_compartment="depot",
    observed_compartment="central",
    covariates={"WT": "kg", "Score": "1"},
    comments="#",
)
any_float = st.floats(allow_nan=False, allow_infinity=False)
positive = st.floats(5e-324, 1e300)
LONGEST_MIN = 60 * LONGEST_H
times = st.floats(-LONGEST_MIN, LONGEST_MIN)
lengths = st.floats(5e-324, LONGEST_MIN)


@st.composite
def records(draw, key, time):
    common = {
        "id": key,
        "time": time,
        "cmt": draw(st.integers(0, 3)),
        "covariates": {"WT": draw(positive), "Score": draw(any_float)},
    }
    evid = draw(st.sampled_from(Evid))
    if evid.is_dose:
        amount = draw(positive)
        rate = draw(st.sampled_from([0.0, -1.0, -2.0]) | st.floats(1e-6, 1e6).map(lambda length: amount / length))
        additional = draw(st.integers(0, MOST_ADDITIONAL))
        return DataRecord(
            **common,
            evid=evid,
            mdv=True,
            amt=amount,
            rate=rate,
            dur=0.0 if rate else draw(st.just(0.0) | lengths),
            ii=draw(st.floats(1e-300, LONGEST_MIN / max(additional, 1) * (1 - 1e-9))),
            addl=additional,
            ss=draw(st.sampled_from([0, 1, 2])),
        )
    if evid is not Evid.OBSERVATION:
        return DataRecord(**common, evid=evid, mdv=True, dv=draw(st.none() | any_float))
    censoring = draw(st.sampled_from(Censoring))
    return DataRecord(
        **common, evid=evid, mdv=draw(st.booleans()), dv=draw(positive), censoring=censoring, lloq=draw(positive)
    )


@st.composite
def data_sets(draw):
    keys = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1, max_size=6)
    usable = keys.filter(lambda key: key == key.strip() and not key.startswith("#") and key != ".")
    found = []
    for key in draw(st.lists(usable, min_size=1, max_size=3, unique_by=plain_id)):
        found += [draw(records(key, time)) for time in sorted(draw(st.lists(times, min_size=1, max_size=4)))]
    return DataSet(layout=LAYOUT, records=tuple(found))


@SETTINGS
@given(data_sets())
def test_any_data_set_reads_back_as_it_was_written(tmp_path_factory, data):
    path = tmp_path_factory.getbasetemp() / "any.csv"
    write_nonmem(data, path)
    assert read_nonmem(path, LAYOUT) == data
