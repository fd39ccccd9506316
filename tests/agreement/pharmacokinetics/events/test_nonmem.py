"""The dosing scenarios that tests of NONMEM-like programs go through, each against sums of closed forms.

The scenarios are those that the benchmark of mrgsolve against NONMEM names (https://github.com/mrgsolve/nmtests,
"dosing"), with numbers of our own: depot and central, lag and bioavailability of central only. Its data are under
the GPL and not part of this repository. If the environment variable SCIATWIN_NMTESTS names a folder that holds them,
they are run as well: ``dosing_1001_events.csv`` and ``timevarying_2001_events.csv``, and NONMEM's results, where there
are any, ``dosing_1001_nonmem*.csv`` (ID, TIME, CP). The model there: CL 1.1 L/h, V 20 L, KA 1.5 1/h, CP in ng/mL, and
CL × (WT/70)^0.75 in 2001.
"""

import csv
import os
from collections import defaultdict
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from scipy.linalg import expm

from sciatwin.pharmacokinetics.events import (
    Dose,
    Kinetics,
    Layout,
    Modelled,
    Observation,
    Reset,
    SteadyInfusion,
    SteadyState,
    events_of,
    predict_amounts,
    predict_observed,
    rate_matrix,
    read_nonmem,
    solve_events,
)

CL_L_PER_H, V_L, KA_PER_H = 1.1, 20.0, 1.5
KE_PER_H = CL_L_PER_H / V_L
NAMES = ("depot", "central")
OPEN_TOLERANCE = 1e-4  # NONMEM's table has five digits


def kinetics(lag_h=0.0, bioavailability=1.0, duration_h=2.0, rate_mg_per_h=10.0, cl_l_per_h=CL_L_PER_H):
    return Kinetics(
        compartments=NAMES,
        rate_per_h=rate_matrix(NAMES, {("depot", "central"): KA_PER_H, ("central", None): cl_l_per_h / V_L}),
        bioavailability_fraction={"central": bioavailability},
        lag_h={"central": lag_h},
        modelled_duration_h={"central": duration_h},
        modelled_rate_mg_per_h={"central": rate_mg_per_h},
        conc_ng_per_ml_per_mg={"central": 1000 / V_L},
    )


def dose(time_h=0.0, amount_mg=90.0, compartment="central", *, add=0, ii=0.0, **more):
    return Dose(time_h=time_h, amount_mg=amount_mg, compartment=compartment, additional=add, interval_h=ii, **more)


SS, SS2 = {"steady_state": SteadyState.REPLACE}, {"steady_state": SteadyState.ADD}
ANEW = {"reset_first": True}
SCENARIOS = {
    "bolus with additional": ([dose(compartment="depot", add=3, ii=24)], {}),
    "bolus with lag time and bioavailability": ([dose(add=3, ii=24)], {"lag_h": 11.3, "bioavailability": 2.1}),
    "infusion with additional": ([dose(add=3, ii=24, rate_mg_per_h=9)], {}),
    "infusion with bioavailability": ([dose(amount_mg=440, rate_mg_per_h=11)], {"bioavailability": 0.45}),
    "infusion with bioavailability and modelled duration": (
        [dose(amount_mg=440, modelled=Modelled.DURATION)],
        {"bioavailability": 0.45, "duration_h": 40},
    ),
    "infusions into the depot": ([dose(compartment="depot", add=3, ii=24, rate_mg_per_h=7.5)], {}),
    "infusions with lag time": ([dose(add=3, ii=24, rate_mg_per_h=9)], {"lag_h": 4.4}),
    "infusions with lag time and bioavailability": (
        [dose(add=3, ii=24, rate_mg_per_h=9)],
        {"lag_h": 3.7, "bioavailability": 0.38},
    ),
    "steady infusions with lag time and bioavailability": (
        [dose(add=3, ii=24, rate_mg_per_h=9, **SS)],
        {"lag_h": 3.7, "bioavailability": 0.38},
    ),
    "steady infusions with bioavailability, longer than the interval": (
        [dose(add=4, ii=12, rate_mg_per_h=2.2, **SS)],
        {"bioavailability": 0.79},
    ),
    "steady infusions with lag time, longer than the interval": (
        [dose(add=3, ii=12, rate_mg_per_h=2.2, **SS)],
        {"lag_h": 3.7},
    ),
    "steady infusions twice as long as the interval, nearly": ([dose(add=12, ii=6, rate_mg_per_h=7.4999, **SS)], {}),
    "steady infusions as long as the interval, with bioavailability": (
        [dose(add=8, ii=10, rate_mg_per_h=3.42, **SS)],
        {"bioavailability": 0.38},
    ),
    "steady infusions as long as the interval": ([dose(add=8, ii=10, rate_mg_per_h=9, **SS)], {}),
    "steady boluses with bioavailability and lag time": (
        [dose(add=3, ii=24, **SS)],
        {"lag_h": 4, "bioavailability": 0.38},
    ),
    "boluses with lag time and bioavailability": ([dose(add=3, ii=24)], {"lag_h": 5, "bioavailability": 0.38}),
    "bolus then infusion": ([dose(), dose(13, 45, "depot", add=2, ii=24, rate_mg_per_h=22)], {}),
    "modelled duration, lag time and bioavailability": (
        [dose(add=3, ii=24, modelled=Modelled.DURATION)],
        {"lag_h": 5, "bioavailability": 0.57, "duration_h": 8.5},
    ),
    "modelled rate, lag time and bioavailability": (
        [dose(add=3, ii=24, modelled=Modelled.RATE)],
        {"lag_h": 5, "bioavailability": 0.57, "rate_mg_per_h": 6.5},
    ),
    "modelled duration at steady state with bioavailability": (
        [dose(add=3, ii=24, modelled=Modelled.DURATION, **SS)],
        {"bioavailability": 0.57, "duration_h": 8.5},
    ),
    "modelled rate at steady state with bioavailability": (
        [dose(add=3, ii=24, modelled=Modelled.RATE, **SS)],
        {"bioavailability": 0.57, "rate_mg_per_h": 6.5},
    ),
    "reset and dose with additional": (
        [
            dose(compartment="depot", add=2, ii=12, rate_mg_per_h=45),
            dose(50, 110, "depot", add=3, ii=12, **ANEW),
        ],
        {"bioavailability": 0.57},
    ),
    "reset and dose at steady state": ([dose(compartment="depot", ii=12, **SS, **ANEW)], {}),
    "reset and dose at steady state with additional": ([dose(compartment="depot", add=2, ii=12, **SS, **ANEW)], {}),
    "reset and dose at steady state with lag time": ([dose(ii=12, **SS, **ANEW)], {"lag_h": 10}),
    "reset and dose at steady state with additional and lag time": (
        [dose(add=2, ii=12, **SS, **ANEW)],
        {"lag_h": 10},
    ),
    "several resets with doses at steady state and lag time": (
        [dose(at_h, amount, ii=12, **SS, **ANEW) for at_h, amount in ((0, 90), (12, 190), (24, 290))],
        {"lag_h": 5},
    ),
    "reset with additional": (
        [
            dose(compartment="depot", add=3, ii=12, rate_mg_per_h=45),
            Reset(time_h=50),
            dose(54, 110, "depot", add=2, ii=16),
        ],
        {},
    ),
    "reset while lagged doses are to come": (
        [dose(add=9, ii=12, rate_mg_per_h=9), Reset(time_h=50), dose(54, 110, add=2, ii=16)],
        {"lag_h": 10},
    ),
    "steady state 1 and 2": (
        [dose(compartment="depot", add=3, ii=24, **SS), dose(12, 45, "depot", add=3, ii=24, **SS2)],
        {},
    ),
    "steady state 1 and 2, infusions with lag time": (
        [dose(add=3, ii=24, rate_mg_per_h=9, **SS), dose(12, 45, add=3, ii=24, rate_mg_per_h=2, **SS2)],
        {"lag_h": 3.7, "bioavailability": 0.38},
    ),
    "steady state 1 forgets what was there": (
        [dose(add=9, ii=12), dose(6, amount_mg=200, rate_mg_per_h=4), dose(30, 45, ii=8, **SS)],
        {"lag_h": 2},
    ),
    "endless infusion": ([SteadyInfusion(time_h=0, compartment="depot", rate_mg_per_h=95)], {}),
}


def written_out(events, one, time_h):
    """Central amount at ``time_h`` by adding up closed forms of single doses; a steady state is 400 earlier ones."""
    last_cut = max((place for place, event in enumerate(events) if _forgets(event)), default=0)
    total = 0.0
    for event in events[last_cut:]:
        if isinstance(event, SteadyInfusion):
            total += event.rate_mg_per_h * 1e5 * single(time_h - event.time_h + 1e5, event.compartment, 1e5)
        elif isinstance(event, Dose):
            past = 400 if event.steady_state is not SteadyState.NONE else 0
            for index in range(-past, event.additional + 1):
                arrival_h = event.time_h + one.lag_h.get(event.compartment, 0.0) + index * event.interval_h
                total += amount_of(event, one) * single(time_h - arrival_h, event.compartment, _duration_h(event, one))
    return total


def _forgets(event):
    replaces = getattr(event, "steady_state", None) is SteadyState.REPLACE
    return isinstance(event, Reset) or replaces or getattr(event, "reset_first", False)


def amount_of(event, one):
    return event.amount_mg * one.bioavailability_fraction.get(event.compartment, 1.0)


def _duration_h(event, one):
    if event.modelled is Modelled.DURATION:
        return one.modelled_duration_h[event.compartment]
    rate = one.modelled_rate_mg_per_h["central"] if event.modelled is Modelled.RATE else event.rate_mg_per_h
    return amount_of(event, one) / rate if rate else event.duration_h or 0.0


def single(since_h, compartment, duration_h):
    """Central amount from 1 mg at once, Σ a e^(−k t), or over ``duration_h``, the mean of that over the infusion."""
    if since_h < 0:
        return 0.0
    ratio = KA_PER_H / (KA_PER_H - KE_PER_H)
    terms = {"central": [(1.0, KE_PER_H)], "depot": [(ratio, KE_PER_H), (-ratio, KA_PER_H)]}[compartment]
    if duration_h == 0:
        return sum(factor * np.exp(-k * since_h) for factor, k in terms)
    during_h = min(since_h, duration_h)
    return sum(
        factor / k / duration_h * -np.expm1(-k * during_h) * np.exp(-k * (since_h - during_h)) for factor, k in terms
    )


@pytest.mark.parametrize("name", SCENARIOS)
def test_scenario_is_the_sum_of_its_doses(name):
    doses, parameters = SCENARIOS[name]
    one = kinetics(**parameters)
    events = [*doses, *(Observation(time_h=float(time_h)) for time_h in range(131))]
    events.sort(key=lambda event: event.time_h)  # stable: the doses of a time come first
    central = solve_events(events, one)[:, 1]
    expected = [
        written_out([e for e in doses if e in events[: row + 1]], one, event.time_h) for row, event in enumerate(events)
    ]
    np.testing.assert_allclose(central, expected, rtol=1e-9, atol=1e-11)


FOLDER = Path(os.environ.get("SCIATWIN_NMTESTS", "no such folder"))
needs_data = pytest.mark.skipif(
    not (FOLDER / "dosing_1001_events.csv").is_file(), reason="SCIATWIN_NMTESTS names no folder with nmtests data"
)
LAYOUT = Layout(
    time_unit="h",
    amount_unit="mg",
    observed_unit="ng/mL",
    compartments=NAMES,
    dose_compartment="depot",
    observed_compartment="central",
    covariates={"LAGT": "h", "MODE": "1", "DUR2": "h", "RAT2": "mg/h", "BIOAV": "1"},
    ignored=("C",),
)


def _kinetics_of(record):
    given = record.covariates
    return kinetics(given["LAGT"], given["BIOAV"], given["DUR2"], given["RAT2"])


@needs_data
def test_nmtests_dosing_agrees_with_nonmem():
    data = read_nonmem(FOLDER / "dosing_1001_events.csv", LAYOUT)
    levels = defaultdict(list)
    for record, level in zip(data.records, predict_observed(data, _kinetics_of), strict=True):
        levels[record.id].append((record.time, level))
    compared = defaultdict(list)
    for path in sorted(FOLDER.glob("dosing_1001_nonmem*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                compared[row["ID"]].append((float(row["TIME"]), float(row["CP"])))
    for key, reference in compared.items():
        np.testing.assert_allclose(levels[key], reference, rtol=OPEN_TOLERANCE, atol=1e-9, err_msg=f"ID {key}")


@needs_data
def test_nmtests_dosing_is_the_sum_of_its_doses():
    """Also where NONMEM's results are not open."""
    data = read_nonmem(FOLDER / "dosing_1001_events.csv", LAYOUT)
    amounts = iter(predict_amounts(data, _kinetics_of)[:, 1])
    for key, records in data.individuals():
        events, own = events_of(records, LAYOUT), [_kinetics_of(record) for record in records]
        doses = [
            (row, event if isinstance(event, Reset | SteadyInfusion) else _fixed(event, own[row]))
            for row, event in enumerate(events)
            if not isinstance(event, Observation)
        ]
        for row, event in enumerate(events):
            expected = written_out([one for at, one in doses if at <= row], kinetics(), event.time_h)
            assert next(amounts) == pytest.approx(expected, rel=1e-8, abs=1e-9), f"ID {key}, {event.time_h} h"


def _fixed(event, own):
    """The dose with its own lag time, bioavailability and duration built in."""
    lag_h, duration_h = own.lag_h.get(event.compartment, 0.0), _duration_h(event, own)
    return replace(
        event,
        time_h=event.time_h + lag_h,
        amount_mg=amount_of(event, own),
        rate_mg_per_h=None,
        duration_h=duration_h or None,
        modelled=Modelled.NOTHING,
    )


@needs_data
def test_nmtests_time_varying_weight_acts_backward_from_its_record():
    layout = replace(LAYOUT, covariates={**LAYOUT.covariates, "WT": "kg"})
    data = read_nonmem(FOLDER / "timevarying_2001_events.csv", layout)

    def of_weight(record):
        return kinetics(cl_l_per_h=CL_L_PER_H * (record.covariates["WT"] / 70) ** 0.75)

    amounts = predict_amounts(data, of_weight)
    state, time_h, rows = np.zeros(2), 0.0, []
    (given,) = (record for record in data.records if record.amt)
    arrivals = [given.time + (index + 1) * given.ii for index in range(given.addl)]
    for record in data.records:
        state = expm(of_weight(record).rate_per_h * (record.time - time_h)) @ state
        state[0] += given.amt * (record is given or (record.time in arrivals and record.time > time_h))
        time_h = record.time
        rows.append(state.copy())
    np.testing.assert_allclose(amounts, rows, rtol=1e-10, atol=1e-12)
