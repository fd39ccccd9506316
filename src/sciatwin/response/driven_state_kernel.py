"""The compiled inner loops of ``driven_state``. People are the last axis; loops run over LANES of them at once.

They serve real and complex numbers; what is chosen is chosen by real parts.
"""

from math import factorial

import numpy as np

from sciatwin.compiled import compiled

LANES = 64
"""People who are followed side by side, so that their work arrays stay close to the processor."""

WEIGHTS = 8
"""Of a pair: decay over the first half and its three weights of the gain, then the same for the second half."""

_C = tuple((-1.0) ** power / (factorial(power) * (power + 3)) for power in range(17))
"""Coefficients of the integral of v² exp(-z v), a power series of z; up to z = 1 the next term is below 1e-15 of it."""


@compiled
def follow_blocks(
    first: int,
    last: int,
    half_steps_h: np.ndarray,
    step_index: np.ndarray,
    gain: np.ndarray,
    loss: np.ndarray,
    start: np.ndarray,
    result: np.ndarray,
) -> None:
    """Fill ``result`` for the blocks of people from ``first`` to ``last``. Gain or loss of one row is constant."""
    weights = np.empty((len(half_steps_h), WEIGHTS, LANES), result.dtype)
    work = np.empty((6, LANES), result.dtype)
    gain_moves = 0 if gain.shape[0] == 1 else 1
    for block in range(first, last):
        mine = slice(block * LANES, min((block + 1) * LANES, result.shape[1]))
        if loss.shape[0] == 1:
            for index in range(len(half_steps_h)):
                _decay(loss[0, mine], loss[0, mine], loss[0, mine], half_steps_h[index], work)
                _weights(mine.stop - mine.start, half_steps_h[index], work, weights[index])
        result[0, mine] = start[mine]
        for pair in range(len(step_index)):
            row, index = 2 * pair, step_index[pair]
            if loss.shape[0] > 1:
                _decay(loss[row, mine], loss[row + 1, mine], loss[row + 2, mine], half_steps_h[index], work)
                _weights(mine.stop - mine.start, half_steps_h[index], work, weights[index])
            _advance(
                weights[index],
                gain[gain_moves * row, mine],
                gain[gain_moves * (row + 1), mine],
                gain[gain_moves * (row + 2), mine],
                result[row, mine],
                result[row + 1, mine],
                result[row + 2, mine],
            )


@compiled
def _decay(start: np.ndarray, middle: np.ndarray, end: np.ndarray, half_step_h: float, work: np.ndarray) -> None:
    """work[0] and work[1] = integral of the loss over each half, from the parabola through its three values.

    Together they are Simpson's rule. Where a step is far too long for the loss, the parabola can dip below zero; one
    half then takes all, so that neither ever grows.
    """
    for lane in range(len(start)):
        both = half_step_h / 3 * (start[lane] + 4 * middle[lane] + end[lane])
        share = half_step_h / 12 * (5 * start[lane] + 8 * middle[lane] - end[lane])
        share = share if share.real > 0 else 0 * share
        share = share if share.real < both.real else both
        work[0, lane], work[1, lane] = share, both - share


@compiled
def _weights(used: int, half_step_h: float, work: np.ndarray, weights: np.ndarray) -> None:
    """Decays, and weights of the gain at the start, the middle and the end of the pair (``driven_state`` says why)."""
    first, second, factor, m0, m1, m2 = work[0], work[1], work[2], work[3], work[4], work[5]
    for lane in range(used):
        d = second[lane] - first[lane]
        factor[lane] = half_step_h / 2 * (12 + 6 * d + d * d) / (12 - 6 * d + d * d)
    _moments(used, first, weights[0], m0, m1, m2)
    for lane in range(used):
        weights[1, lane] = half_step_h / 2 * (m2[lane] + m1[lane])
        weights[2, lane] = half_step_h * (m0[lane] - m2[lane])
        weights[3, lane] = factor[lane] * (m2[lane] - m1[lane])
    _moments(used, second, weights[4], m0, m1, m2)
    for lane in range(used):
        weights[5, lane] = factor[lane] * (m2[lane] - m1[lane])
        weights[6, lane] = half_step_h * (2 * m1[lane] - m2[lane])
        weights[7, lane] = half_step_h / 2 * (2 * m0[lane] - 3 * m1[lane] + m2[lane])


@compiled
def _moments(used: int, z: np.ndarray, decay: np.ndarray, m0: np.ndarray, m1: np.ndarray, m2: np.ndarray) -> None:
    """exp(-z), and the integrals of exp(-z v) times 1, v and v² for v from 0 to 1.

    For z below 1 the last one is a series. With it, m1 = (z m2 + exp(-z)) / 2, m0 = z m1 + exp(-z) and
    exp(-z) = 1 - z m0 are solved for the others: sums of positive terms, and no exponential.
    """
    large = 0
    for lane in range(used):
        x = z[lane]
        large += x.real >= 1
        square = _series(x)
        a, b = 1 + x, 2 + x * (2 + x)
        inverse = 1 / (a * b)
        linear = a * inverse * (1 + x * a * square)
        whole = b * inverse * (1 + x * linear)
        decay[lane] = whole - x * linear
        m0[lane], m1[lane], m2[lane] = whole, linear, square
    if large > 0:
        _moments_of_large(used, z, decay, m0, m1, m2)


@compiled
def _series(z: complex) -> complex:
    """The sum of _C[k] zᵏ. A loop over the coefficients would keep the compiler from doing several people at once."""
    total = _C[12] + z * (_C[13] + z * (_C[14] + z * (_C[15] + z * _C[16])))
    total = _C[8] + z * (_C[9] + z * (_C[10] + z * (_C[11] + z * total)))
    total = _C[4] + z * (_C[5] + z * (_C[6] + z * (_C[7] + z * total)))
    return _C[0] + z * (_C[1] + z * (_C[2] + z * (_C[3] + z * total)))


@compiled
def _moments_of_large(
    used: int, z: np.ndarray, decay: np.ndarray, m0: np.ndarray, m1: np.ndarray, m2: np.ndarray
) -> None:
    """The same for z of 1 and more, by parts. Smaller z would lose digits."""
    for lane in range(used):
        x = z[lane]
        if x.real >= 1:
            decay[lane] = np.exp(-x)
            m0[lane] = (1 - decay[lane]) / x
            m1[lane] = (m0[lane] - decay[lane]) / x
            m2[lane] = (2 * m1[lane] - decay[lane]) / x


@compiled
def _advance(
    w: np.ndarray, g0: np.ndarray, g1: np.ndarray, g2: np.ndarray, x0: np.ndarray, x1: np.ndarray, x2: np.ndarray
) -> None:
    """Both halves of a pair: x1 and x2 from x0 and the gain at the three times."""
    for lane in range(len(x0)):
        x = w[0, lane] * x0[lane] + w[1, lane] * g0[lane] + w[2, lane] * g1[lane] + w[3, lane] * g2[lane]
        x1[lane] = x
        x2[lane] = w[4, lane] * x + w[5, lane] * g0[lane] + w[6, lane] * g1[lane] + w[7, lane] * g2[lane]
