"""The compiled inner loop of the engine. Individuals are the last axis; every loop runs over up to LANES of them.

Work arrays hold, by index: 0 the result, 1 the scaled matrix B, 2 to 4 its powers, 5 a product.
"""

import numpy as np

from sciatwin.compiled import compiled

LANES = 256
"""Individuals that are solved side by side: each loop costs as much as 40 of them before it begins."""

BINS_PER_OCTAVE = 64
LOWEST_EXPONENT, HIGHEST_EXPONENT = -40, 40
"""Powers of two that a histogram tells apart."""


@compiled
def solve_blocks(
    first,
    last,
    rate,
    dosed,
    reach,
    lengths,
    left,
    right,
    length_index,
    input_rate,
    bolus,
    renewal,
    kept,
    steady,
    output_row,
    output_state,
    scale,
    result,
):
    states, individuals = rate.shape[0], rate.shape[2]
    pumps = len(dosed)
    size = states + pumps
    row_start, columns, term_of = _sparse_rows(reach, states)
    lanes = min(LANES, individuals)
    propagators = np.empty((len(lengths), len(columns), lanes))
    work = np.empty((6, size, size, lanes))
    x, x_next = np.zeros((size, lanes)), np.zeros((size, lanes))
    for block in range(first, last):
        start = block * LANES
        used = min(LANES, individuals - start)
        for index in range(len(lengths)):
            if left[index] >= 0:
                _compose(propagators, left[index], right[index], index, row_start, columns, term_of, used)
            elif lengths[index] > 0:
                _exponential(rate, start, used, dosed, reach, lengths[index], work)
                _pack(work[0], row_start, columns, propagators[index], used)
        _clear(x, used)
        for step in range(len(length_index)):
            if lengths[length_index[step]] > 0:
                _set_pumps(x, states, input_rate[step], used)
                _advance(propagators[length_index[step]], row_start, columns, x, x_next, used)
                x, x_next = x_next, x
            if renewal[step] >= 0:
                _renew(x, kept[renewal[step]], steady[renewal[step]], start, used)
            _give_boluses(x, dosed, bolus[step], used)
            if output_row[step] >= 0:
                _record(x, output_state, scale, start, start + used, output_row[step], result)


@compiled
def _set_pumps(x, first_pump, rates, used):
    for pump in range(len(rates)):
        for lane in range(used):
            x[first_pump + pump, lane] = rates[pump]


@compiled
def _give_boluses(x, dosed, amounts, used):
    for pump in range(len(amounts)):
        for lane in range(used):
            x[dosed[pump], lane] += amounts[pump]


@compiled
def _renew(x, kept, steady, start, used):
    """Empty the body, or keep what is there, and add a steady state."""
    for i in range(len(steady)):
        for lane in range(used):
            x[i, lane] = kept * x[i, lane] + steady[i, start + lane]


@compiled
def _clear(x, used):
    for i in range(len(x)):
        for lane in range(used):
            x[i, lane] = 0.0


@compiled
def _record(x, output_state, scale, start, end, row, result):
    """Write the outputs of one block at one time."""
    for output in range(len(output_state)):
        state = output_state[output]
        target = result[output, row, start:end]
        factor = scale[output, start:end]
        for lane in range(len(target)):
            target[lane] = x[state, lane] * factor[lane]


@compiled
def _sparse_rows(reach, states):
    """Columns that matter for each state, row after row; where each row starts; and where each entry stands, or -1."""
    size = reach.shape[0]
    term_of = np.full((states, size), -1)
    row_start = np.zeros(states + 1, np.int64)
    columns = np.empty(states * size, np.int64)
    count = 0
    for i in range(states):
        for j in range(size):
            if reach[i, j]:
                columns[count] = j
                term_of[i, j] = count
                count += 1
        row_start[i + 1] = count
    return row_start, columns[:count], term_of


@compiled
def _pack(matrix, row_start, columns, packed, used):
    """Entries that matter, row after row."""
    for i in range(len(row_start) - 1):
        for term in range(row_start[i], row_start[i + 1]):
            for lane in range(used):
                packed[term, lane] = matrix[i, columns[term], lane]


@compiled
def _compose(propagators, left, right, target, row_start, columns, term_of, used):
    """The propagator of two steps, one after another; what a pump brings in the first goes through the second."""
    states = len(row_start) - 1
    for i in range(states):
        for term in range(row_start[i], row_start[i + 1]):
            j = columns[term]
            is_pump = j >= states
            for lane in range(used):
                propagators[target, term, lane] = propagators[left, term, lane] if is_pump else 0.0
            for first in range(row_start[i], row_start[i + 1]):
                if columns[first] >= states or term_of[columns[first], j] < 0:
                    continue
                second = term_of[columns[first], j]
                for lane in range(used):
                    propagators[target, term, lane] += propagators[left, first, lane] * propagators[right, second, lane]


@compiled
def _advance(packed, row_start, columns, x, x_next, used):
    """x_next = matrix × x, two terms at a time."""
    for i in range(len(row_start) - 1):
        term, end = row_start[i], row_start[i + 1]
        if (end - term) % 2:
            a = columns[term]
            for lane in range(used):
                x_next[i, lane] = packed[term, lane] * x[a, lane]
            term += 1
        else:
            a, b = columns[term], columns[term + 1]
            for lane in range(used):
                x_next[i, lane] = packed[term, lane] * x[a, lane] + packed[term + 1, lane] * x[b, lane]
            term += 2
        while term < end:
            a, b = columns[term], columns[term + 1]
            for lane in range(used):
                x_next[i, lane] += packed[term, lane] * x[a, lane] + packed[term + 1, lane] * x[b, lane]
            term += 2


@compiled
def _exponential(rate, start, used, dosed, reach, length, work):
    """work[0] = exp of the matrix with the pumps as last columns, over one step: scaling, series, squaring."""
    states, size = rate.shape[0], reach.shape[0]
    scaled = work[1]
    shift = 0.0
    for i in range(states):
        for lane in range(used):
            shift = max(shift, -rate[i, i, start + lane])
    for i in range(size):
        for j in range(size):
            for lane in range(used):
                value = shift if i == j else 0.0
                if i < states and j < states:
                    value += rate[i, j, start + lane]
                elif j >= states and i == dosed[j - states]:
                    value = 1.0
                scaled[i, j, lane] = value * length
    squarings = _squarings(scaled, used)
    _scale(scaled, 0.5**squarings, used)
    _series(work, reach, used)
    _scale(work[0], np.exp(-shift * length * 0.5**squarings), used)
    for _ in range(squarings):
        _multiply(work[0], work[0], reach, work[5], used)
        _copy(work[5], work[0], used)


@compiled
def _squarings(scaled, used):
    """Halvings that bring the largest column sum to 0.5 or below."""
    size = scaled.shape[0]
    largest = 0.0
    for j in range(size):
        for lane in range(used):
            total = 0.0
            for i in range(size):
                total += scaled[i, j, lane]
            largest = max(largest, total)
    count = 0
    while largest > 0.5:
        largest *= 0.5
        count += 1
    return count


@compiled
def _series(work, reach, used):
    """work[0] = I + B + B²/2! + … + B¹⁵/15! with B in work[1], in powers of B⁴ (Paterson and Stockmeyer).

    The remainder is below 0.5¹⁶/16!, 7e-19 of a sum that is at least 1.
    """
    _multiply(work[1], work[1], reach, work[2], used)
    _multiply(work[2], work[1], reach, work[3], used)
    _multiply(work[2], work[2], reach, work[4], used)
    _quartet(work, 12, used)
    for first_power in (8, 4, 0):
        _multiply(work[0], work[4], reach, work[5], used)
        _quartet(work, first_power, used)
        _add(work[5], work[0], used)


@compiled
def _quartet(work, first_power, used):
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
            for lane in range(used):
                work[0, i, j, lane] = (
                    identity + c1 * work[1, i, j, lane] + c2 * work[2, i, j, lane] + c3 * work[3, i, j, lane]
                )


@compiled
def _multiply(left, right, reach, product, used):
    size = left.shape[0]
    for i in range(size):
        for j in range(size):
            for lane in range(used):
                product[i, j, lane] = 0.0
            if not reach[i, j]:
                continue
            for k in range(size):
                if reach[i, k] and reach[k, j]:
                    for lane in range(used):
                        product[i, j, lane] += left[i, k, lane] * right[k, j, lane]


@compiled
def _add(matrix, total, used):
    size = total.shape[0]
    for i in range(size):
        for j in range(size):
            for lane in range(used):
                total[i, j, lane] += matrix[i, j, lane]


@compiled
def _copy(matrix, target, used):
    size = target.shape[0]
    for i in range(size):
        for j in range(size):
            for lane in range(used):
                target[i, j, lane] = matrix[i, j, lane]


@compiled
def _scale(matrix, factor, used):
    size = matrix.shape[0]
    for i in range(size):
        for j in range(size):
            for lane in range(used):
                matrix[i, j, lane] *= factor


@compiled
def accumulate(values, totals, histogram):
    """Add one chunk: sums, sums of squares, and counts on a scale of powers of two."""
    last_bin = histogram.shape[2] - 1
    for output in range(values.shape[0]):
        for time in range(values.shape[1]):
            row = values[output, time]
            counts = histogram[output, time]
            bits = row.view(np.int64)
            total, squares = 0.0, 0.0
            for individual in range(len(row)):
                total += row[individual]
                squares += row[individual] * row[individual]
            for individual in range(len(row)):
                # exponent and leading digits of a double are the logarithmic bin
                place = (bits[individual] >> 46) - ((1023 + LOWEST_EXPONENT) << 6) + 1
                counts[min(max(place, 0), last_bin)] += 1
            totals[0, output, time] = total
            totals[1, output, time] = squares
