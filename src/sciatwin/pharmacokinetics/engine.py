"""Solves dx/dt = A x + b u exactly for piecewise-constant input and boluses, many individuals at once.

Each step of constant input has the solution x(t + h) = exp(A h) x(t) + (∫ exp(A s) b ds) u. Both come from one
matrix exponential of A with b as an extra column, or from those of shorter steps (``step_lengths``). A compartmental
matrix has no negative entry off its diagonal, so exp(A h) = exp(-a h) exp((A + a I) h) with a = max |A_ii| is a series
of non-negative terms: nothing cancels, and every entry keeps its relative accuracy, whether eigenvalues are distinct,
equal or zero.

Individuals are the last axis everywhere; the inner loops run over LANES of them at once.
"""

from collections.abc import Collection, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from itertools import pairwise

import numpy as np

from sciatwin.asked import workers as require_workers
from sciatwin.errors import ModelError, RegimenError
from sciatwin.pharmacokinetics.kernel import LANES, solve_blocks
from sciatwin.pharmacokinetics.timeline import Timeline, cut
from sciatwin.regimen import DosingEvent


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

    def part(self, rows: np.ndarray) -> "LinearSystem":
        """The individuals in these rows."""
        return replace(self, rate_per_h=self.rate_per_h[:, :, rows], output_scale=self.output_scale[:, rows])

    def only(self, outputs: Collection[str]) -> "LinearSystem":
        """The outputs of these names, and the states that matter for them."""
        rows = np.flatnonzero([name in outputs for name in self.output_names])
        if len(rows) == len(self.output_names):
            return self
        kept = np.flatnonzero(_feeding(self.rate_per_h, [self.dosed_state, *self.output_state[rows]]))
        place = {int(state): index for index, state in enumerate(kept)}
        return replace(
            self,
            rate_per_h=self.rate_per_h[np.ix_(kept, kept)],
            dosed_state=place[self.dosed_state],
            output_state=np.array([place[int(state)] for state in self.output_state[rows]], dtype=np.int64),
            output_scale=self.output_scale[rows],
            output_names=tuple(self.output_names[row] for row in rows),
            further_inputs={name: place[state] for name, state in self.further_inputs.items() if state in place},
        )


def solve(
    system: LinearSystem,
    events: Sequence[DosingEvent],
    times_h: np.ndarray,
    *,
    dose_scale: np.ndarray | None = None,
    workers: int = 1,
    out: np.ndarray | None = None,
) -> np.ndarray:
    """Outputs of every individual at the requested times.

    Args:
        events: boluses and infusions in mg; they may overlap.
        times_h: shape (times,), strictly increasing from 0 or later.
        dose_scale: shape (individuals,), factor on all doses of an individual (default 1).
        workers: threads. The result does not depend on it.
        out: array of the shape returned, filled and returned instead of a new one.

    Returns: shape (outputs, times, individuals), in the unit of ``output_scale`` times mg.
    Raises: RegimenError for times that do not increase or a dose into no compartment; ModelError for a matrix that is
        not compartmental.
    """
    named = _named_inputs(system, events)
    timeline = cut(events, np.asarray(times_h, dtype=float), ("", *named))
    return solve_along(system, timeline, named, dose_scale=dose_scale, workers=workers, out=out)


def solve_along(
    system: LinearSystem,
    timeline: Timeline,
    named: Sequence[str] = (),
    *,
    dose_scale: np.ndarray | None = None,
    workers: int = 1,
    out: np.ndarray | None = None,
) -> np.ndarray:
    """The same along a timeline that several systems share.

    Args:
        named: compartments of the further inputs of the timeline; the first input is for doses that name none.
    """
    dosed_states = np.array([system.dosed_state, *(system.further_inputs[name] for name in named)], dtype=np.int64)
    nothing = np.empty((0, len(system.rate_per_h), system.individuals))
    return solve_timeline(system, timeline, dosed_states, nothing, dose_scale=dose_scale, workers=workers, out=out)


def solve_timeline(
    system: LinearSystem,
    timeline: Timeline,
    dosed_states: np.ndarray,
    steady_mg: np.ndarray,
    *,
    dose_scale: np.ndarray | None = None,
    workers: int = 1,
    out: np.ndarray | None = None,
) -> np.ndarray:
    """Outputs of every individual in the rows of a timeline.

    Args:
        dosed_states: shape (inputs,), the state that each input of the timeline enters.
        steady_mg: shape (renewals, states, individuals), amounts that come in at each renewal of the timeline.
        dose_scale, workers, out: as in `solve`.

    Returns: shape (outputs, rows, individuals).
    """
    scale = system.output_scale if dose_scale is None else system.output_scale * dose_scale
    shape = (len(system.output_state), timeline.rows, system.individuals)
    result = np.empty(shape) if out is None else out
    if result.shape != shape:
        raise ModelError(f"out needs shape {shape}; got {result.shape}.")
    blocks = -(-system.individuals // LANES)
    workers = min(require_workers("solve", workers), blocks)
    bounds = np.linspace(0, blocks, workers + 1).astype(int)
    arguments = (*_kernel_arguments(system, dosed_states, timeline, steady_mg), scale, result)
    if workers == 1:
        solve_blocks(0, blocks, *arguments)
    else:
        with ThreadPoolExecutor(workers) as pool:
            tasks = [pool.submit(solve_blocks, *span, *arguments) for span in pairwise(bounds)]
            for task in tasks:
                task.result()
    return result


def _named_inputs(system: LinearSystem, events: Sequence[DosingEvent]) -> list[str]:
    named = sorted({event.compartment for event in events if event.compartment})
    for name in named:
        if name not in system.further_inputs:
            there_are = ", ".join(system.further_inputs) or "none by name"
            raise RegimenError(f"a dose enters compartment '{name}', which there is not (available: {there_are}).")
    return named


def _kernel_arguments(
    system: LinearSystem, dosed_states: np.ndarray, timeline: Timeline, steady_mg: np.ndarray
) -> tuple[object, ...]:
    lengths = timeline.lengths
    return (
        system.rate_per_h,
        dosed_states,
        _reachable(system.rate_per_h, dosed_states),
        lengths.length_h,
        lengths.left,
        lengths.right,
        lengths.place[timeline.length_index],
        timeline.rate_mg_per_h,
        timeline.bolus_mg,
        timeline.renewal,
        timeline.kept,
        steady_mg,
        timeline.output_row,
        system.output_state,
    )


def _feeding(rate_per_h: np.ndarray, wanted: Sequence[int]) -> np.ndarray:
    """True for the states whose content can ever come to one that is wanted, shape (states,)."""
    flows = (rate_per_h != 0).any(axis=2)
    found = np.zeros(len(flows), dtype=bool)
    found[list(wanted)] = True
    for _ in range(len(flows)):
        found |= flows[found].any(axis=0)
    return found


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
