"""Nine states over 90 days: exact kinetics that drive sensitisation and pain meet stepped solutions.

The curves in ``tests/data/reference/slow_states`` come from DOP853; new patients, mixed from the parameters of the
known ones, are stepped here by LSODA through all nine equations, started afresh at every change of the infusion.
"""

import csv
from itertools import pairwise

import numpy as np
import pytest
from scipy.integrate import solve_ivp

from sciatwin.pharmacokinetics.engine import LinearSystem, solve
from sciatwin.regimen import Infusion
from sciatwin.response.driven_state import follow, hill_fraction, refined
from support.kinetics.reference_runs import REFERENCE

DAYS = (0, 1, 2, 3, 4, 7, 8, 9, 10, 11)
INFUSIONS = tuple(Infusion(start_h=24.0 * day, duration_h=4, dose_mg=80) for day in DAYS)
MARKS_H = tuple(mark for infusion in INFUSIONS for mark in (infusion.start_h, infusion.end_h))


def _table(name):
    with (REFERENCE / "slow_states" / name).open(encoding="utf-8") as file:
        header, *rows = csv.reader(file)
    return header, np.array(rows, dtype=float)


@pytest.fixture(scope="module")
def patients():
    header, values = _table("parameters.csv")
    return dict(zip(header[1:], values[:, 1:].T, strict=True))


@pytest.fixture(scope="module")
def curves():
    """Time, plasma, metabolite and pain, shape (4, times, patients)."""
    _, values = _table("curves.csv")
    return np.moveaxis(values[:, 1:].reshape(5, -1, 4), (2, 1, 0), (0, 1, 2))


def _system(p):
    rate = np.zeros((7, 7, len(p["CL"])))
    out = {0: p["CL"] / p["V1"], 4: p["CLM"] / p["VM1"]}
    for hub, volume, flows in ((0, "V1", ("Q2", "V2", "Q3", "V3")), (4, "VM1", ("QM2", "VM2", "QM3", "VM3"))):
        for offset in (0, 1):
            flow, tissue = p[flows[2 * offset]], p[flows[2 * offset + 1]]
            other = hub + 1 + offset
            rate[other, hub], rate[hub, other], rate[other, other] = flow / p[volume], flow / tissue, -flow / tissue
            out[hub] = out[hub] + flow / p[volume]
    rate[0, 0], rate[4, 4] = -out[0], -out[4]
    rate[4, 0] = p["FM"] * p["CL"] / p["V1"]
    rate[3, 0], rate[3, 3] = p["KE0"] / p["V1"], -p["KE0"]
    scale = np.stack([1 / p["V1"], np.ones_like(p["V1"]), 1 / p["VM1"]])
    return LinearSystem(rate, 0, np.array([0, 3, 4]), scale, ("plasma", "site", "metabolite"))


def _ours(p, times_h):
    """Plasma, metabolite, pain and sensitisation, shape (4, times, patients)."""
    nodes = refined(times_h, MARKS_H)
    plasma, site, metabolite = solve(_system(p), INFUSIONS, nodes)
    inhibition = hill_fraction(site + p["POTM"] * metabolite, p["EC50"], p["HILL"])
    sensitisation = follow(nodes, p["KON"], p["KON"] + p["KOFF"] * inhibition, 1.0)
    gain = p["KOUT"] * p["P0"] * sensitisation * (1 - p["IMAX"] * inhibition)
    pain = follow(nodes, gain, p["KOUT"], p["P0"])
    return np.stack([plasma, metabolite, pain, sensitisation])[:, np.searchsorted(nodes, times_h)]


def test_the_reference_patients_are_met(patients, curves):
    plasma, metabolite, pain, _ = _ours(patients, curves[0, :, 0])
    for found, expected in ((plasma, curves[1]), (metabolite, curves[2])):
        assert np.all(np.abs(found - expected) <= 1e-10 * expected.max(axis=0))
    assert np.all(np.abs(pain - curves[3]) <= 2e-5 * patients["P0"])


def _equations(p, rate_mg_per_h):
    def change(_, x):
        a1, a2, a3, site, m1, m2, m3, sensitisation, pain = x
        second, third = p["Q2"] * (a1 / p["V1"] - a2 / p["V2"]), p["Q3"] * (a1 / p["V1"] - a3 / p["V3"])
        m_second = p["QM2"] * (m1 / p["VM1"] - m2 / p["VM2"])
        m_third = p["QM3"] * (m1 / p["VM1"] - m3 / p["VM3"])
        cleared = p["CL"] * a1 / p["V1"]
        power = (max(site + p["POTM"] * m1 / p["VM1"], 0) / p["EC50"]) ** p["HILL"]
        inhibition = power / (1 + power)
        return (
            rate_mg_per_h - cleared - second - third,
            second,
            third,
            p["KE0"] * (a1 / p["V1"] - site),
            p["FM"] * cleared - p["CLM"] * m1 / p["VM1"] - m_second - m_third,
            m_second,
            m_third,
            p["KON"] * (1 - sensitisation) - p["KOFF"] * inhibition * sensitisation,
            p["KOUT"] * (p["P0"] * sensitisation * (1 - p["IMAX"] * inhibition) - pain),
        )

    return change


def _stepped(p, times_h, method):
    """Plasma, metabolite, pain and sensitisation of one patient, shape (4, times)."""
    edges = np.unique([*(mark for mark in MARKS_H if mark < times_h[-1]), times_h[-1]])
    x, found = np.array([0.0] * 7 + [1.0, p["P0"]]), {}
    for start_h, end_h in pairwise(edges):
        rate = sum(i.rate_mg_per_h for i in INFUSIONS if i.start_h <= start_h < i.end_h)
        inside = times_h[(times_h > start_h) & (times_h <= end_h)]
        stops = np.union1d(inside, end_h)
        solution = solve_ivp(_equations(p, rate), (start_h, end_h), x, method, stops, rtol=1e-10, atol=1e-12)
        assert solution.success
        found |= dict(zip(stops, solution.y.T, strict=True))
        x = solution.y[:, -1]
    states = np.array([found[time] for time in times_h])
    return np.stack([states[:, 0] / p["V1"], states[:, 4] / p["VM1"], states[:, 8], states[:, 7]])


@pytest.mark.parametrize(
    ("method", "turn", "last_h"),
    [("LSODA", 1, 2160.0), ("LSODA", 2, 2160.0), ("DOP853", 3, 288.0), ("LSODA", 4, 2160.0)],
)
def test_new_patients_are_met_by_stepping_all_nine_equations(patients, curves, method, turn, last_h):
    mixed = {name: np.roll(values, turn * place)[:1] for place, (name, values) in enumerate(patients.items())}
    times_h = curves[0, :, 0]
    times_h = times_h[times_h <= last_h]
    expected = _stepped({name: float(values[0]) for name, values in mixed.items()}, times_h, method)
    found = _ours(mixed, times_h)[:, :, 0]
    scale = np.array([expected[0].max(), expected[1].max(), mixed["P0"][0], 1.0])
    assert np.all(np.abs(found - expected) <= 3e-5 * scale[:, None])
    assert np.all(np.abs(found[:2] - expected[:2]) <= 1e-6 * scale[:2, None])
