"""A what-if: 200 versions of one patient, five infusions, 90 days, everything compiled."""

from collections.abc import Iterator
from functools import partial
from itertools import pairwise
from pathlib import Path

import numpy as np
import xarray as xr
from scipy.linalg import expm

from benchmarks.population import Row
from benchmarks.timing import medians_in_turns, shown
from sciatwin.patient import read_patient
from sciatwin.regimen import Regimen
from sciatwin.twin import Twin

DRAWS, ROUNDS, TARGET_S = 200, 20, 0.1
PATIENT = Path(__file__).resolve().parents[1] / "examples" / "typical.yaml"
FIVE_DAYS = Regimen.repeat(dose_mg_per_kg=0.5, duration_h=40 / 60, count=5)


def rows() -> Iterator[Row]:
    """Simulating a drawn twin, and drawing it."""
    patient = read_patient(PATIENT)
    twin = Twin(patient, draws=DRAWS)
    runs = {
        "simulate": partial(twin.simulate, FIVE_DAYS, horizon_days=90),
        "draw": partial(Twin, patient, draws=DRAWS),
    }
    taken = medians_in_turns(runs, ROUNDS)
    course = twin.simulate(FIVE_DAYS, horizon_days=90)
    verdict = "below" if taken["simulate"] < TARGET_S else "ABOVE"
    yield Row(
        f"what-if, {DRAWS} draws × {course.sizes['time']} times, 5 infusions, 90 days, warm",
        shown(taken["simulate"]),
        f"error {_error(twin, course):.1e}",
        f"median of {ROUNDS}; {verdict} the target of {shown(TARGET_S)}",
    )
    yield Row(f"drawing that twin ({DRAWS} draws), warm", shown(taken["draw"]), "", f"median of {ROUNDS}")


def _error(twin: Twin, course: xr.Dataset) -> float:
    """Largest difference of arterial S-ketamine from SciPy's matrix exponential, relative to the peak; three draws."""
    name = "s_ketamine_arterial"
    differences = []
    for draw in range(3):
        expected = _stepped(twin, draw, course["time"].to_numpy())
        differences.append(np.max(np.abs(course[name].to_numpy()[draw] - expected)) / expected.max())
    return float(max(differences))


def _stepped(twin: Twin, draw: int, times_h: np.ndarray) -> np.ndarray:
    system = twin.ensemble.systems["arterial S"]
    events = FIVE_DAYS.events(twin.patient.weight_kg)
    states = system.rate_per_h.shape[0]
    pump = np.zeros((states + 1, states + 1))
    pump[:states, :states], pump[system.dosed_state, states] = system.rate_per_h[:, :, draw], 1.0
    marks = np.union1d(times_h, [mark for event in events for mark in (event.start_h, event.end_h)])
    x, levels = np.zeros(states + 1), [0.0]
    for start, end in pairwise(marks):
        middle = (start + end) / 2
        x[states] = sum(e.rate_mg_per_h / 2 for e in events if e.start_h < middle < e.end_h)  # half is S-ketamine
        x = expm(pump * (end - start)) @ x
        levels.append(x[system.output_state[0]] * system.output_scale[0, draw])
    return np.array(levels)[np.searchsorted(marks, times_h)]
