"""The circuit under many conditions: what the surrogate is fitted to."""

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np
from scipy.stats.qmc import Sobol

from sciatwin.asked import workers as require_workers
from sciatwin.dorsal_horn.conditions import CircuitConditions, NeuronOutput, ask
from sciatwin.dorsal_horn.fitted.surrogate import DRIVE_RANGE, INHIBITION_RANGE
from sciatwin.errors import ModelError

VERSION = 1
"""Counts up when circuit, conditions or design change, so that old runs are not mixed with new ones."""

SEED, RUNS = 2026, 1024

HELD_OUT, REPEATS = 64, 6
"""Conditions that nothing is fitted to. Ectopic spikes make a single run uncertain, so each is run this often."""


@dataclass(frozen=True)
class Run:
    """One row of a sweep: its place in the design, what was asked, what came out."""

    number: int
    conditions: CircuitConditions
    answer: NeuronOutput


def design(runs: int = RUNS, seed: int = SEED) -> list[CircuitConditions]:
    """Conditions that fill their ranges evenly, drive on a log scale: first ``runs``, then the held-out ones, repeated.

    Raises: ModelError for fewer than 2 runs.
    """
    if runs < 2:
        raise ModelError(f"a sweep needs at least 2 runs; got {runs}.")
    power = int(np.ceil(np.log2(runs + HELD_OUT)))
    points = [_conditions(point) for point in Sobol(4, scramble=True, rng=seed).random_base2(power)]
    held_out = points[runs : runs + HELD_OUT]
    return [*points[:runs], *(conditions for conditions in held_out for _ in range(REPEATS))]


def _conditions(point: np.ndarray) -> CircuitConditions:
    """At a point of the unit cube."""
    drive, block, inhibition, sensitisation = point.tolist()
    low, high = np.log(DRIVE_RANGE)
    least, most = INHIBITION_RANGE
    return CircuitConditions(
        drive=float(np.exp(low + (high - low) * drive)),
        block_fraction=block,
        inhibition_fraction=least + (most - least) * inhibition,
        sensitisation=sensitisation,
    )


def sweep(
    conditions: Sequence[CircuitConditions],
    seed: int = SEED,
    *,
    skip: frozenset[int] = frozenset(),
    workers: int = 1,
) -> Iterator[Run]:
    """Runs as they finish, those of ``skip`` left out. Each has ectopic spikes of its own; threads do not matter."""
    workers = require_workers("sweep", workers)
    waiting = [number for number in range(len(conditions)) if number not in skip]
    with ThreadPoolExecutor(workers) as pool:
        answers = pool.map(lambda number: ask(conditions[number], seed + number), waiting)
        for number, answer in zip(waiting, answers, strict=True):
            yield Run(number, conditions[number], answer)
