"""A what-if and the plan of today beside those of 0.1.0, in turns in one run.

Where 0.1.0 lies is told by SCIATWIN_0_1_0, a folder made with ``git worktree add --detach FOLDER a353f7a``.
"""

import os
import statistics
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from functools import partial
from pathlib import Path

from benchmarks.plan_search import COMMAND
from benchmarks.population import Row
from benchmarks.timing import medians_in_turns, shown
from benchmarks.what_if_runner import DRAWS

HERE = Path(__file__).resolve().parents[1]
ROUNDS, PLAN_ROUNDS = 60, 5
WANTED = {"slider": 3.0, "all": 1.0}
WHAT = {
    "slider": f"what-if for a slider (levels, block, dissociation, pressure, pain in 3 arms), {DRAWS} draws",
    "all": f"what-if with all outcomes, {DRAWS} draws",
}


def rows() -> Iterator[Row]:
    """Raises: ImportError where 0.1.0 is not found, so that the row says so."""
    if not (before := os.environ.get("SCIATWIN_0_1_0")):
        raise ImportError("0.1.0", name="SCIATWIN_0_1_0")
    trees = {"0.1.0": Path(before), "now": HERE}
    yield from _what_ifs(trees)
    yield _plan(trees)


def _what_ifs(trees: dict[str, Path]) -> Iterator[Row]:
    with ExitStack() as stack:
        runners = {name: stack.enter_context(_runner(tree)) for name, tree in trees.items()}
        taken = {(name, what): [_timed(runners[name], what)] for name in trees for what in WANTED}
        for _ in range(ROUNDS):
            for (name, what), values in taken.items():
                values.append(_timed(runners[name], what))
    for what, wanted in WANTED.items():
        clock, processor = (
            {name: statistics.median(values[kind] for values in taken[name, what]) for name in trees} for kind in (0, 1)
        )
        ratio, less = clock["0.1.0"] / clock["now"], processor["0.1.0"] / processor["now"]
        verdict = "below" if ratio < wanted else "at least"
        yield Row(
            WHAT[what],
            shown(clock["now"]),
            "",
            f"{ratio:.1f} times as fast as 0.1.0 ({shown(clock['0.1.0'])}), {verdict} {wanted:g}; "
            f"{less:.1f} times less processor time",
        )


def _runner(tree: Path) -> subprocess.Popen[str]:
    patient = tree / "examples" / "typical.yaml"
    runner = subprocess.Popen(
        [sys.executable, str(HERE / "benchmarks" / "what_if_runner.py"), str(patient)],
        env={**os.environ, "PYTHONPATH": str(tree / "src")},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert runner.stdout is not None
    assert runner.stdout.readline().strip() == "ready"
    return runner


def _timed(runner: subprocess.Popen[str], what: str) -> tuple[float, float]:
    assert runner.stdin is not None
    assert runner.stdout is not None
    print(what, file=runner.stdin, flush=True)
    clock, processor = map(float, runner.stdout.readline().split())
    return clock, processor


def _plan(trees: dict[str, Path]) -> Row:
    taken = medians_in_turns({name: partial(_run_plan, tree) for name, tree in trees.items()}, PLAN_ROUNDS)
    return Row(
        "sciatwin plan, new process, compiled",
        shown(taken["now"]),
        "",
        f"{taken['now'] / taken['0.1.0']:.2f} of the time of 0.1.0 ({shown(taken['0.1.0'])})",
    )


def _run_plan(tree: Path) -> None:
    subprocess.run(
        [sys.executable, "-m", "sciatwin", *COMMAND],
        cwd=tree,
        env={**os.environ, "PYTHONPATH": str(tree / "src")},
        capture_output=True,
        check=False,
    )
