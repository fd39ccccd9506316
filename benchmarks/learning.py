"""Learning from one patient: the most probable version, the default posterior, and a twin with sixty observations.

The two reference models and their answers are those of ``tests/inference``. The sampler is not timed here:
``python -m benchmarks learning_reference`` takes half a minute.
"""

import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import numpy as np
from scipy.optimize import minimize

from benchmarks.one_twin import PATIENT
from benchmarks.population import Row
from benchmarks.timing import medians_in_turns, shown
from sciatwin.individualise import learn
from sciatwin.individualise.directions import Directions, information
from sciatwin.individualise.laplace import find_modes
from sciatwin.individualise.posterior import Method
from sciatwin.individualise.target import OneClassTarget, log_posterior
from sciatwin.individualise.ways import WAYS
from sciatwin.observation import (
    Analyte,
    Concentration,
    Dissociation,
    GivenSession,
    Observations,
    PainScore,
    Period,
    Pressure,
    Site,
)
from sciatwin.patient import read_patient
from sciatwin.regimen import Drug
from sciatwin.twin import Twin

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests" / "inference"))
import reference_models

ROUNDS, VERSIONS, SEED = 7, 1000, 1
OPTIMUM = -61.637251605
DAY_H = 24.0


def rows() -> Iterator[Row]:
    """Warm, in turns."""
    levels, both, twin = reference_models.eight_levels(), reference_models.levels_and_pain(), _twin()
    taken = medians_in_turns(
        {
            "mode": partial(find_modes, levels, Directions(np.eye(6)), [0]),
            "SciPy": partial(_climbed_by_scipy, levels),
            "posterior": partial(posterior, both, Method.IMPORTANCE),
            "twin": partial(learn, twin, OBSERVATIONS),
            "normal": partial(learn, twin, OBSERVATIONS, method="laplace"),
        },
        ROUNDS,
    )
    (mode,) = find_modes(levels, Directions(np.eye(6)), [0])
    gap = -2 * (mode.log_posterior + 8 * 0.5 * np.log(2 * np.pi)) - OPTIMUM
    behind = 2 * (mode.log_posterior - log_posterior(levels, _climbed_by_scipy(levels)[None, :])[0])
    found = posterior(both, Method.IMPORTANCE)
    yield Row("most probable version, 8 levels, 6 unknowns", shown(taken["mode"]), f"objective gap {gap:.0e}", "≤ 5 ms")
    yield Row(
        "the same by SciPy's BFGS on the same solver",
        shown(taken["SciPy"]),
        f"objective {behind:+.0e} from ours",
        f"{taken['SciPy'] / taken['mode']:.0f} × as long",
    )
    yield Row(
        "posterior, 6 levels and 30 scores, 10 unknowns, default",
        shown(taken["posterior"]),
        against_stan(found.x),
        f"≤ 2 s; {found.diagnostics.effective / taken['posterior']:,.0f} effective draws a second",
    )
    learned = learn(twin, OBSERVATIONS)
    assert learned.diagnostics is not None
    yield Row(
        f"a twin learns from {len(learned.rows)} observations, default",
        shown(taken["twin"]),
        f"Pareto k {learned.diagnostics.pareto_k:.2f}, {learned.diagnostics.effective:.0f} effective draws",
        "≤ 2 s; 48 classes summed out",
    )
    yield Row("the same by normal approximation", shown(taken["normal"]), "", "")


def _climbed_by_scipy(target: OneClassTarget) -> np.ndarray:
    """What a researcher writes first; its differences cost as many solutions as there are unknowns."""
    return np.asarray(minimize(lambda z: -log_posterior(target, z[None, :])[0], np.zeros(target.dimension)).x)


def posterior(target, method):  # type: ignore[no-untyped-def]
    """Posterior of a target without classes."""
    return WAYS[method](target, 1, information(target, 1, SEED), VERSIONS, SEED)


def against_stan(x: np.ndarray) -> str:
    """Largest differences from the posterior that Stan found."""
    columns = reference_models.table("w4_posterior.csv")
    mean, sd = (reference_models.numbers(columns, f"stan_{what}_z") for what in ("mean", "sd"))
    shift, ratio = np.abs((x.mean(axis=0) - mean) / sd).max(), np.abs(x.std(axis=0) / sd - 1).max()
    return f"Stan: means within {shift:.2f} SD, SDs within {ratio:.0%}"


def _twin() -> Twin:
    return Twin(read_patient(PATIENT), draws=VERSIONS)


_SESSIONS = tuple(
    GivenSession(start_h=DAY_H * day, duration_h=40 / 60, dose_mg=37, drug=Drug.RACEMIC_KETAMINE) for day in range(5)
)
_DIARY = tuple(
    PainScore(time_h=DAY_H * day, score=float(max(7 - day // 6, 3)), period=Period.DAY) for day in range(1, 51)
)
_LEVELS = tuple(
    Concentration(time_h=time_h, analyte=Analyte.KETAMINE, site=Site.VENOUS, conc_ng_per_ml=level)
    for time_h, level in ((0.7, 150.0), (1.5, 80.0), (4.0, 30.0))
)
_DURING = (
    *(Dissociation(time_h=DAY_H * day + 0.6, cadss=9 - day) for day in range(5)),
    *(Pressure(time_h=DAY_H * day + 0.6, systolic_mmhg=138, diastolic_mmhg=85) for day in range(2)),
)
OBSERVATIONS = Observations((*_DIARY, *_LEVELS, *_DURING), _SESSIONS)
