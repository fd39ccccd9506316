"""Any number of individuals, solved in chunks and summarised on the fly: memory does not grow with their number.

What a chunk gives adds up exactly: parts of equal bits make a summary of equal bits, on any number of threads and in
whatever order they arrive. The parts themselves are solved by machine code of one's own processor, up to rounding.
"""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import reduce
from operator import add

import numpy as np

from sciatwin.asked import workers as require_workers
from sciatwin.exact_sum import ExactSum
from sciatwin.pharmacokinetics.engine import LinearSystem, solve
from sciatwin.pharmacokinetics.kernel import BINS_PER_OCTAVE, HIGHEST_EXPONENT, LOWEST_EXPONENT, accumulate
from sciatwin.regimen import DosingEvent

CHUNK = 2048

DrawChunk = Callable[[int, int], LinearSystem]
"""(index of the chunk, individuals in it) → their system. Called once a chunk, in any order."""


@dataclass(frozen=True)
class PopulationSummary:
    """Summary of every output at every time; arrays of shape (outputs, times).

    ``histogram`` has shape (outputs, times, bins): counts of values on a logarithmic scale.
    """

    individuals: int
    mean: np.ndarray
    standard_deviation: np.ndarray
    histogram: np.ndarray

    def quantile(self, fraction: float) -> np.ndarray:
        """Quantile, shape (outputs, times), within half a bin: a relative error of at most 0.8 %."""
        below = np.cumsum(self.histogram, axis=2)
        bin_index = (below < fraction * self.individuals).sum(axis=2)
        octave, part = np.divmod(bin_index - 1, BINS_PER_OCTAVE)
        value = 2.0 ** (octave + LOWEST_EXPONENT) * (1 + (part + 0.5) / BINS_PER_OCTAVE)
        return np.where(bin_index == 0, 0.0, value)


@dataclass(frozen=True, eq=False)
class PopulationPart:
    """What is kept of some of the individuals; parts add up in any order.

    Attributes:
        totals: sums of the values and of their squares, shape (2, outputs, times).
        histogram: counts, shape (outputs, times, bins).
    """

    individuals: int
    totals: ExactSum
    histogram: np.ndarray

    def __add__(self, other: "PopulationPart") -> "PopulationPart":
        return PopulationPart(
            self.individuals + other.individuals, self.totals + other.totals, self.histogram + other.histogram
        )

    @property
    def summary(self) -> PopulationSummary:
        mean, squares = self.totals.value / self.individuals
        spread = np.sqrt(np.maximum(squares - mean**2, 0))
        return PopulationSummary(self.individuals, mean, spread, self.histogram)


def summarise_population(
    draw_chunk: DrawChunk,
    events: Sequence[DosingEvent],
    times_h: np.ndarray,
    count: int,
    *,
    workers: int = 1,
) -> PopulationSummary:
    """Solve ``count`` individuals and keep only their summary.

    Args:
        workers: threads. The result has the same bits for any number of them.
    """
    workers = require_workers("summarise_population", workers)
    chunks = range(-(-count // CHUNK))
    shards = [chunks[worker::workers] for worker in range(min(workers, len(chunks)))]

    def of_shard(shard: Sequence[int]) -> PopulationPart:
        return population_part(draw_chunk, events, times_h, count, shard)

    if len(shards) == 1:
        return of_shard(shards[0]).summary
    with ThreadPoolExecutor(len(shards)) as pool:
        return reduce(add, pool.map(of_shard, shards)).summary


def population_part(
    draw_chunk: DrawChunk, events: Sequence[DosingEvent], times_h: np.ndarray, count: int, chunks: Sequence[int]
) -> PopulationPart:
    """What these chunks of ``count`` individuals give: a share for one worker or machine."""
    found: PopulationPart | None = None
    buffer: np.ndarray | None = None
    for index in chunks:
        system = draw_chunk(index, min(CHUNK, count - index * CHUNK))
        reusable = buffer is not None and buffer.shape[2] == system.individuals
        buffer = solve(system, events, times_h, out=buffer if reusable else None)
        if found is None:
            found = _nothing(buffer.shape[:2])
        totals = np.zeros((2, *buffer.shape[:2]))
        accumulate(buffer, totals, found.histogram)
        found = PopulationPart(
            found.individuals + system.individuals, found.totals + ExactSum.of(totals), found.histogram
        )
    assert found is not None
    return found


def _nothing(shape: tuple[int, ...]) -> PopulationPart:
    bins = 1 + (HIGHEST_EXPONENT - LOWEST_EXPONENT) * BINS_PER_OCTAVE
    return PopulationPart(0, ExactSum.of(np.zeros((2, *shape))), np.zeros((*shape, bins), dtype=np.int32))
