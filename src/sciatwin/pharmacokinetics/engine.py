"""Solves dx/dt = A x + b u exactly for piecewise-constant input and boluses, many individuals at once.

Each step of constant input has the solution x(t + h) = exp(A h) x(t) + (∫ exp(A s) b ds) u. Both come from one
matrix exponential of A with b as an extra column. A compartmental matrix has no negative entry off its diagonal,
so exp(A h) = exp(-a h) exp((A + a I) h) with a = max |A_ii| is a series of non-negative terms: nothing cancels,
and every entry keeps its relative accuracy, whether eigenvalues are distinct, equal or zero.

Individuals are the last axis everywhere; the inner loops run over LANES of them at once.
"""

import os
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

import numba
import numpy as np

from sciatwin.errors import ModelError
from sciatwin.pharmacokinetics.timeline import Timeline, cut
from sciatwin.regimen import DosingEvent

LANES = 64
"""Individuals that are solved side by side; more gain nothing, fewer leave the processor idle."""


@dataclass(frozen=True)
class LinearSystem:
    """A batch of compartmental systems with one structure.

    Attributes:
        rate_per_h: shape (states, states, individuals); entry [i, j] flows from j to i. Off the diagonal
            nothing is negative.
        dosed_state: state that receives doses that name no compartment, in mg.
        output_state: shape (outputs,), the state behind each output.
        output_scale: shape (outputs, individuals), output per unit of that state.
        output_names: one name per output.
        further_inputs: compartment → state, for doses that name where they enter.
    """

    rate_per_h: np.ndarray
    dosed_state: int
    output_state: np.ndarray
    output_scale: np.ndarray
    output_names: tuple[str, ...]
    further_inputs: Mapping[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        states = self.rate_per_h.shape[0]
        off_diagonal = self.rate_per_h[~np.eye(states, dtype=bool)]
        if not np.all(np.isfinite(self.rate_per_h)) or (off_diagonal < 0).any():
            raise ModelError("rate_per_h must be finite and, off its diagonal, not negative.")

    @property
    def individuals(self) -> int:
        return int(self.rate_per_h.shape[2])


def solve(
    system: LinearSystem,
    events: Sequence[DosingEvent],
    times_h: np.ndarray,
    *,
    dose_scale: np.ndarray | None = None,
    workers: int | None = None,
) -> np.ndarray:
    """Outputs of every individual at the requested times.

    Args:
        events: boluses and infusions in mg; they may overlap.
        times_h: shape (times,), strictly increasing from 0 or later.
        dose_scale: shape (individuals,), factor on all doses of an individual (default 1).
        workers: threads (default: all processors). The result does not depend on it.

    Returns: shape (outputs, times, individuals), in the unit of ``output_scale`` times mg.
    Raises: RegimenError for times that do not increase; ModelError for a matrix that is not compartmental.
    """
    named = sorted({event.compartment for event in events if event.compartment} & set(system.further_inputs))
    dosed_states = np.array([system.dosed_state, *(system.further_inputs[name] for name in named)], dtype=np.int64)
    timeline = cut(events, np.asarray(times_h, dtype=float), ("", *named))
    scale = system.output_scale if dose_scale is None else system.output_scale * dose_scale
    result = np.empty((len(system.output_state), len(times_h), system.individuals))
    blocks = -(-system.individuals // LANES)
    workers = min(workers or os.cpu_count() or 1, blocks)
    bounds = np.linspace(0, blocks, workers + 1).astype(int)
    arguments = (*_kernel_arguments(system, dosed_states, timeline), scale, result)
    if workers == 1:
        _solve_blocks(0, blocks, *arguments)
    else:
        with ThreadPoolExecutor(workers) as pool:
            tasks = [pool.submit(_solve_blocks, *span, *arguments) for span in zip(bounds, bounds[1:], strict=False)]
            for task in tasks:
                task.result()
    return result


def _kernel_arguments(
    system: LinearSystem, dosed_states: np.ndarray, timeline: Timeline
) -> tuple[object, ...]:
    return (
        system.rate_per_h,
        dosed_states,
        _reachable(system.rate_per_h, dosed_states),
        timeline.step_lengths_h,
        timeline.length_index,
        timeline.rate_mg_per_h,
        timeline.bolus_mg,
        timeline.output_row,
        system.output_state,
    )


def _reachable(rate_per_h: np.ndarray, dosed_states: np.ndarray) -> np.ndarray:
    """Entry [i, j] is True where content of j can ever come to i; elsewhere the exponential is 0.

    The last columns are the pumps, each of which feeds one dosed state.
    """
    states, pumps = rate_per_h.shape[0], len(dosed_states)
    reach = np.eye(states + pumps, dtype=bool)
    reach[:states, :states] |= (rate_per_h != 0).any(axis=2)
    reach[dosed_states, states + np.arange(pumps)] = True
    for _ in range(states):
        reach |= (reach.astype(int) @ reach.astype(int)) > 0
    return reach


@numba.njit(nogil=True, cache=True, fastmath={"contract"})
def _solve_blocks(  # pragma: no cover  (compiled)
    first, last, rate, dosed, reach, lengths, length_index, input_rate, bolus, output_row, output_state, scale, result
):  # type: ignore[no-untyped-def]
    states, individuals = rate.shape[0], rate.shape[2]
    pumps = len(dosed)
    size = states + pumps
    row_start, columns = _sparse_rows(reach, states)
    propagators = np.empty((len(lengths), len(columns), LANES))
    work = np.empty((6, size, size, LANES))
    x, x_next = np.empty((size, LANES)), np.empty((size, LANES))
    for block in range(first, last):
        start = block * LANES
        used = min(LANES, individuals - start)
        for index in range(len(lengths)):
            _exponential(rate, start, used, dosed, reach, lengths[index], work)
            _pack(work[0], row_start, columns, propagators[index])
        for i in range(size):
            for lane in range(LANES):
                x[i, lane] = 0.0
        for step in range(len(length_index)):
            for pump in range(pumps):
                for lane in range(LANES):
                    x[states + pump, lane] = input_rate[step, pump]
            _advance(propagators[length_index[step]], row_start, columns, x, x_next)
            x, x_next = x_next, x
            for pump in range(pumps):
                for lane in range(LANES):
                    x[dosed[pump], lane] += bolus[step, pump]
            row = output_row[step]
            if row >= 0:
                for output in range(len(output_state)):
                    state = output_state[output]
                    target = result[output, row, start : start + used]
                    factor = scale[output, start : start + used]
                    for lane in range(len(target)):
                        target[lane] = x[state, lane] * factor[lane]


@numba.njit(nogil=True, cache=True)
def _sparse_rows(reach, states):  # type: ignore[no-untyped-def]  # pragma: no cover
    """Columns that matter for each state, row after row, and where each row starts."""
    size = reach.shape[0]
    row_start = np.zeros(states + 1, np.int64)
    columns = np.empty(states * size, np.int64)
    count = 0
    for i in range(states):
        for j in range(size):
            if reach[i, j]:
                columns[count] = j
                count += 1
        row_start[i + 1] = count
    return row_start, columns[:count]


@numba.njit(nogil=True, cache=True)
def _pack(matrix, row_start, columns, packed):  # type: ignore[no-untyped-def]  # pragma: no cover
    """Entries that matter, row after row."""
    for i in range(len(row_start) - 1):
        for term in range(row_start[i], row_start[i + 1]):
            for lane in range(LANES):
                packed[term, lane] = matrix[i, columns[term], lane]


@numba.njit(nogil=True, cache=True, fastmath={"contract"})
def _advance(packed, row_start, columns, x, x_next):  # type: ignore[no-untyped-def]  # pragma: no cover
    """x_next = matrix × x, two terms at a time."""
    for i in range(len(row_start) - 1):
        term, end = row_start[i], row_start[i + 1]
        if (end - term) % 2:
            a = columns[term]
            for lane in range(LANES):
                x_next[i, lane] = packed[term, lane] * x[a, lane]
            term += 1
        else:
            a, b = columns[term], columns[term + 1]
            for lane in range(LANES):
                x_next[i, lane] = packed[term, lane] * x[a, lane] + packed[term + 1, lane] * x[b, lane]
            term += 2
        while term < end:
            a, b = columns[term], columns[term + 1]
            for lane in range(LANES):
                x_next[i, lane] += packed[term, lane] * x[a, lane] + packed[term + 1, lane] * x[b, lane]
            term += 2


@numba.njit(nogil=True, cache=True, fastmath={"contract"})
def _exponential(rate, start, used, dosed, reach, length, work):  # type: ignore[no-untyped-def]  # pragma: no cover
    """work[0] = exp of the matrix with the pumps as last columns, over one step: scaling, series, squaring."""
    states, size = rate.shape[0], reach.shape[0]
    scaled = work[1]
    shift = 0.0
    for i in range(states):
        for lane in range(used):
            shift = max(shift, -rate[i, i, start + lane])
    for i in range(size):
        for j in range(size):
            for lane in range(LANES):
                value = shift if i == j else 0.0
                if i < states and j < states:
                    value += rate[i, j, start + min(lane, used - 1)]
                elif j >= states and i == dosed[j - states]:
                    value = 1.0
                scaled[i, j, lane] = value * length
    squarings = _squarings(scaled)
    _scale(scaled, 0.5**squarings)
    _series(work, reach)
    _scale(work[0], np.exp(-shift * length * 0.5**squarings))
    for _ in range(squarings):
        _multiply(work[0], work[0], reach, work[5])
        _copy(work[5], work[0])


@numba.njit(nogil=True, cache=True)
def _squarings(scaled):  # type: ignore[no-untyped-def]  # pragma: no cover
    """Halvings that bring the largest column sum to 0.5 or below."""
    size = scaled.shape[0]
    largest = 0.0
    for j in range(size):
        for lane in range(LANES):
            total = 0.0
            for i in range(size):
                total += scaled[i, j, lane]
            largest = max(largest, total)
    count = 0
    while largest > 0.5:
        largest *= 0.5
        count += 1
    return count


@numba.njit(nogil=True, cache=True, fastmath={"contract"})
def _series(work, reach):  # type: ignore[no-untyped-def]  # pragma: no cover
    """work[0] = I + B + B²/2! + … + B¹⁵/15! with B in work[1], in powers of B⁴ (Paterson and Stockmeyer).

    The remainder is below 0.5¹⁶/16!, 7e-19 of a sum that is at least 1.
    """
    _multiply(work[1], work[1], reach, work[2])
    _multiply(work[2], work[1], reach, work[3])
    _multiply(work[2], work[2], reach, work[4])
    _quartet(work, 12)
    for first_power in (8, 4, 0):
        _multiply(work[0], work[4], reach, work[5])
        _quartet(work, first_power)
        _add(work[5], work[0])


@numba.njit(nogil=True, cache=True, fastmath={"contract"})
def _quartet(work, first_power):  # type: ignore[no-untyped-def]  # pragma: no cover
    """work[0] = I/p! + B/(p+1)! + B²/(p+2)! + B³/(p+3)!"""
    factorial = 1.0
    for number in range(2, first_power + 1):
        factorial *= number
    c0 = 1.0 / factorial
    c1 = c0 / (first_power + 1)
    c2 = c1 / (first_power + 2)
    c3 = c2 / (first_power + 3)
    size = work.shape[1]
    for i in range(size):
        for j in range(size):
            identity = c0 if i == j else 0.0
            for lane in range(LANES):
                work[0, i, j, lane] = (
                    identity + c1 * work[1, i, j, lane] + c2 * work[2, i, j, lane] + c3 * work[3, i, j, lane]
                )


@numba.njit(nogil=True, cache=True, fastmath={"contract"})
def _multiply(left, right, reach, product):  # type: ignore[no-untyped-def]  # pragma: no cover
    size = left.shape[0]
    for i in range(size):
        for j in range(size):
            for lane in range(LANES):
                product[i, j, lane] = 0.0
            if not reach[i, j]:
                continue
            for k in range(size):
                if reach[i, k] and reach[k, j]:
                    for lane in range(LANES):
                        product[i, j, lane] += left[i, k, lane] * right[k, j, lane]


@numba.njit(nogil=True, cache=True)
def _add(matrix, total):  # type: ignore[no-untyped-def]  # pragma: no cover
    size = total.shape[0]
    for i in range(size):
        for j in range(size):
            for lane in range(LANES):
                total[i, j, lane] += matrix[i, j, lane]


@numba.njit(nogil=True, cache=True)
def _copy(matrix, target):  # type: ignore[no-untyped-def]  # pragma: no cover
    size = target.shape[0]
    for i in range(size):
        for j in range(size):
            for lane in range(LANES):
                target[i, j, lane] = matrix[i, j, lane]


@numba.njit(nogil=True, cache=True)
def _scale(matrix, factor):  # type: ignore[no-untyped-def]  # pragma: no cover
    size = matrix.shape[0]
    for i in range(size):
        for j in range(size):
            for lane in range(LANES):
                matrix[i, j, lane] *= factor
