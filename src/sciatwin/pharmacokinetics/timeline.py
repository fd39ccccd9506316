"""Cuts time into steps of constant input, so that each step has an exact solution."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from sciatwin.errors import RegimenError
from sciatwin.pharmacokinetics.step_lengths import StepLengths
from sciatwin.regimen import Bolus, DosingEvent, Infusion


@dataclass(frozen=True)
class Timeline:
    """Steps from one breakpoint to the next. At the end of a step the body is renewed, boluses come in, and levels
    are read, in this order.

    Shapes: ``step_lengths_h`` (distinct lengths,); ``rate_mg_per_h`` and ``bolus_mg`` (steps, inputs); ``kept``
    (renewals,); the others (steps,).

    ``output_row`` is the row of the requested times that the end of a step fills, or -1. ``renewal`` is the position
    in ``kept`` of what happens to the amounts then, or -1: they are multiplied by ``kept``, 0 for a reset, and a
    steady state that the solver is given comes in. The first step has length 0: it holds boluses given at the start.

    ``rounding_h``: by how much the end of a step may be off, as a clock time that late.
    """

    step_lengths_h: np.ndarray
    length_index: np.ndarray
    rate_mg_per_h: np.ndarray
    bolus_mg: np.ndarray
    output_row: np.ndarray
    renewal: np.ndarray
    kept: np.ndarray
    rounding_h: float

    @cached_property
    def lengths(self) -> StepLengths:
        """How the propagators of these steps are made."""
        return StepLengths.of(self.step_lengths_h, self.length_index, self.rounding_h)

    @property
    def rows(self) -> int:
        """How many rows of output it fills."""
        return int(self.output_row.max(initial=-1)) + 1


def cut(events: Sequence[DosingEvent], times_h: np.ndarray, inputs: Sequence[str] = ("",)) -> Timeline:
    """Timeline that stops at every requested time and every change of input.

    Args:
        times_h: shape (times,), strictly increasing, not negative.
        inputs: names of the compartments that can be dosed; an event that names none enters the first.

    A bolus at an observation time is included in that observation; an infusion that starts or ends there is
    continuous, so it makes no difference.
    """
    _require_increasing(times_h)
    breakpoints = _breakpoints(events, times_h)
    starts, ends = breakpoints[:-1], breakpoints[1:]
    lengths, length_index = distinct_lengths(np.concatenate([[0.0], ends - starts]), breakpoints[-1])
    rate = np.vstack([np.zeros(len(inputs)), _rates(events, (starts + ends) / 2, inputs)])
    output_row = np.full(len(breakpoints), -1, dtype=np.int64)
    output_row[np.searchsorted(breakpoints, times_h)] = np.arange(len(times_h))
    never = np.full(len(breakpoints), -1, dtype=np.int64)
    bolus = _boluses(events, breakpoints, inputs)
    rounding_h = clock_rounding_h(breakpoints[-1])
    return Timeline(lengths, length_index, rate, bolus, output_row, never, np.empty(0), rounding_h)


def _require_increasing(times_h: np.ndarray) -> None:
    if times_h.ndim != 1 or len(times_h) == 0:
        raise RegimenError(f"times_h needs shape (times,) with at least one time; got shape {times_h.shape}.")
    if times_h[0] < 0 or not np.all(np.diff(times_h) > 0) or not np.all(np.isfinite(times_h)):
        raise RegimenError("times_h must be finite, not negative and strictly increasing.")


def _breakpoints(events: Sequence[DosingEvent], times_h: np.ndarray) -> np.ndarray:
    marks = [0.0]
    for event in events:
        marks.append(event.start_h)
        if isinstance(event, Infusion):
            marks.append(event.end_h)
    before_the_end = [mark for mark in marks if mark <= times_h[-1]]
    return np.union1d(before_the_end, times_h)


def distinct_lengths(lengths_h: np.ndarray, last_h: float) -> tuple[np.ndarray, np.ndarray]:
    """Distinct step lengths, and which of them each step has.

    Lengths that differ by less than the rounding of a clock time, up to ``last_h``, are one: their mean, so that many
    steps of one length end where they should.
    """
    grain = clock_rounding_h(last_h)
    _, index = np.unique(np.round(lengths_h / grain), return_inverse=True)
    return np.bincount(index, weights=lengths_h) / np.bincount(index), index.astype(np.int64)


def clock_rounding_h(last_h: float) -> float:
    """By how much a difference of two clock times may be off, a power of two."""
    return float(2.0 ** np.ceil(np.log2(8 * np.finfo(float).eps * max(last_h, 1.0))))


def _rates(events: Sequence[DosingEvent], middles_h: np.ndarray, inputs: Sequence[str]) -> np.ndarray:
    rate = np.zeros((len(middles_h), len(inputs)))
    for event in events:
        if isinstance(event, Infusion):
            running = (middles_h > event.start_h) & (middles_h < event.end_h)
            rate[running, _input_of(event, inputs)] += event.rate_mg_per_h
    return rate


def _boluses(events: Sequence[DosingEvent], breakpoints: np.ndarray, inputs: Sequence[str]) -> np.ndarray:
    """Bolus given at the end of each step, mg."""
    bolus = np.zeros((len(breakpoints), len(inputs)))
    for event in events:
        if isinstance(event, Bolus) and event.start_h <= breakpoints[-1]:
            bolus[np.searchsorted(breakpoints, event.start_h), _input_of(event, inputs)] += event.dose_mg
    return bolus


def _input_of(event: DosingEvent, inputs: Sequence[str]) -> int:
    return inputs.index(event.compartment)
