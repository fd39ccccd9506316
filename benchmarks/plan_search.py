"""The command ``sciatwin plan`` in a process of its own: on the first run ever, when it compiles, and later."""

import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from benchmarks.population import Row
from benchmarks.timing import seconds, shown

LATER_RUNS = 3
ROOT = Path(__file__).resolve().parents[1]
COMMAND = ("plan", "examples/typical.yaml", "--site", "examples/site_outpatient.yaml", "--json")


def rows() -> Iterator[Row]:
    """First run with an empty cache of compiled code, then later runs with it; one line if there is no command."""
    with tempfile.TemporaryDirectory() as cache:
        first, finished = _timed_run(cache)
        if finished.returncode != 0:
            reason = (finished.stderr.strip().splitlines() or ["no message"])[-1]
            yield Row("sciatwin plan", "skipped", "", f"exit code {finished.returncode}: {reason[:90]}")
            return
        later = statistics.median(_timed_run(cache)[0] for _ in range(LATER_RUNS))
    yield Row("sciatwin plan, first run ever (compiles)", shown(first), "", "one run, new process")
    yield Row("sciatwin plan, later runs", shown(later), "", f"median of {LATER_RUNS}, new process each")


def _timed_run(cache: str) -> tuple[float, subprocess.CompletedProcess[str]]:
    results: list[subprocess.CompletedProcess[str]] = []
    run = partial(
        subprocess.run,
        [sys.executable, "-m", "sciatwin", *COMMAND],
        cwd=ROOT,
        env={**os.environ, "NUMBA_CACHE_DIR": cache},
        capture_output=True,
        text=True,
        check=False,
    )
    duration = seconds(lambda: results.append(run()))
    return duration, results[0]
