"""What a process pays before its first result: importing, and compiling once or reading what was compiled."""

import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator

from benchmarks.population import Row
from benchmarks.timing import seconds, shown

RUNS = 3
IMPORT = "import sciatwin"
FIRST_RESULT = """
import numpy as np
from sciatwin.pharmacokinetics.engine import solve
from sciatwin.pharmacokinetics.which_model.library import model_named
from sciatwin.pharmacokinetics.parameters import typical
from sciatwin.pharmacokinetics.systems import build_system
from sciatwin.regimen import Infusion
model = model_named("kamp_2020")
solve(build_system(model, typical(model, 70.0)), [Infusion(start_h=0, duration_h=1, dose_mg=35)], np.array([1.0]))
"""


def rows() -> Iterator[Row]:
    """Import alone; a first level with nothing compiled yet; the same in later processes."""
    with tempfile.TemporaryDirectory() as cache:
        imported = statistics.median(_process(IMPORT, cache) for _ in range(RUNS))
        first = _process(FIRST_RESULT, cache)
        later = statistics.median(_process(FIRST_RESULT, cache) for _ in range(RUNS))
    yield Row("import sciatwin", shown(imported), "", f"new process, median of {RUNS}")
    yield Row("first level ever (compiles)", shown(first), "", "new process, one run")
    yield Row("first level of later processes", shown(later), "", f"median of {RUNS}: compilation is not paid again")


def _process(code: str, cache: str) -> float:
    environment = {**os.environ, "NUMBA_CACHE_DIR": cache}
    return seconds(lambda: subprocess.run([sys.executable, "-c", code], env=environment, check=True))
