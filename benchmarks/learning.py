"""How long does it take to learn from one patient?

Two reference patients that other programs have solved: the most probable version after eight levels, and the posterior
after six levels and thirty pain scores. Then a twin that learns from sixty observations, its classes summed out.
SciPy's BFGS climbs on the same solver with its own differences: what a researcher writes first.
"""

import runpy
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import numpy as np
from scipy.optimize import minimize

from benchmarks.population import Row
from benchmarks.timing import medians_in_turns, shown
from sciatwin.analytes import Analyte, BloodSite, Drug
from sciatwin.individualise import learn
from sciatwin.inference.directions import Directions, information
from sciatwin.inference.laplace import find_modes
from sciatwin.inference.posterior import Method, Posterior
from sciatwin.inference.target import OneClassTarget, log_posterior
from sciatwin.inference.ways import WAYS
from sciatwin.observation import Concentration, Dissociation, GivenSession, Observations, PainScore, Period, Pressure
from sciatwin.patient import read_patient
from sciatwin.twin import Twin

ROOT = Path(__file__).resolve().parents[1]
MODELS = runpy.run_path(str(ROOT / "tests" / "support" / "posteriors" / "reference_models.py"))
ROUNDS, VERSIONS = 9, 2000


def rows() -> Iterator[Row]:
    """Rows of the table, one at a time."""
    yield from _most_probable(MODELS["eight_levels"]())
    yield from _posteriors(MODELS["levels_and_pain"]())
    yield from _sixty()


def _most_probable(target: OneClassTarget) -> Iterator[Row]:
    ours, theirs = partial(_climb, target), partial(_climb_with_scipy, target)
    taken = medians_in_turns({"ours": ours, "SciPy": theirs}, ROUNDS)
    highest = log_posterior(target, ours()[None, :])[0]
    gap = highest - log_posterior(target, theirs()[None, :])[0]
    ratio = taken["SciPy"] / taken["ours"]
    yield Row("most probable version, 8 levels, 6 unknowns", shown(taken["ours"]), _from_reference(target, ours()), "")
    yield Row("the same by SciPy's BFGS", shown(taken["SciPy"]), f"{gap:.0e} nats lower", f"{ratio:.0f} × as long")


def _from_reference(target: OneClassTarget, z: np.ndarray) -> str:
    columns = MODELS["table"]("w3_map.csv")
    eta = MODELS["numbers"](columns, "omega_sd") * z - MODELS["numbers"](columns, "eta_map")
    return f"largest difference of a deviate from the reference {np.abs(eta).max():.0e}"


def _climb(target: OneClassTarget) -> np.ndarray:
    return find_modes(target, Directions(np.eye(target.dimension)), [0])[0].u


def _climb_with_scipy(target: OneClassTarget) -> np.ndarray:
    return np.asarray(minimize(lambda z: -log_posterior(target, z[None, :])[0], np.zeros(target.dimension)).x)


def _posteriors(target: OneClassTarget) -> Iterator[Row]:
    methods = (Method.IMPORTANCE, Method.LAPLACE)
    taken = medians_in_turns({method: partial(posterior, target, method) for method in methods}, ROUNDS)
    for method in methods:
        found = posterior(target, method)
        draws = found.diagnostics.effective
        yield Row(
            f"posterior by {method}, 6 levels and 30 scores, 10 unknowns",
            shown(taken[method]),
            against_stan(found.x),
            f"{draws:.0f} effective draws, {draws / taken[method]:.0f} per second",
        )


def posterior(target: OneClassTarget, method: Method) -> Posterior:
    """Posterior of a target without classes."""
    return WAYS[method](target, 1, information(target, 1, 1), VERSIONS, 1)


def against_stan(x: np.ndarray) -> str:
    """Largest differences from the posterior that Stan found."""
    columns = MODELS["table"]("w4_posterior.csv")
    mean, sd = (MODELS["numbers"](columns, name) for name in ("stan_mean_z", "stan_sd_z"))
    shift, ratio = np.abs((x.mean(axis=0) - mean) / sd).max(), np.abs(x.std(axis=0) / sd - 1).max()
    return f"from Stan: means {shift:.2f} sd, spreads {ratio:.0%}"


def _sixty() -> Iterator[Row]:
    twin = Twin(read_patient(ROOT / "examples" / "typical.yaml"), draws=1000)
    methods = (Method.IMPORTANCE, Method.LAPLACE)
    taken = medians_in_turns({method: partial(learn, twin, SIXTY, method=method) for method in methods}, 3)
    for method in methods:
        found = learn(twin, SIXTY, method=method)
        assert found.diagnostics
        k = found.diagnostics.pareto_k
        yield Row(
            f"learning by {method}: {len(found.rows)} observations, {twin.ensemble.count} versions",
            shown(taken[method]),
            "" if k is None else f"Pareto k {k:.2f}",
            f"{found.diagnostics.effective:.0f} effective draws",
        )


_SESSIONS = tuple(
    GivenSession(start_h=24.0 * day, duration_h=40 / 60, dose_mg=37, drug=Drug.RACEMIC_KETAMINE) for day in range(5)
)
_DIARY = tuple(
    PainScore(time_h=24.0 * day, score=float(max(7 - day // 6, 3)), period=Period.DAY) for day in range(1, 51)
)
_LEVELS = tuple(
    Concentration(time_h=time_h, analyte=Analyte.KETAMINE, site=BloodSite.VENOUS, conc_ng_per_ml=level)
    for time_h, level in ((0.7, 150.0), (1.5, 80.0), (4.0, 30.0))
)
_DURING = (
    *(Dissociation(time_h=24.0 * day + 0.6, cadss=9 - day) for day in range(5)),
    *(Pressure(time_h=24.0 * day + 0.6, systolic_mmhg=138, diastolic_mmhg=85) for day in range(2)),
)
SIXTY = Observations((*_DIARY, *_LEVELS, *_DURING), _SESSIONS)
