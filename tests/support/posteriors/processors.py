"""One seed on different processors: people, courses and posteriors of one patient, each by a process of its own.

``PYTHONPATH=tests python -m support.posteriors.processors`` compares, on this machine and by hand, kernels of OpenBLAS
made for other processors (it chooses them by OPENBLAS_CORETYPE, where OpenBLAS is NumPy's library and the processor is
an x86-64) and machine code of numba for any processor. The tests compare the latter alone, and axes turned as kernels
turn them.
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

import numpy as np

TESTS = Path(__file__).resolve().parents[2]
KERNELS = ("Prescott", "Haswell", "SkylakeX")
SCHEDULES = ("levels, CADSS, pressure", "diary, untreated", "diary of two weeks")
VERSIONS, PATIENT = 500, 20

SAME = 1e-3
"""Of numbers with a spread of 1. Derivatives by differences magnify the rounding of processors to some 1e-7."""

SWAPPED = 0.01
"""Part of the versions that may be another draw: where weights add up to a limit, rounding chooses between two."""


def drawn():
    """Everything that one seed decides, by name."""
    from sciatwin.individualise.learn import posterior_of
    from sciatwin.patient import read_patient
    from sciatwin.regimen import Regimen
    from sciatwin.twin import Twin
    from support.posteriors.agreement import PATIENT as FILE
    from support.posteriors.agreement import observed

    twin = Twin(read_patient(FILE), draws=100)
    course = twin.simulate(Regimen.repeat(dose_mg_per_kg=0.5, duration_h=2 / 3, count=3), horizon_days=28)
    found = {f"person/{name}": values for name, values in twin.ensemble.drawn.items()}
    found |= {f"course/{name}": course[name].to_numpy() for name in ("pain_treated", "nmda_block")}
    for schedule in SCHEDULES:
        for method in ("importance", "laplace"):
            posterior = posterior_of(observed(schedule, PATIENT), method, VERSIONS, 1)[1]
            found[f"versions/{schedule}, {method}"] = posterior.x
            found[f"classes/{schedule}, {method}"] = posterior.class_probability
            found[f"evidence/{schedule}, {method}"] = np.array([posterior.log_evidence])
    return found


def computed(folder, **environment):
    """The same by a new process in this environment."""
    file = Path(folder) / f"{'-'.join(environment.values()) or 'here'}.npz"
    command = [sys.executable, "-m", "support.posteriors.processors", str(file)]
    subprocess.run(command, check=True, env={**os.environ, "PYTHONPATH": str(TESTS), **environment})
    with np.load(file) as found:
        return dict(found)


def differences(one, other):
    """Names of what differs by more than rounding, with the largest difference."""
    found = {}
    for name, values in one.items():
        apart = np.abs(np.asarray(other[name]) - values)
        if name.startswith("versions/"):
            apart = np.sort(apart.max(axis=1))[: len(values) - int(SWAPPED * len(values))]
        if not apart.max() <= SAME * max(1.0, np.abs(values).max()):
            found[name] = float(apart.max())
    return found


def _by_hand():
    environments = [{"OPENBLAS_CORETYPE": kernel} for kernel in KERNELS] + [{"NUMBA_CPU_NAME": "generic"}]
    with tempfile.TemporaryDirectory() as folder:
        here = computed(folder)
        for environment in environments:
            try:
                said = differences(here, computed(folder, **environment)) or "the same up to rounding"
            except subprocess.CalledProcessError as error:
                said = f"does not run on this processor ({error.returncode})"
            sys.stdout.write(f"{environment}: {said}\n")


if __name__ == "__main__":
    if len(sys.argv) > 1:
        np.savez(sys.argv[1], **drawn())
    else:
        _by_hand()
