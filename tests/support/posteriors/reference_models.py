"""The models of the two reference patients, as targets of the ways to a posterior."""

import csv
from pathlib import Path

import numpy as np

from sciatwin.inference.normal import Normal
from sciatwin.inference.rows import Rows, WrittenScale
from sciatwin.inference.target import OneClassTarget
from sciatwin.pharmacokinetics.engine import LinearSystem, solve
from sciatwin.regimen import Infusion
from sciatwin.response.driven_state import follow, hill_fraction, refined

FOLDER = Path(__file__).resolve().parents[2] / "data" / "reference" / "bayes"
KE0, KON, IMAX, HILL = 6.0, 0.002, 0.8, 2.0


def table(name):
    """Columns by name; the first column holds text where it is not a number."""
    with (FOLDER / name).open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    return {key: [row[key] for row in rows] for key in rows[0]}


def numbers(columns, name):
    return np.array(columns[name], dtype=float)


def _parameters(columns, z):
    values = numbers(columns, "typical") * np.exp(numbers(columns, "omega_sd") * z)
    return dict(zip(columns["parameter"], values.T, strict=True))


def _system(p):
    count = len(p["CL"])
    rate = np.zeros((4, 4, count))
    for other, flow, volume in ((1, "Q2", "V2"), (2, "Q3", "V3")):
        rate[other, 0], rate[0, other] = p[flow] / p["V1"], p[flow] / p[volume]
        rate[other, other] = -rate[0, other]
    rate[0, 0] = -(p["CL"] + p["Q2"] + p["Q3"]) / p["V1"]
    rate[3, 0], rate[3, 3] = KE0 / p["V1"], -KE0
    return LinearSystem(rate, 0, np.array([0, 3]), np.stack([1 / p["V1"], np.ones(count)]), ("plasma", "site"))


def _rows(*parts):
    times = np.concatenate([numbers(part, "time") for part in parts])
    values = np.concatenate([numbers(part, "dv") for part in parts])
    return Rows(times, values, (WrittenScale(),) * len(times), ("",) * len(times), ("",) * len(times))


def _error_of_levels(level):
    return np.sqrt((0.15 * level) ** 2 + 0.005**2)


def eight_levels():
    """Target of one infusion and eight levels: six unknowns."""
    columns, observed = table("w3_map.csv"), table("w3_obs.csv")
    times_h = numbers(observed, "time")
    infusion = Infusion(start_h=0, duration_h=4, dose_mg=80)

    def predict(z):
        level = solve(_system(_parameters(columns, z)), [infusion], times_h, workers=1)[0]
        return Normal(level, _error_of_levels(level))

    return OneClassTarget(6, _rows(observed), predict)


def levels_and_pain():
    """Target of three infusions, six levels and thirty pain scores: ten unknowns."""
    columns, levels, scores = table("w4_posterior.csv"), table("w4_conc.csv"), table("w4_pain.csv")
    infusions = [Infusion(start_h=24.0 * day, duration_h=4, dose_mg=80) for day in range(3)]
    level_h, score_h = numbers(levels, "time"), numbers(scores, "time")
    marks = [mark for infusion in infusions for mark in (infusion.start_h, infusion.end_h)]
    nodes = refined(np.union1d(level_h, score_h), marks, first_step_h=1 / 8, growth=0.4)

    def predict(z):
        p = _parameters(columns, z)
        plasma, site = solve(_system(p), infusions, nodes, workers=1)
        inhibition = hill_fraction(site, p["EC50"], HILL)
        sensitisation = follow(nodes, KON, KON + p["KOFF"] * inhibition, 1.0, workers=1)
        gain = p["KOUT"] * p["P0"] * sensitisation * (1 - IMAX * inhibition)
        pain = follow(nodes, gain, p["KOUT"], p["P0"], workers=1)[np.searchsorted(nodes, score_h)]
        level = plasma[np.searchsorted(nodes, level_h)]
        return Normal(
            np.concatenate([level, pain]), np.concatenate([_error_of_levels(level), np.full(pain.shape, 0.5)])
        )

    return OneClassTarget(10, _rows(levels, scores), predict)
