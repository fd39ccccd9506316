"""1,000 patients, ten infusions, 90 days, nine states: exact kinetics drive sensitisation, which drives pain.

With inhibition = Hill's fraction of e = site + potency × metabolite:
d(sensitisation)/dt = KON (1 − sensitisation) − KOFF inhibition sensitisation, from 1;
d(pain)/dt = KOUT P0 sensitisation (1 − IMAX inhibition) − KOUT pain, from P0.
"""

import csv
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path

import numpy as np

from benchmarks.population import Row
from benchmarks.timing import medians_in_turns, shown
from sciatwin.pharmacokinetics.engine import LinearSystem, solve
from sciatwin.regimen import Infusion
from sciatwin.response.driven_state import follow, hill_fraction, over_people, refined

PATIENTS, ROUNDS, SEED, TARGET_S = 1_000, 15, 20261, 0.15
REFERENCE = Path(__file__).resolve().parents[1] / "tests" / "data" / "reference" / "slow_states"

STARTS_H = tuple(24.0 * day for day in (0, 1, 2, 3, 4, 7, 8, 9, 10, 11))
INFUSIONS = tuple(Infusion(start_h=start, duration_h=4, dose_mg=80) for start in STARTS_H)
MARKS_H = tuple(mark for infusion in INFUSIONS for mark in (infusion.start_h, infusion.end_h))
TIMES_H = np.unique(
    np.concatenate([24.0 * np.arange(1, 91), *(start + np.arange(0.25, 8.1, 0.25) for start in STARTS_H)])
)

Parameters = Mapping[str, np.ndarray]

# typical value, standard deviation of the logarithm: L/h, L, 1/h, mg/L and pain points
TYPICAL = {
    "CL": (84, 0.30), "V1": (25, 0.45), "Q2": (161, 0.35), "V2": (56, 0.35), "Q3": (79, 0.30), "V3": (157, 0.30),
    "KE0": (6, 0.40), "FM": (0.80, 0), "CLM": (60, 0.3), "VM1": (30, 0.3), "QM2": (60, 0.3), "VM2": (60, 0.3),
    "QM3": (20, 0.3), "VM3": (80, 0.3), "EC50": (0.06, 0.40), "HILL": (2, 0.15), "IMAX": (0.8, 0),
    "KOUT": (0.25, 0.30), "KON": (0.002, 0.40), "KOFF": (0.05, 0.40), "P0": (7, 0.15), "POTM": (0.15, 0),
}  # fmt: skip
GROWING_WITH_WEIGHT = {"CL", "V1", "Q2", "V2", "Q3", "V3", "CLM", "VM1", "QM2", "VM2", "QM3", "VM3"}


def rows() -> Iterator[Row]:
    """The whole course with one and two threads, then its parts."""
    parameters = drawn_parameters(PATIENTS)
    runs: dict[str, Callable[[], object]] = {
        f"{threads} thread{'s' * (threads > 1)}": partial(courses, parameters, workers=threads) for threads in (1, 2)
    }
    parts = parts_of(parameters)
    taken = medians_in_turns(runs | parts, ROUNDS)
    error = reference_error(courses)
    for name in runs:
        verdict = "below" if taken[name] < TARGET_S else "ABOVE"
        yield Row(
            f"slow states, {PATIENTS:,} patients × {len(TIMES_H)} times, 90 days, {name}",
            shown(taken[name]),
            f"error {error:.1e} of scale",
            f"{verdict} the target of {shown(TARGET_S)}; {shown(taken[name] / PATIENTS)} per patient",
        )
    nodes = len(refined(TIMES_H, MARKS_H))
    for name in parts:
        yield Row(f"of which {name}, by itself, 1 thread", shown(taken[name]), "", f"{nodes} nodes in time")


def courses(parameters: Parameters, *, workers: int | None = None) -> np.ndarray:
    """Plasma and metabolite in mg/L and pain, shape (3, times, patients)."""
    nodes = refined(TIMES_H, MARKS_H)
    wanted = np.searchsorted(nodes, TIMES_H)
    patients = len(parameters["CL"])
    result = np.empty((3, len(TIMES_H), patients))

    def follow_block(block: slice) -> None:
        mine = {name: values[block] for name, values in parameters.items()}
        plasma, site, metabolite = solve(system_of(mine), INFUSIONS, nodes, workers=1)
        inhibition = inhibition_fraction(mine, site, metabolite)
        sensitisation = sensitisation_course(mine, nodes, inhibition)
        pain = pain_course(mine, nodes, inhibition, sensitisation)
        for row, curve in enumerate((plasma, metabolite, pain)):
            result[row, :, block] = curve[wanted]

    over_people(follow_block, patients, workers=workers)
    return result


def inhibition_fraction(parameters: Parameters, site: np.ndarray, metabolite: np.ndarray) -> np.ndarray:
    potent = parameters["POTM"] * metabolite
    potent += site
    return hill_fraction(potent, parameters["EC50"], parameters["HILL"], out=potent)


def sensitisation_course(parameters: Parameters, nodes: np.ndarray, inhibition: np.ndarray) -> np.ndarray:
    loss = parameters["KOFF"] * inhibition
    loss += parameters["KON"]
    return follow(nodes, parameters["KON"], loss, 1.0, workers=1)


def pain_course(
    parameters: Parameters, nodes: np.ndarray, inhibition: np.ndarray, sensitisation: np.ndarray
) -> np.ndarray:
    gain = -parameters["IMAX"] * inhibition
    gain += 1
    gain *= sensitisation
    gain *= parameters["KOUT"] * parameters["P0"]
    return follow(nodes, gain, parameters["KOUT"], parameters["P0"], workers=1)


def parts_of(parameters: Parameters) -> dict[str, Callable[[], object]]:
    """Each step of ``courses`` by itself."""
    nodes, system = refined(TIMES_H, MARKS_H), system_of(parameters)
    _, site, metabolite = solve(system, INFUSIONS, nodes)
    inhibition = inhibition_fraction(parameters, site, metabolite)
    sensitisation = sensitisation_course(parameters, nodes, inhibition)
    return {
        "grid": partial(refined, TIMES_H, MARKS_H),
        "kinetics": partial(solve, system, INFUSIONS, nodes, workers=1),
        "drive": partial(inhibition_fraction, parameters, site, metabolite),
        "sensitisation": partial(sensitisation_course, parameters, nodes, inhibition),
        "pain": partial(pain_course, parameters, nodes, inhibition, sensitisation),
    }


def drawn_parameters(count: int, seed: int = SEED) -> Parameters:
    """Name → shape (patients,)."""
    random = np.random.default_rng(seed)
    size = 75 * np.exp(0.18 * random.standard_normal(count)) / 70
    values = {name: value * np.exp(spread * random.standard_normal(count)) for name, (value, spread) in TYPICAL.items()}
    return {name: value * size if name in GROWING_WITH_WEIGHT else value for name, value in values.items()}


def system_of(parameters: Parameters) -> LinearSystem:
    """Three compartments, effect site (mg/L), three compartments of the metabolite."""
    p = parameters
    rate = np.zeros((7, 7, len(p["CL"])))
    for here, there, flow, volume, tissue in (
        (0, 1, "Q2", "V1", "V2"), (0, 2, "Q3", "V1", "V3"), (4, 5, "QM2", "VM1", "VM2"), (4, 6, "QM3", "VM1", "VM3"),
    ):  # fmt: skip
        rate[there, here], rate[here, there] = p[flow] / p[volume], p[flow] / p[tissue]
        rate[here, here] -= rate[there, here]
        rate[there, there] -= rate[here, there]
    rate[0, 0] -= p["CL"] / p["V1"]
    rate[3, 0], rate[3, 3] = p["KE0"] / p["V1"], -p["KE0"]
    rate[4, 0] = p["FM"] * p["CL"] / p["V1"]
    rate[4, 4] -= p["CLM"] / p["VM1"]
    scale = np.stack([1 / p["V1"], np.ones_like(p["V1"]), 1 / p["VM1"]])
    return LinearSystem(rate, 0, np.array([0, 3, 4]), scale, ("plasma", "site", "metabolite"))


def reference_error(run: Callable[[Parameters], np.ndarray]) -> float:
    """Largest difference from the five reference patients, levels relative to their peak and pain to its start."""
    parameters, expected = reference()
    return largest_difference(run(parameters), expected, parameters)


def largest_difference(found: np.ndarray, expected: np.ndarray, parameters: Parameters) -> float:
    scale = np.stack([*expected[:2].max(axis=1), parameters["P0"]])
    return float(np.max(np.abs(found - expected) / scale[:, None, :]))


def reference() -> tuple[Parameters, np.ndarray]:
    """Parameters and curves (3, times, patients) of the five reference patients."""
    header, *values = _lines("parameters.csv")
    parameters = dict(zip(header[1:], np.array(values, dtype=float)[:, 1:].T, strict=True))
    curves = np.array(_lines("curves.csv")[1:], dtype=float).reshape(len(values), len(TIMES_H), 5)
    return parameters, np.moveaxis(curves[:, :, 2:], 0, 2).transpose(1, 0, 2)


def _lines(name: str) -> list[list[str]]:
    with (REFERENCE / name).open(encoding="utf-8") as file:
        return list(csv.reader(file))
