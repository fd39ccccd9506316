"""A million patients summarised on the fly: does memory stay flat, does throughput hold, are the bits the same?"""

import resource
import sys
from collections.abc import Iterator

import numpy as np

from benchmarks.population import INFUSION, TIMES_H, Row, drawn_parameters, system_of
from benchmarks.timing import seconds, shown
from sciatwin.pharmacokinetics.engine import LinearSystem
from sciatwin.pharmacokinetics.population import PopulationSummary, summarise_population

SMALL, LARGE = 10_240, 1_024_000
_MEBIBYTE = 2**20 if sys.platform == "darwin" else 2**10  # of the unit that the system counts in


def rows() -> Iterator[Row]:
    """A small and a large run with two workers, then the small one with one worker for its bits."""
    _summarise(SMALL, workers=2)
    small = min(seconds(lambda: _summarise(SMALL, workers=2)) for _ in range(5))
    before = _peak_mebibytes()
    large = seconds(lambda: _summarise(LARGE, workers=2))
    grown = _peak_mebibytes() - before
    same = all(
        np.array_equal(getattr(_summarise(SMALL, workers=1), name), getattr(_summarise(SMALL, workers=2), name))
        for name in ("mean", "standard_deviation", "histogram")
    )
    rates = [count * len(TIMES_H) / taken for count, taken in ((SMALL, small), (LARGE, large))]
    yield Row(
        f"{SMALL:,} patients summarised", shown(small), "quantiles within 0.8 %", f"{rates[0]:.2e} patient-times/s"
    )
    yield Row(
        f"{LARGE:,} patients summarised",
        shown(large),
        f"same bits on 1 and 2 workers: {same}",
        f"{rates[1]:.2e} patient-times/s, {rates[1] / rates[0]:.2f} of the small run; peak memory {grown:+.0f} MiB",
    )


def _summarise(count: int, workers: int) -> PopulationSummary:
    return summarise_population(_chunk, [INFUSION], TIMES_H, count, workers=workers)


def _chunk(index: int, count: int) -> LinearSystem:
    return system_of(drawn_parameters(count, seed=index))


def _peak_mebibytes() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / _MEBIBYTE
