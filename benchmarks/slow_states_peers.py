"""The work of ``slow_states`` by a general ODE solver that is compiled too: numbalsoda (LSODA).

It is no dependency of the project: `pip install numbalsoda` (it needs a Fortran compiler). It restarts at every change
of the infusion and shares the patients between all processors, as we do. Its errors are those that it reaches.
"""

import os
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from itertools import pairwise

import numba
import numpy as np
from numbalsoda import lsoda, lsoda_sig

from benchmarks.population import Row
from benchmarks.slow_states import (
    INFUSIONS,
    MARKS_H,
    PATIENTS,
    TIMES_H,
    TYPICAL,
    Parameters,
    courses,
    drawn_parameters,
    largest_difference,
    reference_error,
)
from benchmarks.timing import medians_in_turns, shown

ROUNDS, WORKERS = 7, os.cpu_count() or 1
TOLERANCES = {1e-4: 1e-7, 1e-5: 1e-8, 1e-6: 1e-9, 1e-8: 1e-11}
EXACT = (1e-12, 1e-15)


def rows() -> Iterator[Row]:
    parameters = drawn_parameters(PATIENTS)
    runs = {"ours": partial(courses, parameters)} | {
        f"rtol {rtol:g}": partial(by_numbalsoda, parameters, rtol, atol) for rtol, atol in TOLERANCES.items()
    }
    taken = medians_in_turns(runs, ROUNDS)
    exact = by_numbalsoda(parameters, *EXACT)
    yield Row(
        f"slow states, {PATIENTS:,} patients × {len(TIMES_H)} times, 90 days, ours",
        shown(taken["ours"]),
        _accuracy(runs["ours"](), exact, parameters),
        f"error {reference_error(courses):.0e} on the five reference patients",
    )
    for name in runs:
        if name == "ours":
            continue
        rtol = float(name.split()[1])
        error = reference_error(partial(by_numbalsoda, rtol=rtol, atol=TOLERANCES[rtol]))
        yield Row(
            f"the same by numbalsoda, {name}",
            shown(taken[name]),
            _accuracy(runs[name](), exact, parameters),
            f"error {error:.0e} on the five reference patients; ours {taken[name] / taken['ours']:.0f} x faster",
        )


def _accuracy(found: np.ndarray, exact: np.ndarray, parameters: Parameters) -> str:
    return f"error {largest_difference(found, exact, parameters):.0e} of scale"


@numba.cfunc(lsoda_sig)
def _derivative(time, state, change, data):
    """data: the parameters in the order of TYPICAL, then the rate of the infusion."""
    cl, v1, q2, v2, q3, v3, ke0, fm, clm, vm1 = (
        data[0], data[1], data[2], data[3], data[4], data[5], data[6], data[7], data[8], data[9],
    )  # fmt: skip
    qm2, vm2, qm3, vm3, ec50, hill, imax = data[10], data[11], data[12], data[13], data[14], data[15], data[16]
    kout, kon, koff, p0, potm, rate = data[17], data[18], data[19], data[20], data[21], data[22]
    to_second = q2 * (state[0] / v1 - state[1] / v2)
    to_third = q3 * (state[0] / v1 - state[2] / v3)
    change[0] = rate - cl * state[0] / v1 - to_second - to_third
    change[1], change[2] = to_second, to_third
    change[3] = ke0 * (state[0] / v1 - state[3])
    to_second = qm2 * (state[4] / vm1 - state[5] / vm2)
    to_third = qm3 * (state[4] / vm1 - state[6] / vm3)
    change[4] = fm * cl * state[0] / v1 - clm * state[4] / vm1 - to_second - to_third
    change[5], change[6] = to_second, to_third
    effect = max(state[3] + potm * state[4] / vm1, 0.0)
    power = (effect / ec50) ** hill
    inhibition = power / (1 + power)
    change[7] = kon * (1 - state[7]) - koff * inhibition * state[7]
    change[8] = kout * p0 * state[7] * (1 - imax * inhibition) - kout * state[8]


_ADDRESS = _derivative.address


@numba.njit(nogil=True)
def _everybody(people, address, data, points, rates, times, rtol, atol, result):
    for person in range(people[0], people[1]):
        mine = data[person].copy()
        state = np.zeros(9)
        state[7], state[8] = 1.0, mine[20]
        for segment in range(len(rates)):
            mine[22] = rates[segment]
            start, end = points[segment], points[segment + 1]
            first, last = np.searchsorted(times, start, side="right"), np.searchsorted(times, end, side="right")
            stops = np.empty(last - first + 1)
            stops[0] = start
            stops[1:] = times[first:last]
            solution, _ = lsoda(address, state, stops, data=mine, rtol=rtol, atol=atol)
            for time in range(first, last):
                row = solution[time - first + 1]
                result[0, time, person] = row[0] / mine[1]
                result[1, time, person] = row[4] / mine[9]
                result[2, time, person] = row[8]
            state = solution[-1].copy()


def by_numbalsoda(parameters: Parameters, rtol: float, atol: float) -> np.ndarray:
    """Plasma and metabolite in mg/L and pain, shape (3, times, patients)."""
    points = np.array([*MARKS_H, TIMES_H[-1]])  # each is a requested time too, but the start
    rates = np.array([r for infusion in INFUSIONS for r in (infusion.rate_mg_per_h, 0.0)])
    data = np.column_stack([*(parameters[name] for name in TYPICAL), np.zeros_like(parameters["CL"])])
    result = np.empty((3, len(TIMES_H), len(data)))
    shares = np.linspace(0, len(data), 8 * WORKERS + 1).astype(int)  # many, so that no processor waits for another
    with ThreadPoolExecutor(WORKERS) as pool:
        for task in [
            pool.submit(_everybody, share, _ADDRESS, data, points, rates, TIMES_H, rtol, atol, result)
            for share in pairwise(shares)
        ]:
            task.result()
    return result
