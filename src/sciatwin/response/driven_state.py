"""Slow states that a level drives: dx/dt = gain − loss × x, where gain and loss follow the level in time.

Sensitisation, tolerance and the pain of an indirect response are of this kind, and so is a chain of them in which each
follows arrays computed from the states before it. The equation is linear in x, so nothing is tried and corrected: over
a half-step from s₀ to s₁,

    x(s₁) = exp(−z) x(s₀) + ∫ exp(−∫ₛ loss) gain(s) ds,    z = ∫ loss.

Gain and loss are known at the start, middle and end of a pair of equal half-steps. z is the integral of the loss's
parabola. exp(−∫ₛ loss) is exp(−z v), with v from 1 at s₀ to 0 at s₁, times a factor that is 1 at both ends of the half
and r = exp(d) at the third time, d being z of the second half − z of the first. Gain times this factor is taken as a
parabola, whose integrals with exp(−z v) are exact. For r stands (12 + 6 d + d²) / (12 − 6 d + d²), which never leaves
1/14 to 14, however badly a step is chosen.

So the result is exact where loss is constant and gain a parabola over each pair, and of fourth order elsewhere; x
decays over every step, however long; and a state that is fast for its step goes to gain / loss.

All people share the times (``refined`` makes them) and are the last axis. Complex numbers with small
imaginary parts are welcome: exact derivatives are taken through these functions by the complex step.
"""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from itertools import pairwise

import numpy as np

from sciatwin.asked import workers as require_workers
from sciatwin.errors import ModelError
from sciatwin.response.driven_state_grid import UNEVEN, refined
from sciatwin.response.driven_state_kernel import LANES, follow_blocks

__all__ = ["BLOCK", "follow", "hill_fraction", "over_people", "refined"]

BLOCK = 2 * LANES
"""People at once in ``over_people``."""

Values = np.ndarray | float


def follow(
    times_h: np.ndarray,
    gain_per_h: Values,
    loss_per_h: Values,
    start: Values,
    *,
    workers: int = 1,
    out: np.ndarray | None = None,
) -> np.ndarray:
    """The state of every person at every time.

    Args:
        times_h: shape (times,), an odd number, in pairs of equal half-steps. Within a pair gain and loss are smooth: a
            change of input lies between pairs, and a level does not jump.
        gain_per_h: what is added each hour, in units of the state; shape (times, people), (times, 1), (people,) or one
            number.
        loss_per_h: fraction lost each hour, not negative; shapes as for the gain. Give what is constant in time as
            (people,) or one number: it is several times faster.
        start: state at the first time, shape (people,) or one number.
        workers: threads. The result does not depend on it.
        out: array of the shape returned, filled and returned instead of a new one.

    Returns: shape (times, people); complex if gain, loss or start is.
    Raises: ModelError for shapes that do not fit, or steps that do not come in equal pairs.
    """
    half_steps_h, step_index = _half_steps(np.asarray(times_h, dtype=float))
    given = [np.asarray(values) for values in (gain_per_h, loss_per_h, start)]
    kind = np.result_type(float, *given)
    people = _people(given)
    gain, loss, first = (
        _rows(values, times, people, kind) for values, times in zip(given, (len(times_h), len(times_h), 1), strict=True)
    )
    shape = (len(times_h), people)
    result = np.empty(shape, kind) if out is None else out
    if result.shape != shape or result.dtype != kind:
        raise ModelError(f"out needs shape {shape} of {kind}; got {result.shape} of {result.dtype}.")
    _in_shares(follow_blocks, -(-people // LANES), workers, half_steps_h, step_index, gain, loss, first[0], result)
    return result


def hill_fraction(level: Values, c50: Values, hill: Values, *, out: np.ndarray | None = None) -> np.ndarray:
    """level^hill / (c50^hill + level^hill), from 0 to 1; 0 where there is no drug. Shapes broadcast.

    Args:
        level: not negative, in the unit of ``c50``.
        c50: level of half the effect.
        hill: steepness.
        out: array of the shape returned, filled and returned instead of a new one. It may be ``level`` itself.
    """
    given = [np.asarray(values) for values in (level, c50, hill)]
    if out is None:
        out = np.empty(np.broadcast_shapes(*(values.shape for values in given)), np.result_type(float, *given))
    absent = given[0].real == 0
    with np.errstate(divide="ignore", over="ignore", invalid="ignore"):  # where there is no drug: ln 0
        np.log(level, out=out)
        out -= np.log(c50)
        out *= np.negative(hill)
        np.exp(out, out=out)
        out += 1
        np.divide(1, out, out=out)
    np.copyto(out, 0, where=absent)
    return out


def over_people(run: Callable[[slice], None], people: int, *, block: int = BLOCK, workers: int = 1) -> None:
    """Call ``run(people of a block)`` for all blocks, several at once.

    A chain of arrays (level, drive, one state after another) is faster block by block than for everybody at once: the
    arrays stay near the processor, and the next block uses their memory again. Within ``run``, leave one worker to each
    step.

    Args:
        block: people at once; results do not depend on it if it is a multiple of 64.
    """
    blocks = [slice(first, min(first + block, people)) for first in range(0, people, block)]
    _together([partial(run, block) for block in blocks], min(require_workers("over_people", workers), len(blocks)))


def _half_steps(times_h: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Distinct half-steps, and which of them each pair has."""
    steps = np.diff(times_h)
    if times_h.ndim != 1 or len(times_h) % 2 == 0 or not np.all(steps > 0):
        raise ModelError("times_h needs an odd number of increasing times, as refined() makes them.")
    first, second = steps[::2], steps[1::2]
    if not np.all(np.abs(first - second) <= UNEVEN * first):
        raise ModelError("times_h needs pairs of equal half-steps, as refined() makes them.")
    lengths, index = np.unique((first + second) / 2, return_inverse=True)
    return lengths, index.astype(np.int64)


def _people(given: list[np.ndarray]) -> int:
    try:
        return int(np.broadcast_shapes(*(values.shape[-1:] for values in given), (1,))[0])
    except ValueError as error:
        shapes = ", ".join(str(values.shape) for values in given)
        raise ModelError(f"people are the last axis of gain, loss and start; got shapes {shapes}.") from error


def _rows(values: np.ndarray, times: int, people: int, kind: np.dtype) -> np.ndarray:
    """Shape (times, people), or (1, people) if constant in time."""
    rows = np.atleast_2d(values)
    if rows.ndim != 2 or rows.shape[0] not in (1, times) or rows.shape[1] not in (1, people):
        raise ModelError(f"{times} times and {people} people need shape ({times}, {people}); got {values.shape}.")
    return np.ascontiguousarray(np.broadcast_to(rows, (rows.shape[0], people)), dtype=kind)


def _in_shares(kernel: Callable[..., None], count: int, workers: int, *arguments: object) -> None:
    """Call ``kernel(first, last, …)`` on equal shares of ``count`` pieces of work."""
    shares = min(require_workers("driven_state", workers), count)
    bounds = np.linspace(0, count, shares + 1).astype(int)
    _together([partial(kernel, *span, *arguments) for span in pairwise(bounds)], shares)


def _together(tasks: list[partial[None]], workers: int) -> None:
    if workers <= 1:
        for task in tasks:
            task()
        return
    with ThreadPoolExecutor(workers) as pool:
        for running in [pool.submit(task) for task in tasks]:
            running.result()
