"""Circuits of the dorsal horn: seconds of one core for a second of circuit time, and what the step costs in spikes."""

from collections.abc import Iterator
from functools import partial

import numpy as np

from benchmarks.population import Row
from benchmarks.timing import medians_in_turns, shown
from sciatwin.dorsal_horn import AGUIAR_2010, RECALIBRATED, ZHANG_2014, CircuitRun, HornModel, simulate, wind_up
from sciatwin.dorsal_horn.fitted.surrogate import Circumstances, output_hz, surrogate
from sciatwin.dorsal_horn.parts.fibres import shocks
from sciatwin.dorsal_horn.run.simulation import STEP_MS
from sciatwin.receptor.equilibrium import PARAMETERS, block_fraction

ROUNDS, TIMED_SHOCKS, COUNTED_SHOCKS = 5, 4, 15
FINE_MS = STEP_MS / 8
SETTINGS, SWEEP_WORKERS = 16, 2
DRAWS = 10_000
VERSIONS, TIMES = 200, 2000


def rows() -> Iterator[Row]:
    for model in (AGUIAR_2010, ZHANG_2014, RECALIBRATED):
        times_ms = shocks(count=TIMED_SHOCKS, every_ms=1000.0, first_ms=0.0)
        setting = CircuitRun(arrivals=model.arrivals(times_ms, 0))
        run = partial(simulate, model.circuit, [setting], duration_ms=1000.0 * TIMED_SHOCKS, workers=1)
        seconds = medians_in_turns({"ours": run}, ROUNDS)["ours"] / TIMED_SHOCKS
        compartments = sum(cell.size for cell in model.circuit.cells)
        yield Row(
            f"{model.key}, one second of {compartments} compartments, step {STEP_MS} ms, 1 thread",
            shown(seconds),
            f"{_count_error(model):.1f} spikes a shock",
            f"{1e9 * seconds / (compartments * 1000 / STEP_MS):.0f} ns a compartment and step",
        )
    yield _sweep()
    yield _surrogate()
    yield _receptor()


def _receptor() -> Row:
    drawn = {name: item.draw(name, 3, VERSIONS) for name, item in PARAMETERS.items()}
    levels = np.random.default_rng(1).uniform(0, 300, (4, TIMES, VERSIONS))
    run = partial(block_fraction, *levels, drawn)
    seconds = medians_in_turns({"receptor": run}, ROUNDS)["receptor"]
    return Row(f"NMDA block of {VERSIONS} versions at {TIMES:,} times", shown(seconds), "", "")


def _surrogate() -> Row:
    random = np.random.default_rng(1)
    drive, inhibition, sensitisation, block = random.uniform(
        [[0.3], [0.4], [0.0], [0.0]], [[3], [1], [1], [1]], (4, DRAWS)
    )
    run = partial(output_hz, block, Circumstances(drive, inhibition, sensitisation))
    found = surrogate()
    return Row(
        f"surrogate, {DRAWS:,} draws",
        shown(medians_in_turns({"surrogate": run}, ROUNDS)["surrogate"]),
        f"{found.output_errors.root_mean_square:.1%} of the range from the circuit, {found.held_out} conditions",
        "",
    )


def _count_error(model: HornModel) -> float:
    """Mean difference of late spikes after each shock from those at an eighth of the step."""
    times_ms = shocks(count=COUNTED_SHOCKS, every_ms=1000.0)
    setting = CircuitRun(arrivals=model.arrivals(times_ms, 0))
    usual, fine = (
        wind_up(model, [setting], shocks_ms=times_ms, step_ms=step_ms)[0].late for step_ms in (STEP_MS, FINE_MS)
    )
    return float(np.mean(np.abs(usual - fine)))


def _sweep() -> Row:
    times_ms = shocks(count=TIMED_SHOCKS, every_ms=1000.0, first_ms=0.0)
    arrivals = RECALIBRATED.arrivals(times_ms, 0)
    settings = [CircuitRun(arrivals=arrivals, nmda_block_fraction=block) for block in np.linspace(0, 1, SETTINGS)]
    run = partial(simulate, RECALIBRATED.circuit, settings, duration_ms=1000.0 * TIMED_SHOCKS, workers=SWEEP_WORKERS)
    seconds = medians_in_turns({"sweep": run}, ROUNDS)["sweep"]
    each = seconds / (SETTINGS * TIMED_SHOCKS)
    return Row(
        f"recalibrated, {SETTINGS} settings of {TIMED_SHOCKS} s, {SWEEP_WORKERS} threads",
        shown(seconds),
        "",
        f"{shown(each)} for a second of one setting",
    )
