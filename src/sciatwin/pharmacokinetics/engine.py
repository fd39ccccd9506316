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
SERIES_TERMS = 14  # remainder 0.5**15 / 15! is 2e-17 of a sum that is at least 1


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
    propagators = np.empty((len(lengths), size, size, LANES))
    work = np.empty((2, size, size, LANES))
    x, x_next = np.empty((size, LANES)), np.empty((size, LANES))
    row_start, columns = _sparse_rows(reach, states)
    for block in range(first, last):
        start = block * LANES
        used = min(LANES, individuals - start)
        for index in range(len(lengths)):
            _exponential(rate, start, used, dosed, reach, lengths[index], work, propagators[index])
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
                    for lane in range(used):
                        result[output, row, start + lane] = x[state, lane] * scale[output, start + lane]


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


@numba.njit(nogil=True, cache=True, fastmath={"contract"})
def _advance(propagator, row_start, columns, x, x_next):  # type: ignore[no-untyped-def]  # pragma: no cover
    """x_next = propagator × x over the columns that can differ from 0, four at a time."""
    for i in range(len(row_start) - 1):
        term, end = row_start[i], row_start[i + 1]
        for lane in range(LANES):
            x_next[i, lane] = 0.0
        while term + 4 <= end:
            a, b, c, d = columns[term], columns[term + 1], columns[term + 2], columns[term + 3]
            for lane in range(LANES):
                x_next[i, lane] += (
                    propagator[i, a, lane] * x[a, lane]
                    + propagator[i, b, lane] * x[b, lane]
                    + propagator[i, c, lane] * x[c, lane]
                    + propagator[i, d, lane] * x[d, lane]
                )
            term += 4
        while term < end:
            a = columns[term]
            for lane in range(LANES):
                x_next[i, lane] += propagator[i, a, lane] * x[a, lane]
            term += 1


@numba.njit(nogil=True, cache=True, fastmath={"contract"})
def _exponential(  # pragma: no cover
    rate, start, used, dosed, reach, length, work, result
):  # type: ignore[no-untyped-def]
    """exp of the matrix with the pumps as last columns, over one step: scaling, series, squaring."""
    states, size = rate.shape[0], reach.shape[0]
    scaled, product = work[0], work[1]
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
    _series(scaled, np.exp(-shift * length * 0.5**squarings), reach, product, result)
    for _ in range(squarings):
        _multiply(result, result, reach, product)
        _combine(product, 1.0, 0.0, result)


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
def _series(scaled, decay, reach, product, result):  # type: ignore[no-untyped-def]  # pragma: no cover
    """decay × (I + B + B²/2! + …) by Horner's rule."""
    _combine(scaled, 0.0, 1.0, result)
    for term in range(SERIES_TERMS, 0, -1):
        _multiply(scaled, result, reach, product)
        _combine(product, 1.0 / term, 1.0, result)
    _scale(result, decay)


@numba.njit(nogil=True, cache=True)
def _combine(matrix, factor, diagonal, result):  # type: ignore[no-untyped-def]  # pragma: no cover
    """result = factor × matrix + diagonal × I"""
    size = matrix.shape[0]
    for i in range(size):
        for j in range(size):
            added = diagonal if i == j else 0.0
            for lane in range(LANES):
                result[i, j, lane] = matrix[i, j, lane] * factor + added


@numba.njit(nogil=True, cache=True)
def _scale(matrix, factor):  # type: ignore[no-untyped-def]  # pragma: no cover
    _combine(matrix, factor, 0.0, matrix)


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
