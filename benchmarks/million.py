"""A million patients summarised on the fly: does memory stay flat, does throughput hold, are the bits the same?

Kinetics alone, and the whole chain to pain at three visits in blocks of different people.
"""

import resource
import sys
from collections.abc import Iterator
from functools import reduce
from operator import add

import numpy as np

from benchmarks.population import INFUSION, TIMES_H, Row, drawn_parameters, system_of
from benchmarks.timing import seconds, shown
from sciatwin.exact_sum import ExactSum
from sciatwin.pharmacokinetics.engine import LinearSystem
from sciatwin.pharmacokinetics.population import PopulationSummary, summarise_population
from sciatwin.regimen import Regimen
from sciatwin.streams import BLOCK, Crowd
from sciatwin.trials.crowd import people_seeking_care
from sciatwin.twin.simulate import simulate
from sciatwin.twin.versions.ensemble import draw_ensemble

SMALL, LARGE = 10_240, 1_024_000
FEW_BLOCKS, MANY_BLOCKS, SEED = 8, 64, 1
FIVE_DAYS = Regimen.repeat(dose_mg_per_kg=0.5, duration_h=40 / 60, count=5)
VISITS_H = np.array([7.0, 28.0, 84.0]) * 24
PAIN = ("pain_placebo", "pain_treated")
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

    yield _whole_chain()


def _whole_chain() -> Row:
    few = seconds(lambda: _pain_of(range(FEW_BLOCKS)))
    before = _peak_mebibytes()
    many = seconds(lambda: _pain_of(range(MANY_BLOCKS)))
    grown = _peak_mebibytes() - before
    parts = [_pain_of(range(start, FEW_BLOCKS, 3)) for start in (2, 0, 1)]
    same = np.array_equal(reduce(add, parts).value, _pain_of(range(FEW_BLOCKS)).value)
    rates = [blocks * BLOCK / taken for blocks, taken in ((FEW_BLOCKS, few), (MANY_BLOCKS, many))]
    return Row(
        f"{MANY_BLOCKS * BLOCK:,} people, whole chain to pain in two arms at three visits",
        shown(many),
        f"same bits in another cut and order: {same}",
        f"{rates[1]:,.0f} people/s, {rates[1] / rates[0]:.2f} of a small run; peak memory {grown:+.0f} MiB",
    )


def _pain_of(blocks: range) -> ExactSum:
    """Sum of pain over the people of these blocks, shape (arms, visits)."""
    return reduce(add, map(_block, blocks))


def _block(index: int) -> ExactSum:
    crowd = Crowd.stretch(SEED, index * BLOCK, BLOCK)
    ensemble = draw_ensemble(people_seeking_care(BLOCK, crowd, least_leg_pain=4.0), crowd)
    course = simulate(ensemble, FIVE_DAYS, keep=PAIN, times_h=VISITS_H)
    return ExactSum.of(np.array([course[name].transpose("time", "draw").to_numpy().sum(axis=1) for name in PAIN]))


def _summarise(count: int, workers: int) -> PopulationSummary:
    return summarise_population(_chunk, [INFUSION], TIMES_H, count, workers=workers)


def _chunk(index: int, count: int) -> LinearSystem:
    return system_of(drawn_parameters(count, seed=index))


def _peak_mebibytes() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / _MEBIBYTE
