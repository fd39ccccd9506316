"""10,000 different patients, three compartments and an effect site, 500 times: our engine against SciPy's LSODA."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np
from scipy.integrate import odeint

from benchmarks.timing import medians_in_turns, shown
from sciatwin.pharmacokinetics.engine import LinearSystem, solve
from sciatwin.regimen import Infusion

PATIENTS, TIMED_WITH_SCIPY, ROUNDS, SEED = 10_000, 50, 5, 20260
TIMES_H = np.linspace(0.048, 24, 500)
INFUSION = Infusion(start_h=0, duration_h=4, dose_mg=80)
REFERENCE = Path(__file__).resolve().parents[1] / "tests" / "data" / "reference" / "population"

NAMES = ("CL", "V1", "Q2", "V2", "Q3", "V3", "KE0")
TYPICAL = np.array([84, 25, 161, 56, 79, 157, 6.0])  # L, L/h and 1/h
SPREAD = np.array([0.30, 0.45, 0.35, 0.35, 0.30, 0.30, 0.40])  # standard deviation of the logarithm

TOLERANCES = {"tight": 1e-12, "loose": 1e-6}


@dataclass(frozen=True)
class Row:
    """One line of the table."""

    what: str
    time: str
    accuracy: str
    remark: str


def rows() -> Iterator[Row]:
    """Our engine with one and two threads, LSODA at two tolerances, and the ratios."""
    parameters = drawn_parameters(PATIENTS)
    everybody = system_of(parameters)
    levels = np.empty((2, len(TIMES_H), PATIENTS))  # used again by each run, as a caller who repeats would
    runs = {
        "ours, 1 thread": partial(solve, everybody, [INFUSION], TIMES_H, workers=1, out=levels),
        "ours, 2 threads": partial(solve, everybody, [INFUSION], TIMES_H, workers=2, out=levels),
    } | {
        f"LSODA {name}": partial(_all_by_lsoda, parameters[:, :TIMED_WITH_SCIPY], rtol)
        for name, rtol in TOLERANCES.items()
    }
    taken = medians_in_turns(runs, ROUNDS)
    yield from _our_rows(taken)
    yield from _scipy_rows(taken)


def _our_rows(taken: dict[str, float]) -> Iterator[Row]:
    known, curves = _reference()
    levels = solve(system_of(known), [INFUSION], TIMES_H)
    error = _error(levels, curves)
    for threads in (1, 2):
        duration = taken[f"ours, {threads} thread{'s' * (threads > 1)}"]
        yield Row(
            f"population, {PATIENTS:,} patients × {len(TIMES_H)} times, {threads} thread{'s' * (threads > 1)}",
            shown(duration),
            f"error {error:.1e}",
            f"{PATIENTS * len(TIMES_H) / duration:.2e} patient-times/s, {shown(duration / PATIENTS)} per patient",
        )


def _scipy_rows(taken: dict[str, float]) -> Iterator[Row]:
    known, curves = _reference()
    for name, rtol in TOLERANCES.items():
        each = taken[f"LSODA {name}"] / TIMED_WITH_SCIPY
        error = _error(_all_by_lsoda(known, rtol), curves)
        ratios = [each / (taken[f"ours, {threads}"] / PATIENTS) for threads in ("1 thread", "2 threads")]
        yield Row(
            f"the same by SciPy LSODA (odeint), rtol {rtol:g}",
            shown(each * PATIENTS),
            f"error {error:.1e}",
            f"{shown(each)} per patient; ours is {ratios[0]:,.0f} times faster with 1 thread, {ratios[1]:,.0f} with 2",
        )


def drawn_parameters(count: int, seed: int = SEED) -> np.ndarray:
    """Shape (parameters, patients)."""
    normal = np.random.default_rng(seed).standard_normal((len(NAMES) + 1, count))
    size = 75 * np.exp(0.18 * normal[-1]) / 70
    values = TYPICAL[:, None] * np.exp(SPREAD[:, None] * normal[:-1])
    values[:-1] *= size
    return values


def _matrices(parameters: np.ndarray) -> np.ndarray:
    """Rates between plasma, two tissues and the effect site (mg/L), shape (4, 4, patients)."""
    clearance, v1, q2, v2, q3, v3, ke0 = parameters
    rate = np.zeros((4, 4, len(v1)))
    rate[0, 0] = -(clearance + q2 + q3) / v1
    rate[1, 0], rate[0, 1], rate[1, 1] = q2 / v1, q2 / v2, -q2 / v2
    rate[2, 0], rate[0, 2], rate[2, 2] = q3 / v1, q3 / v3, -q3 / v3
    rate[3, 0], rate[3, 3] = ke0 / v1, -ke0
    return rate


def system_of(parameters: np.ndarray) -> LinearSystem:
    v1 = parameters[NAMES.index("V1")]
    scale = np.stack([1 / v1, np.ones_like(v1)])
    return LinearSystem(_matrices(parameters), 0, np.array([0, 3]), scale, ("plasma", "effect site"))


def _all_by_lsoda(parameters: np.ndarray, rtol: float) -> np.ndarray:
    """Plasma and effect site, shape (2, times, patients), one patient after another."""
    matrices, v1 = _matrices(parameters), parameters[NAMES.index("V1")]
    curves = np.empty((2, len(TIMES_H), len(v1)))
    for patient in range(len(v1)):
        states = _lsoda(matrices[:, :, patient], rtol)
        curves[0, :, patient], curves[1, :, patient] = states[:, 0] / v1[patient], states[:, 3]
    return curves


def _lsoda(matrix: np.ndarray, rtol: float) -> np.ndarray:
    """States at TIMES_H, shape (times, states); started afresh at the end of the infusion."""
    during = INFUSION.end_h >= TIMES_H
    pump = np.array([INFUSION.rate_mg_per_h, 0, 0, 0])
    first_times = np.concatenate([[0.0], TIMES_H[during], [INFUSION.end_h]])
    first = _odeint(lambda x, _: matrix @ x + pump, np.zeros(4), first_times, matrix, rtol)
    later_times = np.concatenate([[INFUSION.end_h], TIMES_H[~during]])
    later = _odeint(lambda x, _: matrix @ x, first[-1], later_times, matrix, rtol)
    return np.concatenate([first[1:-1], later[1:]])


def _odeint(right_hand_side, start, times_h, matrix, rtol):  # type: ignore[no-untyped-def]
    return odeint(right_hand_side, start, times_h, Dfun=lambda *_: matrix, rtol=rtol, atol=rtol * 1e-3, mxstep=100_000)


def _reference() -> tuple[np.ndarray, np.ndarray]:
    """Parameters (parameters, patients) and curves (2, times, patients) of the ten reference patients."""
    parameters = _table("parameters.csv")[:, 1:].T
    curves = _table("curves.csv").reshape(parameters.shape[1], len(TIMES_H), 4)
    return parameters, np.moveaxis(curves[:, :, 2:], 0, 2).transpose(1, 0, 2)


def _table(name: str) -> np.ndarray:
    with (REFERENCE / name).open(encoding="utf-8") as file:
        return np.array(list(csv.reader(file))[1:], dtype=float)


def _error(levels: np.ndarray, curves: np.ndarray) -> float:
    return float(np.max(np.abs(levels / curves - 1)))
