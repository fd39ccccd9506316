"""Times what-ifs of the package that is on the path, one a line of input; run by ``since_first_release``.

It keeps to what 0.1.0 had, so that it can run with that release too.
"""

import inspect
import sys
import time
from collections.abc import Callable
from pathlib import Path

from sciatwin.patient import read_patient
from sciatwin.regimen import Regimen
from sciatwin.twin import Twin

DRAWS = 200
FIVE_DAYS = Regimen.repeat(dose_mg_per_kg=0.5, duration_h=40 / 60, count=5)
SLIDER = (
    "ketamine_arterial",
    "ketamine_venous",
    "nmda_block",
    "dissociation",
    "systolic",
    "pain_untreated",
    "pain_placebo",
    "pain_treated",
)
"""What is drawn while a slider is moved."""


def main(patient_file: Path) -> None:
    """For each line "all" or "slider": seconds on the clock and of the processor, of one what-if after a warm one."""
    twin = Twin(read_patient(patient_file), draws=DRAWS)
    selects = "keep" in inspect.signature(twin.simulate).parameters
    runs: dict[str, Callable[[], object]] = {
        "all": lambda: twin.simulate(FIVE_DAYS),
        "slider": (lambda: twin.simulate(FIVE_DAYS, keep=SLIDER)) if selects else (lambda: twin.simulate(FIVE_DAYS)),
    }
    for run in runs.values():
        run()
    print("ready", flush=True)
    for line in sys.stdin:
        clock, processor = time.perf_counter(), time.process_time()
        runs[line.strip()]()
        print(time.perf_counter() - clock, time.process_time() - processor, flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
