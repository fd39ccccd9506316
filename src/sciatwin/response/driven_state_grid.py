"""Times at which slow states are followed: every requested time, and more where the level moves fast.

After each change of input a level is a sum of exponentials of all speeds. Steps that grow in proportion to the time
since that change treat all of them alike: by the time a step is long for one of them, that one is gone.
"""

from collections.abc import Iterable

import numpy as np

FIRST_STEP_H = 1 / 32
"""Longest pair of half-steps right after a change of input: a fast effect site moves within minutes."""

GROWTH = 0.2
"""Longest pair later, as a part of the time since the change."""

SAME_TIME_H = 1e-7
"""Times closer than this, less than a millisecond, are one."""

UNEVEN = 1e-6
"""Difference of steps, as a part of one, that the rounding of times may leave."""


def refined(
    times_h: np.ndarray,
    event_marks_h: Iterable[float] = (),
    *,
    first_step_h: float = FIRST_STEP_H,
    growth: float = GROWTH,
) -> np.ndarray:
    """Times for ``driven_state.follow``, in pairs of equal half-steps that no change of input divides.

    The defaults keep pain and levels of ``benchmarks/slow_states.py`` within 2e-5 of their scale for all of its 1,000
    patients. Half of both makes twice the nodes and a quarter to a seventh of the error.

    Args:
        times_h: shape (times,), increasing.
        event_marks_h: starts and ends of infusions, in any order; those after the last time do not matter. The first
            time of all is always taken as a change of input.
        first_step_h: longest pair of half-steps right after a mark.
        growth: longest pair later, as a part of the time since the mark.

    Returns: shape (nodes,), from the first time, or an earlier mark, to the last. The requested times are the rows
        ``np.searchsorted(nodes, times_h)``. Intervals are only ever halved, so that few lengths of step occur.
    """
    times = np.asarray(times_h, dtype=float)
    marks = _marks(np.array(sorted(event_marks_h)), times)
    edges = np.union1d(times, marks)
    last_mark = marks[np.searchsorted(marks, edges, side="right") - 1]
    joined = _joined(edges, np.isin(edges, marks), np.maximum(first_step_h, growth * (edges - last_mark)))
    nodes, index = [edges[0]], 0
    while index < len(edges) - 1:
        if joined[index]:
            nodes.extend(edges[index + 1 : index + 3])
            index += 2
        else:
            nodes.extend(_halved(edges[index], edges[index + 1], last_mark[index], first_step_h, growth))
            index += 1
    return np.array(nodes)


def _marks(given: np.ndarray, times: np.ndarray) -> np.ndarray:
    """Changes of input before the last time; one that can hardly be told from a requested time is moved there."""
    nearest = times[np.argmin(np.abs(given[:, None] - times), axis=1)]
    moved = np.where(np.abs(nearest - given) <= SAME_TIME_H, nearest, given)
    first = min([times[0], *moved])
    return np.union1d(moved[moved < times[-1]], first)


def _joined(edges: np.ndarray, is_mark: np.ndarray, longest_h: np.ndarray) -> np.ndarray:
    """Whether the interval that starts at an edge can make a pair with the next one as it is."""
    first, second = np.diff(edges)[:-1], np.diff(edges)[1:]
    even = np.abs(first - second) <= UNEVEN * first
    joined = np.zeros(len(edges), dtype=bool)
    joined[:-2] = even & ~is_mark[1:-1] & (first + second <= (1 + UNEVEN) * longest_h[:-2])
    return joined


def _halved(start_h: float, end_h: float, mark_h: float, first_step_h: float, growth: float) -> list[float]:
    """Middles and ends of the pairs that fill an interval."""
    middle_h = (start_h + end_h) / 2
    if end_h - start_h <= (1 + UNEVEN) * max(first_step_h, growth * (start_h - mark_h)):
        return [middle_h, end_h]
    halves = ((start_h, middle_h), (middle_h, end_h))
    return [node for half in halves for node in _halved(*half, mark_h, first_step_h, growth)]
